"""How far an appraisal has come: the task list's statuses and counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from landscape.route import Step
from landscape.work import Work


class Status(Enum):
    NOT_STARTED = "Not started"
    IN_PROGRESS = "In progress"
    COMPLETED = "Completed"
    MISTAKE = "Has a mistake to mend"


@dataclass(frozen=True)
class Progress:
    """How far one page has come. "I don't know yet" is an answer: the question was dealt with."""

    step: Step
    answered: int
    mistake: bool

    @property
    def asked(self) -> int:
        return len(self.step.asked)

    @property
    def status(self) -> Status:
        if self.mistake:
            return Status.MISTAKE
        if not self.answered:
            return Status.NOT_STARTED
        # A goal without points has none: any points at all complete that page.
        if self.step.goals or self.answered == self.asked:
            return Status.COMPLETED
        return Status.IN_PROGRESS


@dataclass(frozen=True)
class SectionProgress:
    title: str
    pages: tuple[Progress, ...]


def progress(work: Work) -> tuple[Progress, ...]:
    return tuple(_of(work, step) for step in work.steps)


def _of(work: Work, step: Step) -> Progress:
    revision = work.revision(step.key)
    answered = sum("value" in revision.answers.get(key, {}) for key in step.asked)
    return Progress(step, answered, mistake=bool(revision.draft))


def by_section(pages: tuple[Progress, ...]) -> Iterator[SectionProgress]:
    for title in dict.fromkeys(page.step.section for page in pages):
        yield SectionProgress(title, tuple(page for page in pages if page.step.section == title))


def counts(pages: tuple[Progress, ...]) -> tuple[int, int]:
    """Return how many questions are answered, and how many are asked; goals are no questions."""
    questions = [page for page in pages if page.step.questions]
    return sum(page.answered for page in questions), sum(page.asked for page in questions)
