"""The method in short: the figures that its ten-minute account names, read from the content."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from appraisal.method.model import Influence, Method, Question, Thresholds
from appraisal.method.soundness import all_influences
from appraisal.scoring.draws import DRAWS
from appraisal.scoring.sampling import WEIGHT_RANGE
from reports import numbers

# What the account shows an influence by: one whose reason needs no explaining.
EXAMPLE = ("provider_count", "competitive")


@dataclass(frozen=True)
class Example:
    """An influence, and what it does at both ends of its question."""

    question: Question
    approach: str
    influence: Influence
    low: str
    at_low: str
    high: str
    at_high: str


@dataclass(frozen=True)
class Limits:
    """The published constants of the verdict, as they are written."""

    enough: str
    full: str
    clear_lead: str
    clear_share: str
    leaning_lead: str
    leaning_share: str
    joint_margin: str


@dataclass(frozen=True)
class Outline:
    method: Method
    published: str
    scored: int
    influences: int
    fit: str
    readiness: str
    readings: str
    moved: str
    example: Example
    limits: Limits


def outline(method: Method) -> Outline:
    return Outline(
        method=method,
        published=numbers.day(date.fromisoformat(method.published)),
        scored=sum(question.scored for question in method.questions),
        influences=sum(1 for _ in all_influences(method)),
        fit=numbers.percent(method.fit_weight),
        readiness=numbers.percent(1 - method.fit_weight),
        readings=f"{DRAWS:,}",
        moved=numbers.percent(WEIGHT_RANGE),
        example=_example(method, *EXAMPLE),
        limits=_limits(method.thresholds),
    )


def _example(method: Method, key: str, approach: str) -> Example:
    question = method.question_by_key[key]
    [influence] = [part for part in question.influences if part.approach == approach]
    return Example(
        question=question,
        approach=method.approach_by_key[approach].name,
        influence=influence,
        low=question.levels[0].label,
        at_low=numbers.signed(-influence.strength, 1),
        high=question.levels[-1].label,
        at_high=numbers.signed(influence.strength, 1),
    )


def _limits(thresholds: Thresholds) -> Limits:
    return Limits(
        enough=numbers.percent(thresholds.enough_coverage),
        full=numbers.percent(thresholds.full_coverage),
        clear_lead=_points(thresholds.clear_lead),
        clear_share=numbers.percent(thresholds.clear_share),
        leaning_lead=_points(thresholds.leaning_lead),
        leaning_share=numbers.percent(thresholds.leaning_share),
        joint_margin=_points(thresholds.joint_margin),
    )


def _points(value: Fraction) -> str:
    return numbers.figure(value, "points")
