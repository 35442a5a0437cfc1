"""The way through the questions: which pages there are, and what each of them asks."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from appraisal.method.model import Goal, Method, Question
from appraisal.models import GOAL_POINTS, Appraisal

WEIGHTS = "Weights"


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


def route(method: Method, length: str, touched: Container[str]) -> tuple[Step, ...]:
    """Return the pages in order; a page with nothing to ask is left out.

    A question that was ever touched is asked on the short route too: no answer counts unseen.
    """
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
    )
    points = Step(
        key=GOAL_POINTS, section=WEIGHTS, title="Points for your goals", goals=method.goals
    )
    return (*(page for page in pages if page.questions), points)


def step_keys(method: Method) -> tuple[str, ...]:
    """Return the key of every page there can be under this method."""
    return (*(page.key for page in method.pages), GOAL_POINTS)


def asked_by(field: str) -> str:
    """Return the key of the question or goal that a form field belongs to."""
    return field.partition("-")[0]
