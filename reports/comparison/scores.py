"""How far each score moved from one result to another, and which answers moved it.

A score is 50 and what every answer added or took, so the difference of two scores is the sum of
the differences of all answers: nothing is left over.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reports import numbers
from reports.comparison.answers import answer, given
from reports.ranking import in_order, place
from reports.stored import Finding, Found
from reports.sums import NOTHING

MOST_MOVERS = 5
PLACES = 2
# What rounds to nothing has moved nothing.
LEAST = 0.005
NOT_IN_THIS_VERSION = "Not in this version of the method"


@dataclass(frozen=True)
class Mover:
    """A question or goal that counts otherwise, and by how many points."""

    what: str
    before: str
    after: str
    points: str


@dataclass(frozen=True)
class Score:
    """One approach in both results. ``movers`` and ``rest`` add up to ``exactly`` as they are
    written."""

    name: str
    place_before: str
    before: str
    place_after: str
    after: str
    difference: str
    movers: tuple[Mover, ...]
    rest: str
    exactly: str


def scores(before: Found, after: Found, core: bool) -> tuple[Score, ...]:
    """Return every approach that both results know, in the order of the later one."""
    known = {each.approach.key: each for each in (*before.core, *before.further)}
    return tuple(
        score(before, after, known[each.approach.key], each)
        for each in in_order(after, after.core if core else after.further)
        if each.approach.key in known
    )


def score(before: Found, after: Found, one: Finding, other: Finding) -> Score:
    exactly = numbers.signed(other.score - one.score, PLACES)
    movers = tuple(_movers(before, after, one, other))
    rest = numbers.written(exactly) - sum(numbers.written(each.points) for each in movers)
    return Score(
        name=other.name,
        place_before=place(before, one),
        before=numbers.score(one.score),
        place_after=place(after, other),
        after=numbers.score(other.score),
        difference=numbers.signed(other.score - one.score, 1),
        movers=movers,
        rest=numbers.signed(rest, PLACES),
        exactly=exactly,
    )


def _movers(before: Found, after: Found, one: Finding, other: Finding) -> Iterator[Mover]:
    moved = {
        key: other.parts.get(key, NOTHING).points - one.parts.get(key, NOTHING).points
        for key in (*other.parts, *(key for key in one.parts if key not in other.parts))
    }
    for key in sorted(moved, key=lambda key: -abs(moved[key]))[:MOST_MOVERS]:
        if abs(moved[key]) >= LEAST:
            yield Mover(
                what=_text(before, after, key),
                before=_said(before, key),
                after=_said(after, key),
                points=numbers.signed(moved[key], PLACES),
            )


def _text(before: Found, after: Found, key: str) -> str:
    for found in (after, before):
        if key in found.method.goal_by_key:
            return f"Goal: {found.method.goal_by_key[key].text}"
        if key in found.method.question_by_key:
            return found.method.question_by_key[key].text
    raise LookupError(key)


def _said(found: Found, key: str) -> str:
    if key in found.method.goal_by_key:
        return given(found, key)
    if key in found.method.question_by_key:
        return answer(found, found.method.question_by_key[key])
    return NOT_IN_THIS_VERSION
