"""The annex: every answer, with what it rests on, by criterion."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from appraisal.method.model import GOALS, GROUPS, Criterion, Group, Source
from reports import numbers
from reports.answers import AnswerInWords, in_words
from reports.stored import Found

GROUP_NAMES: dict[Group, str] = {"fit": "Fit", "readiness": "Readiness"}


@dataclass(frozen=True)
class Entry:
    """An answer in the annex; ``weight`` is its share of the score, empty when it has none."""

    answer: AnswerInWords
    weight: str


@dataclass(frozen=True)
class GoalEntry:
    """A goal; ``share`` is its part of all points given."""

    code: str
    text: str
    points: str
    share: str
    weight: str


@dataclass(frozen=True)
class Chapter:
    """A criterion with its weight and its answers, or its goals."""

    group: str
    name: str
    meaning: str
    weight: str
    entries: tuple[Entry, ...]
    goals: tuple[GoalEntry, ...]


@dataclass(frozen=True)
class Annex:
    """Every answer, and the publications that the method's influences rest on.

    ``unscored`` answers are part of the record and carry no weight.
    """

    chapters: tuple[Chapter, ...]
    unscored: tuple[AnswerInWords, ...]
    sources: tuple[Source, ...]


def annex(found: Found) -> Annex:
    return Annex(
        chapters=tuple(
            chapter(found, criterion, group)
            for group in GROUPS
            for criterion in found.method.criteria_in(group)
        ),
        unscored=tuple(
            in_words(found, question)
            for question in found.method.questions
            if not question.scored and question.kind != "text"
        ),
        sources=tuple(
            sorted(found.method.sources, key=lambda source: (source.author, source.year))
        ),
    )


def chapter(found: Found, criterion: Criterion, group: Group) -> Chapter:
    return Chapter(
        group=GROUP_NAMES[group],
        name=criterion.name,
        meaning=criterion.meaning,
        weight=numbers.weight(found.criterion_share(criterion)),
        entries=tuple(
            Entry(in_words(found, question), _weight(found, question.key))
            for question in found.method.questions_of(criterion)
        ),
        goals=tuple(_goals(found)) if criterion.key == GOALS else (),
    )


def _goals(found: Found) -> Iterator[GoalEntry]:
    shares = found.landscape.goal_shares()
    for goal in found.method.goals:
        points = found.landscape.goals.get(goal.key)
        yield GoalEntry(
            code=goal.code,
            text=goal.text,
            points="None given" if points is None else numbers.figure(points, ""),
            share=numbers.weight(shares.get(goal.key, 0)),
            weight=_weight(found, goal.key),
        )


def _weight(found: Found, key: str) -> str:
    return numbers.weight(found.shares[key]) if key in found.shares else ""
