"""What people decided, whatever the result said: people decide, not the method."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from appraisal.models.outcome import Outcome
from people.models import User

LONGEST_BODY = 120


def put_first(outcome: Outcome) -> tuple[str, ...]:
    """Return the approaches that a result puts first: several when it finds no clear difference,
    none when it is too early to say."""
    found = outcome.result
    if found["verdict"] == Outcome.Verdict.TOO_EARLY:
        return ()
    return tuple(found["joint_first"]) or (found["leader"],)


class Decision(models.Model):
    """What was decided on an outcome, by whom, why, and who dissented.

    Rows are added, never changed: the latest counts, and earlier ones stay. It names bodies and
    roles, not people.
    """

    class What(models.TextChoices):
        APPROACH = "approach", "One approach"
        BLEND = "blend", "A blend of two approaches"
        AS_NOW = "as_now", "Continue as now"
        SOMETHING_ELSE = "something_else", "Something else"

    outcome = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="decisions")
    what = models.CharField(max_length=14, choices=What)
    approach = models.CharField(max_length=40, blank=True)
    blended_with = models.CharField(max_length=40, blank=True)
    in_words = models.TextField(blank=True)
    taken_by = models.CharField(max_length=LONGEST_BODY)
    taken_on = models.DateField()
    why = models.TextField()
    why_differs = models.TextField(blank=True)
    dissent = models.TextField(blank=True)
    recorded_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    recorded_at = models.DateTimeField(default=timezone.now)
    # Made when the page was shown: pressing its button twice records one decision.
    token = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_decision_is_recorded_once", fields=["outcome", "token"]
            ),
            models.CheckConstraint(
                name="a_decision_for_one_approach_names_it",
                condition=~Q(what="approach") | (~Q(approach="") & Q(blended_with="")),
            ),
            models.CheckConstraint(
                name="a_decision_for_a_blend_names_two_approaches",
                condition=~Q(what="blend")
                | (~Q(approach="") & ~Q(blended_with="") & ~Q(approach=F("blended_with"))),
            ),
            models.CheckConstraint(
                name="a_decision_for_anything_else_names_no_approach",
                condition=Q(what__in=("approach", "blend")) | Q(approach="", blended_with=""),
            ),
            models.CheckConstraint(
                name="a_decision_for_something_else_says_what",
                condition=~Q(what="something_else") | ~Q(in_words=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} decision {self.pk}"

    @property
    def approaches(self) -> tuple[str, ...]:
        """Return the approaches it comes down to; to continue as now is what today's is closest
        to, if that is known."""
        if self.what == Decision.What.AS_NOW:
            today = self.outcome.result["continue_as_now"]["approach"]
            return (today,) if today else ()
        return tuple(each for each in (self.approach, self.blended_with) if each)

    @property
    def differs(self) -> bool:
        """Tell whether it has nothing in common with what the result puts first."""
        first = put_first(self.outcome)
        return bool(first) and not set(first) & set(self.approaches)

    def says_the_same_as(self, other: Decision) -> bool:
        return self._said() == other._said()

    def _said(self) -> tuple[object, ...]:
        return (
            *(self.outcome_id, self.what, self.approach, self.blended_with, self.in_words),
            *(self.taken_by, self.taken_on, self.why, self.why_differs, self.dissent),
        )
