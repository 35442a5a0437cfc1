"""Which answers bear on the quality statements of the Care Quality Commission: our own reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from reports import numbers
from reports.answers import in_words
from reports.committee.content import Content, Link, Statement
from reports.stored import Found

RESTS = {
    "evidence": "evidence",
    "judgement": "professional judgement",
    "guess": "a guess, so find out first",
    None: "not said on what it rests",
}


@dataclass(frozen=True)
class Bearing:
    """Why something of this appraisal bears on a statement, and what it says here.

    ``answers`` could be evidence, each with what it rests on; ``missing`` are not known.
    """

    because: str
    answers: tuple[str, ...]
    missing: str


@dataclass(frozen=True)
class MappedStatement:
    name: str
    about: str
    bearings: tuple[Bearing, ...]


@dataclass(frozen=True)
class Theme:
    name: str
    statements: tuple[MappedStatement, ...]


@dataclass(frozen=True)
class QualityMap:
    read_on: str
    source: str
    note: str
    themes: tuple[Theme, ...]


def quality_map(found: Found, content: Content) -> QualityMap:
    said = content.quality
    return QualityMap(
        read_on=numbers.day(date.fromisoformat(said.read_on)),
        source=said.source,
        note=said.note,
        themes=tuple(
            Theme(name, tuple(_statement(found, each) for each in statements))
            for name, statements in groupby(said.statements, key=lambda each: each.theme)
        ),
    )


def _statement(found: Found, statement: Statement) -> MappedStatement:
    bearings = tuple(_bearing(found, each) for each in statement.links)
    return MappedStatement(statement.name, statement.about, bearings)


def _bearing(found: Found, link: Link) -> Bearing:
    missing = (
        found.method.question_by_key[key].code
        for key in link.questions
        if not found.answer(key).is_known
    )
    answers = (*_answers(found, link), *_goals(found, link))
    return Bearing(link.because, answers, numbers.listed(tuple(missing)))


def _answers(found: Found, link: Link) -> Iterator[str]:
    for key in link.questions:
        question, answer = found.method.question_by_key[key], found.answer(key)
        if not answer.is_known:
            continue
        told = in_words(found, question)
        words = "in the council’s own words" if question.kind == "text" else told.words
        figure = f", {told.figure}" if told.figure else ""
        yield f"{told.code} {words}{figure} ({RESTS[answer.confidence]})"


def _goals(found: Found, link: Link) -> Iterator[str]:
    for key in link.goals:
        points = found.landscape.goals.get(key)
        if points:
            goal = found.method.goal_by_key[key]
            yield f"{goal.code} Goal: {goal.text} ({numbers.figure(points, '')} points)"
