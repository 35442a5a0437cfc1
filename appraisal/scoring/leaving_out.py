"""Does the result rest on one question, one criterion, or on optimism? Exact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from appraisal.method.model import Method
from appraisal.scoring.answers import Landscape
from appraisal.scoring.information import lead_of
from appraisal.scoring.moves import ZERO, added, difference, leader_of, points_of
from appraisal.scoring.scores import Fit, shares

HIGH_LEVELS = (4, 5)


@dataclass(frozen=True)
class LeftOut:
    """The ranking without one question, goal or criterion.

    ``leader`` is None when it would be a tie; ``lead`` is the present leader's lead without it,
    negative when it would be overtaken.
    """

    what: str
    leader: str | None
    lead: Fraction
    changes: bool


def without_each_question(core: tuple[Fit, ...]) -> tuple[LeftOut, ...]:
    """Return the ranking without each answered question or goal, the most telling first."""
    parts = {part.question for fit in core for part in fit.contributions if part.points}
    return _without(core, {key: {key} for key in sorted(parts)})


def without_each_criterion(method: Method, core: tuple[Fit, ...]) -> tuple[LeftOut, ...]:
    """Return the ranking without each criterion, the most telling first."""
    return _without(core, {part.key: set(part.questions) for part in method.criteria})


def _without(core: tuple[Fit, ...], sets: Mapping[str, set[str]]) -> tuple[LeftOut, ...]:
    scores = {fit.approach.key: fit.score for fit in core}
    leader = leader_of(scores)
    found = []
    for name, keys in sets.items():
        left = {fit.approach.key: fit.score - _points(fit, keys) for fit in core}
        then = leader_of(left)
        found.append(LeftOut(name, then, lead_of(left, leader), then != leader))
    return tuple(sorted(found, key=lambda out: out.lead))


def _points(fit: Fit, keys: Iterable[str]) -> Fraction:
    return sum((part.points for part in fit.contributions if part.question in keys), ZERO)


@dataclass(frozen=True)
class Optimism:
    """The ranking with every hopeful readiness answer one level lower.

    ``questions`` are the readiness answers at level 4 or 5 that rest on no evidence.
    """

    questions: tuple[str, ...]
    leader: str | None
    lead: Fraction
    changes: bool


def optimism_test(method: Method, landscape: Landscape, scores: Mapping[str, Fraction]) -> Optimism:
    """Return what happens if hopeful answers turn out one level lower."""
    carried = shares(method, landscape)
    hopeful = [key for key in carried.questions if _is_hopeful(method, landscape, key)]
    changes = []
    for key in hopeful:
        level = int(landscape.answers[key].value or 0)
        before = points_of(method, carried, key, level)
        changes.append(difference(points_of(method, carried, key, level - 1), before))
    then = added(scores, *changes)
    leader = leader_of(scores)
    return Optimism(
        tuple(hopeful), leader_of(then), lead_of(then, leader), leader_of(then) != leader
    )


def _is_hopeful(method: Method, landscape: Landscape, key: str) -> bool:
    question, answer = method.question_by_key[key], landscape.answers.get(key)
    return (
        answer is not None
        and question.criterion is not None
        and question.kind != "choice"
        and method.criterion_by_key[question.criterion].group == "readiness"
        and answer.value in HIGH_LEVELS
        and answer.confidence != "evidence"
    )
