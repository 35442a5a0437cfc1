"""A what-if that was kept: what would be different, and from which outcome it starts."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from appraisal.models.appraisal import new_reference
from appraisal.models.outcome import Outcome
from people.models import User

LONGEST_NAME = 80


class Scenario(models.Model):
    """A named what-if beside an outcome. It changes neither the outcome nor the appraisal.

    ``changes`` holds what differs from the outcome's own landscape and nothing else, by key:
    "answers" (a level, a choice, "n/a", or null for not known), "goals" (points, or null for
    none) and "weights" (shares, "lambda" among them). Numbers are decimals written as texts.
    """

    outcome = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="scenarios")
    reference = models.CharField(max_length=12, unique=True, default=new_reference)
    name = models.CharField(max_length=LONGEST_NAME)
    changes = models.JSONField()
    made_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    # Made when the page was shown: pressing its button twice keeps one scenario.
    token = models.UUIDField(unique=True)

    def __str__(self) -> str:
        return f"{self.outcome} scenario {self.reference}"
