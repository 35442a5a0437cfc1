"""Two results side by side: what was said, what was found, and what made the difference."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from appraisal.models import Outcome
from reports import numbers, wording
from reports.comparison.answers import Compared, answers, asked_only, points, weights
from reports.comparison.scores import Score, scores
from reports.ranking import firsts
from reports.stored import Found, found


@dataclass(frozen=True)
class Side:
    """One of the two results. ``name`` is short enough for the head of a column."""

    title: str
    name: str
    found: str
    method: str
    verdict: wording.Verdict
    coverage: str


@dataclass(frozen=True)
class Comparison:
    """``says`` tells who leads; ``versions`` that two versions of the method were at work, or is
    empty. ``no_longer`` and ``anew`` are the questions that only one of the versions asks."""

    before: Side
    after: Side
    says: str
    versions: str
    core: tuple[Score, ...]
    further: tuple[Score, ...]
    standings: tuple[str, ...]
    answers: Compared
    points: Compared
    weights: Compared
    no_longer: tuple[str, ...]
    anew: tuple[str, ...]

    @property
    def sides(self) -> tuple[Side, Side]:
        return self.before, self.after


def compare(one: Outcome, other: Outcome) -> Comparison:
    """Return what differs. Each is named by its number, and by its appraisal if there are two."""
    names = f"Result {one.number}", f"Result {other.number}"
    if one.appraisal != other.appraisal:
        names = (
            f"{one.appraisal.reference}, result {one.number}",
            f"{other.appraisal.reference}, result {other.number}",
        )
    return compare_as(names, one, other)


def compare_as(names: tuple[str, str], one: Outcome, other: Outcome) -> Comparison:
    """Return the same of two outcomes under names of their own."""
    before, after = found(one), found(other)
    sides = side(names[0], one, before), side(names[1], other, after)
    return Comparison(
        before=sides[0],
        after=sides[1],
        says=leads(sides, before, after),
        versions=versions(one, other),
        core=scores(before, after, core=True),
        further=scores(before, after, core=False),
        standings=tuple(standings(sides, before, after)),
        answers=answers(before, after),
        points=points(before, after),
        weights=weights(before, after),
        no_longer=asked_only(before, after),
        anew=asked_only(after, before),
    )


def side(name: str, outcome: Outcome, read: Found) -> Side:
    return Side(
        title=outcome.appraised["title"],
        name=name,
        found=numbers.moment(outcome.found_at),
        method=outcome.method_version,
        verdict=wording.verdict(read),
        coverage=wording.coverage(read),
    )


# In words


def leads(sides: tuple[Side, Side], before: Found, after: Found) -> str:
    then, now = firstly(before), firstly(after)
    if then == now:
        return f"In both, {now}."
    return f"{sides[0].name}: {then}. {sides[1].name}: {now}."


def firstly(read: Found) -> str:
    """Say who comes first: several when they are too close to tell apart."""
    names = firsts(read)
    if not names:
        return "it is too early to say"
    return f"{numbers.listed(names)} {'is' if len(names) == 1 else 'are joint'} first"


def versions(one: Outcome, other: Outcome) -> str:
    if one.method_version != other.method_version:
        return (
            f"The first was found by version {one.method_version} of the method, the other by "
            f"version {other.method_version}. Part of a difference may come from that."
        )
    if one.method_hash != other.method_hash:
        return (
            "The content of the method was edited between the two results. Part of a difference "
            "may come from that."
        )
    return ""


def standings(sides: tuple[Side, Side], before: Found, after: Found) -> Iterator[str]:
    """Say of which approaches it is another whether they could start."""
    known = {each.approach.key: each for each in (*before.core, *before.further)}
    for each in (*after.core, *after.further):
        then = known.get(each.approach.key)
        if then and then.status != each.status:
            yield (f"{each.name}. {sides[0].name}: {then.status}. {sides[1].name}: {each.status}.")
