"""The options considered, continuing as now first, with reasons for, against and why not."""

from __future__ import annotations

from dataclasses import dataclass

from appraisal.models import Decision
from reports import numbers
from reports.as_now import as_now
from reports.committee.content import BLANK
from reports.how import in_play
from reports.ranking import in_order
from reports.reasons import LEAST_POINTS, reason
from reports.stored import Finding, Found, Part

AS_NOW = Decision.What.AS_NOW.value
# How many reasons each way, and consequences, the pages in front have room for.
REASONS = 2
# How many of them are told with why.
IN_FULL = 1
CONSEQUENCES = 2
SEPARATING = 2
STARTS = {
    "ready": "Could start now.",
    "ready with actions": "Could start, with care.",
    "not known": "Whether it could start is not known.",
    "not yet ready": "Not yet ready to start.",
}
# From this level on a change of provider is harmful in itself.
HARMFUL = 4


@dataclass(frozen=True)
class Point:
    """One reason in short; ``points`` is empty where it is not part of a score."""

    what: str
    points: str
    because: str


@dataclass(frozen=True)
class Option:
    """``standing`` says why it is not preferred, that it comes first, or that none is preferred."""

    key: str
    name: str
    about: str
    for_it: tuple[Point, ...]
    against_it: tuple[Point, ...]
    standing: str


@dataclass(frozen=True)
class Beside:
    """A further approach, in a line: scored on the same scale and not ranked."""

    name: str
    about: str
    most_for: str
    most_against: str


@dataclass(frozen=True)
class Options:
    considered: tuple[Option, ...]
    beside: tuple[Beside, ...]


def options(found: Found) -> Options:
    return Options(
        considered=(
            carrying_on(found),
            *(_option(found, each) for each in in_order(found, found.core)),
        ),
        beside=tuple(_beside(found, each) for each in in_order(found, found.further)),
    )


# One approach


def _option(found: Found, finding: Finding) -> Option:
    return Option(
        key=finding.approach.key,
        name=finding.name,
        about=about(found, finding),
        for_it=strongest(found, finding, 1),
        against_it=strongest(found, finding, -1),
        standing=standing(found, finding),
    )


def about(found: Found, finding: Finding) -> str:
    """Return an approach's score, unless it is too early for one, and whether it could start."""
    start = STARTS.get(finding.status, finding.status.capitalize())
    return start if found.too_early else f"Score {numbers.score(finding.score)}. {start}"


def strongest(found: Found, finding: Finding, way: int, most: int = REASONS) -> tuple[Point, ...]:
    """Return what moved an approach's score most, up (1) or down (-1)."""
    parts = [each for each in finding.parts.values() if each.points * way >= LEAST_POINTS]
    parts.sort(key=lambda part: -abs(part.points))
    return tuple(
        _point(found, finding, part, in_full=at < IN_FULL) for at, part in enumerate(parts[:most])
    )


def _point(found: Found, finding: Finding, part: Part, in_full: bool) -> Point:
    told = reason(found, finding, part)
    # What has no evidence has no reason of its own: other answers would count more.
    because = told.because if in_full and told.evidence else ""
    return Point(_what(found, part.key, told.answer), told.points, because)


def _what(found: Found, key: str, answer: str) -> str:
    if key in found.method.goal_by_key:
        return f"Goal: {answer}"
    return f"{found.method.question_by_key[key].text} {answer}"


def _beside(found: Found, finding: Finding) -> Beside:
    most_for, most_against = (strongest(found, finding, way, most=1) for way in (1, -1))
    return Beside(
        name=finding.name,
        about=about(found, finding),
        most_for=most_for[0].what if most_for else "Nothing that was answered",
        most_against=most_against[0].what if most_against else "Nothing that was answered",
    )


# Why not


