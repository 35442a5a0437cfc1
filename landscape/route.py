"""The way through the questions: which pages there are, and what each of them asks."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace

from appraisal.method.model import Goal, Method, Question
from appraisal.models import GOAL_POINTS, Appraisal

WEIGHTS = "Weights"
GOAL_POINTS_TITLE = "Points for your goals"


@dataclass(frozen=True)
class Step:
    """One page of the wizard: some questions, or the points of all goals."""

    key: str
    section: str
    title: str
    intro: str = ""
    questions: tuple[Question, ...] = ()
    goals: tuple[Goal, ...] = ()

    @property
    def parts(self) -> tuple[Question | Goal, ...]:
        return (*self.questions, *self.goals)

    @property
    def asked(self) -> tuple[str, ...]:
        """Return the keys of what the page asks, in order."""
        return tuple(part.key for part in self.parts)


def route(
    method: Method, length: str, touched: Container[str], sections: Container[str] = ()
) -> tuple[Step, ...]:
    """Return the pages in order; a page with nothing to ask is left out.

    ``sections`` are the keys of those asked, the goals' points among them; all of them if empty.
    A question that was ever touched is asked on the short route too: no answer counts unseen.
    """
    asked = sections or every_section(method)
    titles = {section.key: section.title for section in method.sections}
    pages = (
        Step(
            key=page.key,
            section=titles[page.section],
            title=page.title,
            intro=page.intro,
            questions=tuple(
                question
                for question in (method.question_by_key[key] for key in page.questions)
                if length == Appraisal.Route.FULL or question.short_route or question.key in touched
            ),
        )
        for page in method.pages
        if page.section in asked
    )
    points = Step(key=GOAL_POINTS, section=WEIGHTS, title=GOAL_POINTS_TITLE, goals=method.goals)
    weights = (points,) if GOAL_POINTS in asked else ()
    return (*(page for page in pages if page.questions), *weights)


def narrowed(steps: Iterable[Step], question: str) -> Iterator[Step]:
    """Yield the page that asks a question, asking nothing else."""
    for step in steps:
        for each in step.questions:
            if each.key == question:
                yield replace(step, questions=(each,))


def every_section(method: Method) -> dict[str, str]:
    """Return the title of each part of the questions that can be asked, by key."""
    return {each.key: each.title for each in method.sections} | {GOAL_POINTS: GOAL_POINTS_TITLE}


def step_keys(method: Method) -> tuple[str, ...]:
    """Return the key of every page there can be under this method."""
    return (*(page.key for page in method.pages), GOAL_POINTS)


def asked_by(field: str) -> str:
    """Return the key of the question or goal that a form field belongs to."""
    return field.partition("-")[0]
