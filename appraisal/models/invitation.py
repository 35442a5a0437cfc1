"""An invitation to answer from where one stands, without an account."""

from __future__ import annotations

import secrets
from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone

from appraisal.models.appraisal import Appraisal
from people.models import User


def new_seed() -> str:
    return secrets.token_hex(16)


class Invitation(models.Model):
    """Who is asked, for what and until when.

    One with an ``email`` is for one person, and its link opens once. One without is a link to
    print or send on, and everyone who opens it answers for themselves. Only the hash of a link's
    token is kept.
    """

    appraisal = models.ForeignKey(Appraisal, on_delete=models.CASCADE, related_name="invitations")
    role = models.CharField(max_length=40)
    email = models.EmailField(blank=True)
    # Keys of the sections asked, and of the page of goals; all of them when empty.
    sections = models.JSONField(default=list, blank=True)
    is_anonymous = models.BooleanField(default=False)
    deadline = models.DateField()
    token_hash = models.CharField(max_length=64, unique=True)
    # Made when the page to invite on was shown: pressing its button twice invites once.
    token = models.UUIDField(unique=True)
    seed = models.CharField(max_length=32, default=new_seed)
    invited_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    invited_at = models.DateTimeField(default=timezone.now)
    reminded_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="an_anonymous_invitation_keeps_no_address",
                condition=Q(is_anonymous=False) | Q(email=""),
            ),
            models.CheckConstraint(
                name="only_a_personal_link_is_used_up",
                condition=Q(used_at=None) | ~Q(email=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.appraisal} invitation {self.pk}"

    @property
    def is_personal(self) -> bool:
        return bool(self.email)

    @property
    def is_open(self) -> bool:
        """Tell whether answers are still taken: to the end of the day of the deadline."""
        return self.closed_at is None and timezone.localdate() <= self.deadline

    @property
    def days_left(self) -> int:
        left: date = self.deadline
        return (left - timezone.localdate()).days
