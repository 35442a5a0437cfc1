"""Documents that were asked for, and the files that were issued for them.

What is kept of the national picture is in reports/releases.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from appraisal.models import Outcome, new_reference
from people.models import User
from reports.releases.models import (
    CountedAppraisal,
    Publication,
    Release,
    ReleasedGroup,
    ReleasedRow,
)

__all__ = [
    "CountedAppraisal",
    "Document",
    "IssuedFile",
    "Publication",
    "Release",
    "ReleasedGroup",
    "ReleasedRow",
]


class Document(models.Model):
    """An outcome in one format and edition, from being asked for until it can be downloaded.

    ``fingerprint`` stands for all that the file shows. Whoever asks for the same gets the same,
    whether it is still to be printed or was issued long ago.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting to be printed"
        PRINTING = "printing", "Being printed"
        READY = "ready", "Ready"
        FAILED = "failed", "Could not be made"

    class Problem(models.TextChoices):
        NOT_MADE = "not_made", "The file could not be made"
        TOO_SLOW = "too_slow", "The file was not done in time"
        ABANDONED = "abandoned", "The printing was cut off again and again"

    OPEN = (State.WAITING, State.PRINTING)

    outcome = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="documents")
    reference = models.CharField(max_length=12, unique=True, default=new_reference)
    format = models.CharField(max_length=8)
    edition = models.CharField(max_length=24)
    fingerprint = models.CharField(max_length=64)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    problem = models.CharField(max_length=10, choices=Problem, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # When it was last taken to be printed, and how often that has been.
    taken_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="the_same_document_is_printed_once",
                fields=["outcome", "format", "edition", "fingerprint"],
            ),
            models.CheckConstraint(
                name="a_document_says_what_was_wrong_if_it_failed",
                condition=(Q(state="failed") & ~Q(problem=""))
                | (~Q(state="failed") & Q(problem="")),
            ),
            models.CheckConstraint(
                name="a_document_is_printed_once_it_was_taken",
                condition=Q(state="waiting") | Q(taken_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["state", "asked_at"], name="documents_in_turn")]

    def __str__(self) -> str:
        return f"{self.outcome} {self.format} {self.edition}"


class IssuedFile(models.Model):
    """A file as it was issued. The database refuses to change a row, whoever asks."""

    document = models.OneToOneField(
        Document, on_delete=models.CASCADE, primary_key=True, related_name="issued"
    )
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    issued_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.document} {self.sha256[:12]}"
