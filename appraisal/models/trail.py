"""The trail: what happened to an appraisal besides the answers, whose revisions tell it."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from appraisal.models.appraisal import Appraisal
from people.models import User


class Event(models.Model):
    """Who did what else, and when. Rows are added, never changed."""

    appraisal = models.ForeignKey(Appraisal, on_delete=models.CASCADE, related_name="events")
    what = models.CharField(max_length=40)
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    details = models.JSONField(default=dict, blank=True)

    def __str__(self) -> str:
        return f"{self.appraisal} {self.what}"
