"""What each weight multiplies, read back from what was found: scores are straight in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from appraisal.method.model import GOALS, GROUPS, Criterion, Group
from appraisal.scoring.values import POINTS_PER_DEVIATION
from reports.stored import Finding, Found

FIT = "fit"
# A weight or a gap smaller than this is what floats leave of nothing.
NOTHING = 1e-9

ByApproach = Mapping[str, float]


@dataclass(frozen=True)
class Line:
    """An approach's score as a weight goes from 0 to 1, while the others keep their proportions."""

    at_zero: float
    at_one: float

    def at(self, weight: float) -> float:
        return self.at_zero + (self.at_one - self.at_zero) * weight

    def is_same_as(self, other: Line) -> bool:
        return (
            abs(self.at_zero - other.at_zero) < NOTHING
            and abs(self.at_one - other.at_one) < NOTHING
        )


@dataclass(frozen=True)
class Weight:
    """A weight as it is now in its set, with the line of each core approach, best first."""

    key: str
    name: str
    part_of: str
    now: float
    lines: Mapping[str, Line]


@dataclass(frozen=True)
class Member:
    """One of a set of weights, with the points it would give each approach if it were all."""

    key: str
    name: str
    weight: float
    points: ByApproach


def weights(found: Found) -> Iterator[Weight]:
    """Return fit against readiness, then every criterion and goal whose weight could move.

    A weight cannot move when its set carries nothing, or when nobody can say what would take
    over what it gives up.
    """
    lines = {each.approach.key: Line(each.readiness, each.fit) for each in found.core}
    yield Weight(FIT, "Fit, against readiness", "the score", found.fit_weight, lines)
    for group in GROUPS:
        carried = found.fit_weight if group == FIT else 1 - found.fit_weight
        yield from _of_set(found, _criteria(found, group, carried), group, carried)
    yield from _of_set(found, _goals(found), "the goals", found.goals_share)


def _of_set(found: Found, members: Sequence[Member], name: str, carried: float) -> Iterator[Weight]:
    """Return the weights of a set that carries this share of the whole score."""
    for member in members:
        others = [each for each in members if each is not member]
        if carried > NOTHING and _can_move(member, others):
            lines = {each.approach.key: _line(each, member, others, carried) for each in found.core}
            yield Weight(member.key, member.name, name, member.weight, lines)


def _can_move(member: Member, others: Sequence[Member]) -> bool:
    """Return whether others have proportions to keep; a single one takes everything over."""
    return any(each.weight for each in others) or (len(others) == 1 and member.weight > 0)


def _line(finding: Finding, member: Member, others: Sequence[Member], carried: float) -> Line:
    key, mine = finding.approach.key, member.points[finding.approach.key]
    rest = fsum(each.weight for each in others)
    given = fsum(each.weight * each.points[key] for each in others)
    siblings = given / rest if rest else others[0].points[key]
    outside = finding.score - carried * (member.weight * mine + given)
    return Line(outside + carried * siblings, outside + carried * mine)


def _criteria(found: Found, group: Group, carried: float) -> list[Member]:
    """Return the criteria of a group in which anything applies."""
    return [
        Member(
            criterion.key,
            criterion.name,
            _whole(found.criterion_share(criterion) / carried if carried else 0),
            _points_of(found, criterion),
        )
        for criterion in found.method.criteria_in(group)
        if criterion.key == GOALS or _applying(found, criterion)
    ]


def _points_of(found: Found, criterion: Criterion) -> ByApproach:
    if criterion.key == GOALS:
        return {
            each.approach.key: fsum(
                goal.weight * goal.points[each.approach.key] for goal in _goals(found)
            )
            for each in found.core
        }
    keys = _applying(found, criterion)
    return {
        each.approach.key: fsum(_points(found, each, key, criterion.group) for key in keys)
        / len(keys)
        for each in found.core
    }


def _goals(found: Found) -> list[Member]:
    """Return the goals with their shares; none when they have not been weighed."""
    total = sum(found.landscape.goals.values())
    return [
        Member(
            goal.key,
            goal.text,
            float(found.landscape.goals.get(goal.key, 0) / total),
            {each.approach.key: _points(found, each, goal.key, "fit") for each in found.core},
        )
        for goal in found.method.goals
        if total
    ]


def _points(found: Found, finding: Finding, key: str, group: Group) -> float:
    """Return what an answer or goal would give if it were the whole score."""
    spread = found.spread[group][finding.approach.key]
    part = finding.parts[key]
    return POINTS_PER_DEVIATION * part.centred / spread if part.centred else 0.0


def _applying(found: Found, criterion: Criterion) -> list[str]:
    return [key for key in criterion.questions if key in found.shares]


def _whole(weight: float) -> float:
    return weight if weight > NOTHING else 0.0
