"""All questions to read, by section and page, with what each answer does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from appraisal.method.model import Goal, Influence, Method, Page, Question, Section
from reports import numbers


@dataclass(frozen=True)
class Moved:
    """What an answer does to an approach, in words and as its published strength."""

    approach: str
    strength: str
    because: str


@dataclass(frozen=True)
class Asked:
    """A question; ``moved`` is what its highest level does, ``by_choice`` what each choice does."""

    question: Question
    criterion: str
    moved: tuple[Moved, ...]
    by_choice: tuple[tuple[str, tuple[Moved, ...]], ...]


@dataclass(frozen=True)
class Swing:
    """A goal, and what serves it."""

    goal: Goal
    moved: tuple[Moved, ...]


@dataclass(frozen=True)
class Sheet:
    page: Page
    asked: tuple[Asked, ...]


@dataclass(frozen=True)
class Chapter:
    section: Section
    sheets: tuple[Sheet, ...]


def chapters(method: Method) -> tuple[Chapter, ...]:
    return tuple(
        Chapter(section, tuple(_sheet(method, method.page_by_key[key]) for key in section.pages))
        for section in method.sections
    )


def swings(method: Method) -> tuple[Swing, ...]:
    return tuple(Swing(goal, tuple(_moved(method, goal.influences))) for goal in method.goals)


def _sheet(method: Method, page: Page) -> Sheet:
    return Sheet(page, tuple(_asked(method, method.question_by_key[key]) for key in page.questions))


def _asked(method: Method, question: Question) -> Asked:
    criterion = method.criterion_by_key.get(question.criterion or "")
    return Asked(
        question=question,
        criterion=criterion.name if criterion else "",
        moved=tuple(_moved(method, question.influences)),
        by_choice=tuple(
            (level.label, tuple(_moved(method, level.influences)))
            for level in question.levels
            if level.influences
        ),
    )


def _moved(method: Method, influences: tuple[Influence, ...]) -> Iterator[Moved]:
    for influence in influences:
        yield Moved(
            approach=method.approach_by_key[influence.approach].name,
            strength=numbers.signed(influence.strength, 1),
            because=influence.because,
        )
