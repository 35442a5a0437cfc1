"""The check page: every question of every page with its answer in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

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


def pages_to_check(work: Work) -> Iterator[PageToCheck]:
    for step in work.steps:
        revision = work.revision(step.key)
        yield PageToCheck(step, tuple(_rows(work, step)), mistake=bool(revision.draft))


def _rows(work: Work, step: Step) -> Iterator[Row]:
    revision = work.revision(step.key)
    for question in step.questions:
        answer = revision.answers.get(question.key, {})
        yield Row(question.key, question.text, in_words(question, answer, revision.draft))
    for goal in step.goals:
        words = points_in_words(goal.key, revision.answers, revision.draft)
        yield Row(goal.key, goal.text, words)
