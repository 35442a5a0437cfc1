"""Exact scores: what each answer contributes to each approach, and how far it could move."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from appraisal.method.model import (
    GOALS,
    GROUPS,
    Approach,
    Criterion,
    Group,
    LevelKey,
    Method,
    Question,
)
from appraisal.scoring.answers import NOT_APPLICABLE, Answer, Landscape, Weights
from appraisal.scoring.values import values

MIDPOINT = 50
HALF = Fraction(1, 2)


@dataclass(frozen=True)
class Contribution:
    """One part of an approach's score: ``points`` = 10 * ``share`` * ``centred`` / spread.

    ``share`` is the part of the whole score that the question or goal carries; ``level`` is
    None when the answer is not known, and then ``centred`` and ``points`` are 0.
    ``points_in_group`` is what it adds to fit or readiness alone.
    """

    question: str
    level: LevelKey | None
    share: Fraction
    centred: Fraction
    points: Fraction
    points_in_group: Fraction


@dataclass(frozen=True)
class Fit:
    """An approach's score with its parts: contributions sum exactly to ``score`` - 50.

    ``low`` and ``high`` are the scores if every unknown or guessed answer turned out as badly
    or as well as it could for this approach.
    """

    approach: Approach
    score: Fraction
    fit: Fraction
    readiness: Fraction
    low: Fraction
    high: Fraction
    contributions: tuple[Contribution, ...]


@dataclass(frozen=True)
class Shares:
    """The part of its group that each applicable question, and the goals together, carry.

    Shares of a group sum to one. ``of`` gives the part of the whole score.
    """

    weights: Weights
    groups: Mapping[str, Group]
    in_group: Mapping[str, Fraction]

    def of(self, key: str) -> Fraction:
        """Return the share of the whole score that a question, or the goals, carry."""
        return self.weights.of_group(self.groups[key]) * self.in_group[key]

    @property
    def questions(self) -> tuple[str, ...]:
        return tuple(key for key in self.in_group if key != GOALS)


def shares(method: Method, landscape: Landscape) -> Shares:
    """Return what each question carries, given which questions apply.

    A question that does not apply leaves its share to its criterion, and a criterion in which
    nothing applies leaves its weight to its group.
    """
    groups: dict[str, Group] = {}
    in_group: dict[str, Fraction] = {}
    for group in GROUPS:
        members = {
            criterion.key: members_of(method, landscape, criterion)
            for criterion in method.criteria_in(group)
        }
        weights = {key: landscape.weights.criteria[key] for key in members if members[key]}
        total = sum(weights.values(), Fraction(0))
        for key, weight in weights.items():
            for member in members[key]:
                groups[member] = group
                in_group[member] = weight / total / len(members[key]) if total else Fraction(0)
    return Shares(weights=landscape.weights, groups=groups, in_group=in_group)


def members_of(method: Method, landscape: Landscape, criterion: Criterion) -> tuple[str, ...]:
    """Return what shares a criterion's weight: its applicable questions, or the goals as one."""
    if criterion.key == GOALS:
        return (GOALS,)
    return tuple(question.key for question in applicable(method, landscape, criterion))


def applicable(method: Method, landscape: Landscape, criterion: Criterion) -> tuple[Question, ...]:
    """Return the criterion's questions less those that do not apply here."""
    return tuple(
        question
        for question in method.questions_of(criterion)
        if landscape.answer(question).value != NOT_APPLICABLE
    )


def chances(question: Question, answer: Answer) -> Mapping[LevelKey, Fraction]:
    """Return how likely each level is, given what was said; chances sum to one.

    Known: certain. A guess: half on the answer, the rest on its neighbours (for a choice, on
    all others). Don't know or not answered: all levels alike.
    """
    keys = question.level_keys
    if answer.value is None:
        return {key: Fraction(1, len(keys)) for key in keys}
    if not answer.is_guess:
        return {answer.value: Fraction(1)}
    if question.kind == "choice":
        others = [key for key in keys if key != answer.value]
    else:
        others = [key for key in keys if abs(int(key) - int(answer.value)) == 1]
    return {answer.value: HALF} | {key: HALF / len(others) for key in others}


def coverage(method: Method, landscape: Landscape) -> Fraction:
    """Return the share of the applicable weight that has been answered, from 0 to 1."""
    carried = shares(method, landscape)
    known = [
        key for key in carried.questions if landscape.answer(method.question_by_key[key]).is_known
    ]
    if landscape.goals:
        known.append(GOALS)
    applicable_weight = sum((carried.of(key) for key in carried.in_group), Fraction(0))
    if not applicable_weight:
        return Fraction(0)
    return sum((carried.of(key) for key in known), Fraction(0)) / applicable_weight


