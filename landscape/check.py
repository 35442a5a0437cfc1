"""The check page: every question of every page with its answer in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from landscape.route import Step
from landscape.words import Words, in_words, points_in_words
from landscape.work import Work


@dataclass(frozen=True)
class Row:
    key: str
    text: str
    words: Words


@dataclass(frozen=True)
class PageToCheck:
    step: Step
    rows: tuple[Row, ...]
    mistake: bool
    # When its answers were given, if they were copied from another appraisal and not saved since.
    given_at: datetime | None


def pages_to_check(work: Work) -> Iterator[PageToCheck]:
    for step in work.steps:
        revision = work.revision(step.key)
        rows = tuple(_rows(work, step))
        yield PageToCheck(step, rows, bool(revision.draft), revision.given_at)


def _rows(work: Work, step: Step) -> Iterator[Row]:
    revision = work.revision(step.key)
    for question in step.questions:
        answer = revision.answers.get(question.key, {})
        yield Row(question.key, question.text, in_words(question, answer, revision.draft))
    for goal in step.goals:
        words = points_in_words(goal.key, revision.answers, revision.draft)
        yield Row(goal.key, goal.text, words)
