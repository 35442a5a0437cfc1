"""What to build: the weak points of readiness that matter most, and how to raise them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reports import numbers
from reports.stored import Found

# The level to aim for.
TARGET = 4


@dataclass(frozen=True)
class Step:
    """One thing to build: from what to what, what to do, who would own it, and what it gains."""

    question: str
    now: str
    then: str
    do: str
    owner: str
    months: str
    gain: str
    reaches: str


@dataclass(frozen=True)
class Plan:
    """The steps for one approach, the greatest gain first; none when nothing holds it back."""

    approach: str
    score: str
    steps: tuple[Step, ...]


def plans(found: Found) -> tuple[Plan, ...]:
    """Return a plan for the leading approach, and for the best fit if that is another one."""
    return tuple(
        Plan(
            approach=found.finding(key).name,
            score=numbers.score(found.finding(key).score),
            steps=tuple(_step(found, each) for each in steps),
        )
        for key, steps in found.result["development"].items()
    )


def _step(found: Found, said: Mapping[str, Any]) -> Step:
    question = found.method.question_by_key[said["question"]]
    action = question.action
    return Step(
        question=question.text,
        now=question.level(said["level"]).label,
        then=question.level(TARGET).label,
        do=action.do if action else "",
        owner=action.owner if action else "",
        months=action.months if action else "",
        gain=numbers.plain(said["gain"], 1),
        reaches=numbers.score(said["reaches"]),
    )