def fits(method: Method, landscape: Landscape) -> tuple[Fit, ...]:
    """Return every approach's exact score with all its parts, in the method's order."""
    carried = shares(method, landscape)
    return tuple(_fit(method, landscape, carried, approach) for approach in method.approaches)


def core_scores(method: Method, landscape: Landscape) -> dict[str, Fraction]:
    """Return the exact score of each core approach alone: the same as ``fits`` finds."""
    carried, worth = shares(method, landscape), values(method)
    answers = {
        key: landscape.answer(method.question_by_key[key]).value for key in carried.questions
    }
    parts = [
        (carried.of(key), worth.points[key][level])
        for key, level in answers.items()
        if level is not None
    ]
    goals = landscape.goal_shares().items()
    parts += [(carried.of(GOALS) * share, worth.goals_points[key]) for key, share in goals]
    return {
        key: MIDPOINT + sum((share * points[key] for share, points in parts), Fraction(0))
        for key in (approach.key for approach in method.core)
    }


def _fit(method: Method, landscape: Landscape, carried: Shares, approach: Approach) -> Fit:
    parts = {
        group: [
            part
            for criterion in method.criteria_in(group)
            for part in _contributions(method, landscape, carried, criterion, approach)
        ]
        for group in GROUPS
    }
    weights = landscape.weights
    alone = {
        group: MIDPOINT + sum((part.points_in_group for part in parts[group]), Fraction(0))
        for group in GROUPS
    }
    score = sum((weights.of_group(group) * alone[group] for group in GROUPS), Fraction(0))
    down, up = _room(method, landscape, carried, approach)
    return Fit(
        approach=approach,
        score=score,
        fit=alone["fit"],
        readiness=alone["readiness"],
        low=score + down,
        high=score + up,
        contributions=tuple(part for group in GROUPS for part in parts[group]),
    )


def _contributions(
    method: Method,
    landscape: Landscape,
    carried: Shares,
    criterion: Criterion,
    approach: Approach,
) -> list[Contribution]:
    if criterion.key == GOALS:
        return _goal_contributions(method, landscape, carried, approach)
    worth = values(method)
    found = []
    for question in applicable(method, landscape, criterion):
        key, level = question.key, landscape.answer(question).value
        centred = points = Fraction(0)
        if level is not None:
            centred = worth.centred[key][level][approach.key]
            points = worth.points[key][level][approach.key]
        found.append(
            Contribution(
                question=key,
                level=level,
                share=carried.of(key),
                centred=centred,
                points=carried.of(key) * points,
                points_in_group=carried.in_group[key] * points,
            )
        )
    return found


def _goal_contributions(
    method: Method, landscape: Landscape, carried: Shares, approach: Approach
) -> list[Contribution]:
    worth = values(method)
    goal_shares = landscape.goal_shares()
    found = []
    for goal in method.goals:
        share = goal_shares.get(goal.key, Fraction(0))
        points = share * worth.goals_points[goal.key][approach.key]
        found.append(
            Contribution(
                question=goal.key,
                level=None,
                share=carried.of(GOALS) * share,
                centred=worth.goals_centred[goal.key][approach.key],
                points=carried.of(GOALS) * points,
                points_in_group=carried.in_group[GOALS] * points,
            )
        )
    return found


def _room(
    method: Method, landscape: Landscape, carried: Shares, approach: Approach
) -> tuple[Fraction, Fraction]:
    """Return how far unknown and guessed answers could move the score, down and up."""
    worth = values(method)
    down = up = Fraction(0)
    for key in carried.questions:
        share = carried.of(key)
        question = method.question_by_key[key]
        answer = landscape.answer(question)
        if answer.is_known and not answer.is_guess:
            continue
        points = worth.points[key]
        now = points[answer.value][approach.key] if answer.value is not None else Fraction(0)
        possible = [points[level][approach.key] for level in chances(question, answer)]
        down += share * (min(possible) - now)
        up += share * (max(possible) - now)
    if not landscape.goals:
        # Any shares are possible, so the extremes are all weight on one goal.
        possible = [points[approach.key] for points in worth.goals_points.values()]
        down += carried.of(GOALS) * min(possible)
        up += carried.of(GOALS) * max(possible)
    return down, up
