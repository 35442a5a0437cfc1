"""Recording what was decided, once, beside the decisions recorded before."""

from __future__ import annotations

from uuid import uuid4

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from appraisal.method.content import method
from appraisal.models import Appraisal, Decision
from people.models import User

MOST = 50


class TooMany(Exception):
    """There are more decisions already than anyone takes."""


def decisions_of(appraisal: Appraisal) -> QuerySet[Decision]:
    """Return all decisions recorded for an appraisal, the latest, which counts, first."""
    found = Decision.objects.filter(outcome__appraisal=appraisal)
    return found.select_related("outcome").order_by("-pk")


def record(decision: Decision, by: User | None) -> Decision:
    """Add a decision and return it; the one it was recorded as if it is sent again.

    A page that was sent once, and is sent again with changes after going back, is a new decision:
    nothing that was typed is lost. Raises TooMany.
    """
    seen = known(decision)
    if seen and decision.says_the_same_as(seen):
        return seen
    if seen:
        decision.token = uuid4()
    appraisal = decision.outcome.appraisal
    if decisions_of(appraisal).count() >= MOST:
        raise TooMany
    decision.recorded_by = by
    try:
        with transaction.atomic():
            decision.save(force_insert=True)
            said = {"outcome": decision.outcome.number}
            appraisal.events.create(what="decision recorded", by=by, details=said)
            appraisal.touch()
    except IntegrityError:
        # The other press of the button was faster.
        return Decision.objects.get(outcome=decision.outcome, token=decision.token)
    return decision


def known(decision: Decision) -> Decision | None:
    """Return what the same page was recorded as before, if it was."""
    return Decision.objects.filter(outcome=decision.outcome, token=decision.token).first()


def in_words(decision: Decision) -> str:
    """Say what was decided."""
    if decision.what == Decision.What.SOMETHING_ELSE:
        return decision.in_words
    if decision.what == Decision.What.AS_NOW:
        return "Continue as now"
    known = method(decision.outcome.method_version).approach_by_key
    if decision.what == Decision.What.BLEND:
        return f"A blend of {known[decision.approach].name} and {known[decision.blended_with].name}"
    return known[decision.approach].name
