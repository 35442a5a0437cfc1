"""One score of the method worked out step by step, so that anyone can redo it."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from appraisal.markdown import Lines, decimal, heading, number, paragraph, percent, table
from appraisal.method.model import GOALS, Criterion, Method
from appraisal.method.spread import spread
from appraisal.scoring.answers import Landscape, read_landscape
from appraisal.scoring.scores import Contribution, Shares, fits, shares

# A small landscape, chosen so that every kind of answer is worked once.
EXAMPLE: dict[str, Any] = {
    "answers": {"service": "homecare", "provider_count": 2, "provider_trust": 5},
    "goals": {"stable_market": 100, "contestability": 50},
}
EXAMPLE_APPROACH = "relational"


def worked_example(method: Method) -> Lines:
    landscape = read_landscape(method, EXAMPLE)
    carried = shares(method, landscape)
    approach = method.approach_by_key[EXAMPLE_APPROACH]
    fit = next(part for part in fits(method, landscape) if part.approach is approach)
    yield from heading(3, "A worked example")
    yield from paragraph(
        f"Three answers and two goals, nothing else known. The score of **{approach.name}** "
        "by hand:"
    )
    yield from table(
        ["Answer", "Share of the score", "Effect less mean", "Spread", "Points"],
        [
            [
                _said(method, part),
                f"{_share_by_hand(method, landscape, carried, part)} = {decimal(part.share, 6)}",
                _centred_by_hand(method, part),
                f"{float(_sigma(method, part)):.6f}",
                decimal(part.points, 4),
            ]
            for part in fit.contributions
            if part.points
        ],
    )
    yield from paragraph(
        f"The points add up to {decimal(fit.score - 50, 4)}, so the score is "
        f"**{decimal(fit.score, 4)}**. What was not answered, and a goal without points, adds "
        "nothing. Figures are rounded for print; the product adds exact fractions."
    )


def _said(method: Method, part: Contribution) -> str:
    question = method.question_by_key.get(part.question)
    if question is None or part.level is None:
        return f"Goal: {method.goal_by_key[part.question].text}"
    label = question.level(part.level).label
    level = "" if question.kind == "choice" else f"{part.level}. "
    return f"{question.text} {level}{label}"


def _share_by_hand(
    method: Method, landscape: Landscape, carried: Shares, part: Contribution
) -> str:
    """Return the product that gives a share: group × criterion ÷ questions, or × goal share."""
    criterion = _criterion(method, part)
    group = percent(landscape.weights.of_group(criterion.group))
    weight = percent(landscape.weights.criteria[criterion.key], 1)
    if criterion.key == GOALS:
        points, total = landscape.goals[part.question], sum(landscape.goals.values())
        return f"{group} × {weight} × {number(points)} ÷ {number(total)}"
    members = [key for key in criterion.questions if key in carried.in_group]
    return f"{group} × {weight} ÷ {len(members)}"


def _centred_by_hand(method: Method, part: Contribution) -> str:
    question = method.question_by_key.get(part.question)
    if question is None or part.level is None:
        effect = method.goal_by_key[part.question].effect(EXAMPLE_APPROACH)
    else:
        effect = question.effect(part.level, EXAMPLE_APPROACH)
    mean = effect - part.centred
    sign = "−" if mean >= 0 else "+"
    return f"{number(effect)} {sign} {number(abs(mean))} = {decimal(part.centred, 4)}"


def _sigma(method: Method, part: Contribution) -> Fraction:
    return spread(method)[_criterion(method, part).group][EXAMPLE_APPROACH]


def _criterion(method: Method, part: Contribution) -> Criterion:
    return next(each for each in method.criteria if part.question in each.questions)
