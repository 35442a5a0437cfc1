"""An outcome in a few columns: what is counted of many outcomes at once."""

from __future__ import annotations

from django.db import models

from appraisal.models.appraisal import Appraisal
from appraisal.models.outcome import Outcome


class ResultRow(models.Model):
    """The codes and scores of an outcome, written with it and never changed.

    An outcome itself takes a hundred kilobytes, too much to read of a million of them.
    ``answers`` holds the level chosen for each closed question whose answer is known. Nothing
    here was typed by anyone.
    """

    outcome = models.OneToOneField(
        Outcome, on_delete=models.CASCADE, primary_key=True, related_name="row"
    )
    appraisal = models.ForeignKey(Appraisal, on_delete=models.CASCADE, related_name="rows")
    found_at = models.DateTimeField()
    verdict = models.CharField(max_length=20, choices=Outcome.Verdict)
    leader = models.CharField(max_length=40, blank=True)
    best_score = models.FloatField()
    readiness_place_based = models.FloatField()
    readiness_outcome_based = models.FloatField()
    readiness_relational = models.FloatField()
    readiness_competitive = models.FloatField()
    answers = models.JSONField()

    class Meta:
        indexes = [
            # Enough to choose by, without reading the rows.
            models.Index(fields=["appraisal", "found_at", "outcome"], name="the_latest_result")
        ]

    def __str__(self) -> str:
        return f"{self.outcome} in codes"
