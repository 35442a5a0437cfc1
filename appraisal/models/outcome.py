"""What an appraisal found."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from appraisal.models.appraisal import Appraisal
from people.models import User


class Outcome(models.Model):
    """What an appraisal found, stored as it was found: no later version may rewrite it.

    ``appraised`` says what was appraised, as it was described then; ``landscape`` holds the
    answers in the shape of an answers file; ``result`` is what the core found, in the shape
    that the appraise command prints.
    """

    class Verdict(models.TextChoices):
        CLEAR = "clear", "Clear"
        LEANING = "leaning", "Leaning"
        NO_CLEAR_DIFFERENCE = "no_clear_difference", "No clear difference"
        TOO_EARLY = "too_early", "Too early to say"

    appraisal = models.ForeignKey(Appraisal, on_delete=models.CASCADE, related_name="outcomes")
    number = models.PositiveIntegerField()
    found_at = models.DateTimeField(default=timezone.now)
    found_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    method_version = models.CharField(max_length=20)
    method_hash = models.CharField(max_length=64)
    appraised = models.JSONField()
    landscape = models.JSONField()
    result = models.JSONField()
    verdict = models.CharField(max_length=20, choices=Verdict)
    leader = models.CharField(max_length=40, blank=True)
    coverage = models.DecimalField(max_digits=7, decimal_places=6)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="an_appraisal_has_each_outcome_number_once", fields=["appraisal", "number"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.appraisal} outcome {self.number}"