def standing(found: Found, finding: Finding) -> str:
    """Say how an approach stands to what comes first, never more surely than the verdict does."""
    if found.too_early:
        return "Not compared yet: too little has been answered. It is not set aside."
    key = finding.approach.key
    if found.word == "no_clear_difference":
        return _undecided(found, finding)
    if key == found.leader:
        return _first(found)
    return _behind(found, finding)


def _undecided(found: Found, finding: Finding) -> str:
    joint = in_play(found)
    others = numbers.listed([found.finding(key).name for key in joint])
    if finding.approach.key in joint:
        return f"Not set aside: {others} are too close to choose between by score."
    gap = numbers.plain(found.core[0].score - finding.score, 1)
    return (
        f"Scores {gap} points less than {found.core[0].name}. It is not set aside here, as this "
        "appraisal prefers none."
    )


def _first(found: Found) -> str:
    surely = "clearly" if found.word == "clear" else "but not clearly"
    return f"Comes first in this appraisal, {surely}."


def _behind(found: Found, finding: Finding) -> str:
    first = found.core[0]
    gap = first.score - finding.score
    told = f"It scores {numbers.plain(gap, 1)} points less than {first.name}."
    separating = numbers.listed(_separating(found, first, finding))
    most = f" What sets them apart most: {separating}." if separating else ""
    if _may_still_come_first(found, finding, gap):
        return f"Behind, and not set aside. {told}{most}"
    return f"Not preferred. {told}{most}"


def _may_still_come_first(found: Found, finding: Finding, gap: float) -> bool:
    """Tell whether an approach is near enough to the first that a clear result would need more."""
    if found.word == "clear":
        return False
    limits = found.method.thresholds
    return gap < limits.clear_lead or finding.rank_shares[0] > 1 - limits.clear_share


def _separating(found: Found, first: Finding, other: Finding) -> list[str]:
    """Return the answers and goals that put the first ahead of the other most, with points."""
    ahead = {key: part.points - other.parts[key].points for key, part in first.parts.items()}
    most = sorted(ahead, key=lambda key: -ahead[key])[:SEPARATING]
    return [
        f"{_asked(found, key)} ({numbers.signed(ahead[key], 2)})"
        for key in most
        if ahead[key] >= LEAST_POINTS
    ]


def _asked(found: Found, key: str) -> str:
    goal = found.method.goal_by_key.get(key)
    return f"the goal “{goal.text}”" if goal else f"“{found.method.question_by_key[key].text}”"


# Continuing as now


def carrying_on(found: Found) -> Option:
    told = as_now(found)
    return Option(
        key=AS_NOW,
        name="Continue as now",
        about=f"Closest to {told.approach}, which scores {told.score}."
        if told.approach
        else "A mix, or not described: it has no score of its own.",
        for_it=tuple(_for_carrying_on(found)),
        against_it=tuple(Point(each.says, "", "") for each in told.consequences[:CONSEQUENCES]),
        standing=_standing_of_today(found),
    )


def _for_carrying_on(found: Found) -> list[Point]:
    harm = found.answer("harm_of_change")
    question = found.method.question_by_key["harm_of_change"]
    told = [
        Point(f"It spares the cost and the upset of a change. How much that is: {BLANK}", "", "")
    ]
    if harm.is_known and isinstance(harm.value, int) and harm.value >= HARMFUL:
        told.append(Point(f"{question.text} {question.level(harm.value).label}", "", ""))
    return told


def _standing_of_today(found: Found) -> str:
    if found.too_early:
        return "Not compared yet: too little has been answered. It is not set aside."
    today = found.result["continue_as_now"]["approach"]
    if today is None:
        return "Not compared by score. What carrying on would mean stands beside it."
    if today == found.leader and found.word != "no_clear_difference":
        return "It comes closest to what comes first: the choice is whether to improve it."
    finding = found.finding(today)
    if found.word == "no_clear_difference" or finding.approach.core:
        return standing(found, finding).replace("It scores", f"{finding.name} scores")
    return "Closest to an approach that is scored and not ranked. It is not set aside by score."
