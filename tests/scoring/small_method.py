"""Methods small enough to work out on paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from appraisal.method.model import (
    GOALS,
    SCALE_LEVELS,
    Approach,
    Criterion,
    Goal,
    Group,
    Influence,
    Level,
    Method,
    Question,
)
from tests.scoring.landscapes import METHOD

Strengths = Mapping[str, float]


def approach(key: str) -> Approach:
    return Approach(
        key=key,
        name=key.title(),
        core=True,
        summary="",
        what="",
        needs=(),
        suits=(),
        poor_fit=(),
        evidence="",
        evidence_grade="",
        sources=(),
        law="",
        steps=(),
        risks=(),
    )


def influences(strengths: Strengths) -> tuple[Influence, ...]:
    return tuple(
        Influence(
            approach=key, strength=Fraction(strength), because="", sources=(), grade="judgement"
        )
        for key, strength in strengths.items()
    )


def scale(key: str, criterion: str, strengths: Strengths) -> Question:
    levels = tuple(Level(key=level, label="") for level in SCALE_LEVELS)
    return _question(key, criterion, levels, influences(strengths))


def choice(key: str, criterion: str, choices: Mapping[str, Strengths]) -> Question:
    levels = tuple(
        Level(key=each, label="", influences=influences(strengths))
        for each, strengths in choices.items()
    )
    return _question(key, criterion, levels, None)


def _question(
    key: str,
    criterion: str,
    levels: tuple[Level, ...],
    moves: tuple[Influence, ...] | None,
) -> Question:
    return Question(
        key=key,
        code=key,
        section="",
        page="",
        kind="choice" if moves is None else "scale",
        text="",
        hint="",
        why="",
        where="",
        short_route=True,
        not_applicable=False,
        criterion=criterion,
        levels=levels,
        influences=moves or (),
    )


def goal(key: str, strengths: Strengths) -> Goal:
    return Goal(
        key=key,
        code=key,
        text="",
        hint="",
        why="",
        where="",
        swing_from="",
        swing_to="",
        grade="judgement",
        influences=influences(strengths),
    )


def small_method(
    approaches: Sequence[str],
    weights: Mapping[str, tuple[Group, Fraction]],
    questions: Sequence[Question],
    goals: Sequence[Goal],
) -> Method:
    """Return a method with these approaches, all core; other constants are as published."""
    return Method(
        version="small",
        hash="",
        published="",
        fit_weight=Fraction(3, 5),
        thresholds=METHOD.thresholds,
        approaches=tuple(approach(key) for key in approaches),
        sections=(),
        pages=(),
        criteria=tuple(
            Criterion(
                key=key,
                name="",
                meaning="",
                group=group,
                weight=weight,
                questions=tuple(
                    part.key
                    for part in (goals if key == GOALS else questions)
                    if isinstance(part, Goal) or part.criterion == key
                ),
            )
            for key, (group, weight) in weights.items()
        ),
        questions=tuple(questions),
        goals=tuple(goals),
        sources=(),
    )
