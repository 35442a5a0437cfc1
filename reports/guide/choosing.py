"""How the questions were chosen: what they belong to, what they rest on, who is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from appraisal.method.model import Criterion, Grade, Group, Method, Question, Section
from reports import numbers


@dataclass(frozen=True)
class Part:
    """A section with how many questions it asks, in full and on the short route."""

    section: Section
    asked: int
    asked_short: int


@dataclass(frozen=True)
class Row:
    """A criterion with its weight as it is written."""

    criterion: Criterion
    weight: str


@dataclass(frozen=True)
class Heard:
    """A question whose answer counts as evidence only once one of these roles has answered."""

    question: Question
    roles: str


@dataclass(frozen=True)
class Choosing:
    method: Method
    parts: tuple[Part, ...]
    fit: tuple[Row, ...]
    readiness: tuple[Row, ...]
    scored: int
    scored_short: int
    grades: tuple[tuple[Grade, int], ...]
    unscored: tuple[Question, ...]
    heard: tuple[Heard, ...]


def choosing(method: Method) -> Choosing:
    scored = [question for question in method.questions if question.scored]
    grades = [part.grade for part in scored] + [goal.grade for goal in method.goals]
    return Choosing(
        method=method,
        parts=tuple(_part(method, section) for section in method.sections),
        fit=_rows(method, "fit"),
        readiness=_rows(method, "readiness"),
        scored=len(scored),
        scored_short=sum(question.short_route for question in scored),
        grades=tuple((grade, grades.count(grade)) for grade in get_args(Grade)),
        unscored=tuple(question for question in method.questions if not question.scored),
        heard=tuple(_heard(method, part) for part in method.questions if part.evidence_from),
    )


def _part(method: Method, section: Section) -> Part:
    asked = [question for question in method.questions if question.section == section.key]
    return Part(
        section=section,
        asked=len(asked),
        asked_short=sum(question.short_route for question in asked),
    )


def _rows(method: Method, group: Group) -> tuple[Row, ...]:
    return tuple(Row(part, numbers.weight(part.weight)) for part in method.criteria_in(group))


def _heard(method: Method, question: Question) -> Heard:
    names = [method.role_by_key[key].name for key in question.evidence_from]
    return Heard(question=question, roles=numbers.listed(names, last="or"))
