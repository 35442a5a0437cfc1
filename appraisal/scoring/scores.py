"""Exact scores: what each answer contributes to each approach, and how far it could move."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from appraisal.method.model import GOALS, GROUPS, Approach, Criterion, LevelKey, Method, Question
from appraisal.scoring.answers import NOT_APPLICABLE, Answer, Landscape
from appraisal.scoring.values import values

MIDPOINT = 50
HALF = Fraction(1, 2)


@dataclass(frozen=True)
class Contribution:
    """One part of an approach's score: ``points`` = 10 * ``share`` * ``centred`` / spread.

    ``share`` is the part of the whole score that the question or goal carries; ``level`` is
    None when the answer is not known, and then ``centred`` and ``points`` are 0.
    """

    question: str
    level: LevelKey | None
    share: Fraction
    centred: Fraction
    points: Fraction


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
    """The part of the score that each applicable question, and the goals together, carry."""

    questions: Mapping[str, Fraction]
    goals: Fraction


def shares(method: Method, landscape: Landscape) -> Shares:
    """Return the share of the score that each question carries; all shares sum to one.

    A question that does not apply leaves its share to its criterion, and a criterion in which
    nothing applies leaves its weight to its group.
    """
    found: dict[str, Fraction] = {}
    goals = Fraction(0)
    for group in GROUPS:
        criteria = {
            criterion.key: applicable(method, landscape, criterion)
            for criterion in method.criteria_in(group)
        }
        weights = {
            key: landscape.weights.criteria[key]
            for key, questions in criteria.items()
            if key == GOALS or questions
        }
        total = sum(weights.values(), Fraction(0))
        for key, weight in weights.items():
            share = landscape.weights.of_group(group) * weight / total if total else Fraction(0)
            if key == GOALS:
                goals = share
            for question in criteria[key]:
                found[question.key] = share / len(criteria[key])
    return Shares(questions=found, goals=goals)


def applicable(
    method: Method, landscape: Landscape, criterion: Criterion
) -> tuple[Question, ...]:
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
    known = sum(
        (
            share
            for key, share in carried.questions.items()
            if landscape.answer(method.question_by_key[key]).is_known
        ),
        carried.goals if landscape.goals else Fraction(0),
    )
    total = sum(carried.questions.values(), carried.goals)
    return known / total


def fits(method: Method, landscape: Landscape) -> tuple[Fit, ...]:
    """Return every approach's exact score with all its parts, in the method's order."""
    carried = shares(method, landscape)
    return tuple(_fit(method, landscape, carried, approach) for approach in method.approaches)


def _fit(method: Method, landscape: Landscape, carried: Shares, approach: Approach) -> Fit:
    parts = {
        group: [
            part
            for criterion in method.criteria_in(group)
            for part in _contributions(method, landscape, carried, criterion, approach)
        ]
        for group in GROUPS
    }
    gained = {group: sum((part.points for part in parts[group]), Fraction(0)) for group in GROUPS}
    score = MIDPOINT + sum(gained.values(), Fraction(0))
    down, up = _room(method, landscape, carried, approach)
    return Fit(
        approach=approach,
        score=score,
        fit=_on_its_own(gained["fit"], landscape.weights.of_group("fit")),
        readiness=_on_its_own(gained["readiness"], landscape.weights.of_group("readiness")),
        low=score + down,
        high=score + up,
        contributions=tuple(part for group in GROUPS for part in parts[group]),
    )


def _on_its_own(gained: Fraction, weight: Fraction) -> Fraction:
    """Return a group's score from what it gained; 50 when a council gives it no weight."""
    return MIDPOINT + (gained / weight if weight else Fraction(0))


def _contributions(
    method: Method,
    landscape: Landscape,
    carried: Shares,
    criterion: Criterion,
    approach: Approach,
) -> list[Contribution]:
    worth = values(method)
    if criterion.key == GOALS:
        goal_shares = landscape.goal_shares()
        return [
            Contribution(
                question=goal.key,
                level=None,
                share=carried.goals * goal_shares.get(goal.key, Fraction(0)),
                centred=worth.goals_centred[goal.key][approach.key],
                points=carried.goals
                * goal_shares.get(goal.key, Fraction(0))
                * worth.goals_points[goal.key][approach.key],
            )
            for goal in method.goals
        ]
    found = []
    for question in applicable(method, landscape, criterion):
        level = landscape.answer(question).value
        share = carried.questions[question.key]
        centred = points = Fraction(0)
        if level is not None:
            centred = worth.centred[question.key][level][approach.key]
            points = share * worth.points[question.key][level][approach.key]
        found.append(Contribution(question.key, level, share, centred, points))
    return found


def _room(
    method: Method, landscape: Landscape, carried: Shares, approach: Approach
) -> tuple[Fraction, Fraction]:
    """Return how far unknown and guessed answers could move the score, down and up."""
    worth = values(method)
    down = up = Fraction(0)
    for key, share in carried.questions.items():
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
        down += carried.goals * min(possible)
        up += carried.goals * max(possible)
    return down, up
