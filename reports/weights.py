"""Whether the goals were weighed before anybody saw a result, or again afterwards.

Told from what is stored: every change of the points has a time, and so has every result. Nobody
has to be trusted to say so, and nothing is rewritten.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.utils import timezone

from appraisal.copying import STARTED_FROM
from appraisal.method.content import method
from appraisal.models import GOAL_POINTS, Appraisal, Outcome, StepRevision
from reports import numbers

MOST_TOLD_APART = 3
OTHER_WEIGHTS = "Every other weight is the one published with the method."
NONE_GIVEN = "No points were given for the goals, so what they weigh stays open."
SET_BEFORE = "The points for the goals were set before any result {}"

Points = Mapping[str, Fraction]


@dataclass(frozen=True)
class Seen:
    """A result that was found with other points than the one before it, or the latest."""

    number: int
    found: str
    says: str


@dataclass(frozen=True)
class Weighing:
    """``short`` says in a line whether the points were set before a result was seen; ``sentences``
    tell it whole. ``results`` are there to compare when they were changed."""

    short: str
    sentences: tuple[str, ...]
    changed: bool
    results: tuple[Seen, ...]


@dataclass(frozen=True)
class Change:
    """Another state of the points, saved after a result (the one of this number) had been seen."""

    at: datetime
    after: int
    before: Points
    points: Points


UNTOLD = Weighing("", (), False, ())


def weighing(outcome: Outcome) -> Weighing:
    """Tell when the points that an outcome was found with were set. An outcome that is not stored
    has no history to tell it by."""
    if outcome._state.adding:
        return UNTOLD
    results = list(
        outcome.appraisal.outcomes.filter(number__lte=outcome.number)
        .defer("result", "appraised")
        .order_by("number")
    )
    changes = changed_after(results, revisions_until(outcome))
    copied = _copied(outcome.appraisal)
    sentences = _sentences(results, changes, is_copy=bool(copied))
    return Weighing(
        short=f"{copied} {sentences[0]}".strip(),
        sentences=tuple(each for each in (copied, *sentences, OTHER_WEIGHTS) if each),
        changed=bool(changes),
        results=tuple(_seen(results)) if changes else (),
    )


def revisions_until(outcome: Outcome) -> Sequence[StepRevision]:
    """Return every state of the points that was saved before the outcome was found."""
    found = StepRevision.objects.filter(
        perspective__appraisal=outcome.appraisal,
        perspective__invitation=None,
        step=GOAL_POINTS,
        saved_at__lte=outcome.found_at,
    )
    return list(found.order_by("number"))


def changed_after(results: Sequence[Outcome], revisions: Sequence[StepRevision]) -> list[Change]:
    """Return every change of the points after the first result, even one that was taken back."""
    points = given(results[0].landscape.get("goals", {}))
    changes = []
    for revision in revisions:
        seen = [each.number for each in results if each.found_at < revision.saved_at]
        latest = given({key: said["value"] for key, said in revision.answers.items()})
        if seen and latest != points:
            changes.append(Change(revision.saved_at, seen[-1], points, latest))
            points = latest
    return changes


def given(points: Mapping[str, Any]) -> Points:
    """Return the points that weigh anything: none is the same as 0."""
    exact = {key: Fraction(str(value)) for key, value in points.items()}
    return {key: value for key, value in exact.items() if value}


# In words


def _sentences(results: Sequence[Outcome], changes: Sequence[Change], is_copy: bool) -> list[str]:
    at_first, now = (given(each.landscape.get("goals", {})) for each in (results[0], results[-1]))
    if not changes:
        if not now:
            return [NONE_GIVEN]
        before = SET_BEFORE.format("of this appraisal was found" if is_copy else "was found")
        since = ", and have not been changed since" if len(results) > 1 else ""
        return [f"{before}{since}."]
    told = [_told(each) for each in changes]
    if len(changes) > MOST_TOLD_APART:
        told = [_in_all(changes)]
    kept = "Every result is kept with the points it was found with."
    if now == at_first:
        kept = f"They are now as they were when result {results[0].number} was found. {kept}"
    return [*told, kept]


def _told(change: Change) -> str:
    what = "changed"
    if not change.before:
        what = "given"
    elif not change.points:
        what = "taken away"
    return (
        f"The points for the goals were {what} on {_day(change.at)}, after result {change.after} "
        "had been seen."
    )


def _in_all(changes: Sequence[Change]) -> str:
    first, last = _day(changes[0].at), _day(changes[-1].at)
    when = f"on {first}" if first == last else f"between {first} and {last}"
    return (
        f"The points for the goals were changed {len(changes)} times {when}, after result "
        f"{changes[0].after} had been seen."
    )


def _copied(appraisal: Appraisal) -> str:
    copied = appraisal.events.filter(what__in=STARTED_FROM).first()
    if copied is None or not copied.details["results"]:
        return ""
    return (
        f"This appraisal was started from appraisal {copied.details['from']}, "
        "whose result had been seen."
    )


def _seen(results: Sequence[Outcome]) -> list[Seen]:
    told, before = [], None
    for each in results:
        points = given(each.landscape.get("goals", {}))
        if points != before or each is results[-1]:
            told.append(Seen(each.number, numbers.moment(each.found_at), _says(each)))
        before = points
    return told


def _says(outcome: Outcome) -> str:
    verdict = str(Outcome.Verdict(outcome.verdict).label)
    if outcome.verdict not in (Outcome.Verdict.CLEAR, Outcome.Verdict.LEANING):
        return verdict
    return f"{verdict}: {method(outcome.method_version).approach_by_key[outcome.leader].name} first"


def _day(at: datetime) -> str:
    return numbers.day(timezone.localtime(at))
