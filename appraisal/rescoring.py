"""Carrying an appraisal's answers over to a newer version of the method.

It makes another appraisal. The one it starts from keeps its version, its answers and its results,
and so does whatever contributors said to the questions of that version.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from appraisal.method import content
from appraisal.method.content import method
from appraisal.method.model import Change, Method, Question
from appraisal.models import GOAL_POINTS, Appraisal, StepRevision
from appraisal.scoring.answers import AnswersError, as_fraction, read_landscape

NEW_QUESTION = "It was not asked before"
NEW_ANSWERS = "The answer given is not one of its answers any more"


@dataclass(frozen=True)
class AskedAnew:
    """A question that has no answer to carry over, and why not."""

    question: str
    because: str


@dataclass
class Step:
    """The answers of one page of the newer version, and the day of the oldest of them."""

    answers: dict[str, Any] = field(default_factory=dict)
    given_at: datetime | None = None

    def add(self, key: str, answer: Any, given_at: datetime) -> None:
        self.answers[key] = answer
        self.given_at = min(self.given_at or given_at, given_at)


@dataclass(frozen=True)
class Carried:
    """What comes along to the newer version, by page of it, and what does not.

    ``reworded`` are questions whose text, or whose answer's, is another now: worth reading again.
    """

    method: Method
    steps: Mapping[str, Step]
    anew: tuple[AskedAnew, ...]
    no_longer: tuple[str, ...]
    reworded: tuple[str, ...]
    changes: tuple[Change, ...]

    @property
    def landscape(self) -> dict[str, Any]:
        """Return what comes along as an answers file."""
        pages = [step.answers for key, step in self.steps.items() if key != GOAL_POINTS]
        points = self.steps[GOAL_POINTS].answers if GOAL_POINTS in self.steps else {}
        return {
            "answers": {key: answer for page in pages for key, answer in page.items()},
            "goals": {key: said["value"] for key, said in points.items()},
        }


def newer_than(version: str) -> str | None:
    """Return the current version of the method, if it is newer than this one."""
    current = content.CURRENT_VERSION
    return current if _numbers(current) > _numbers(version) else None


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def carry(appraisal: Appraisal, version: str) -> Carried:
    """Return the agreed answers as the newer version asks for them. Nothing is stored."""
    older, newer = method(appraisal.method_version), method(version)
    revisions = appraisal.agreed.current_revisions()
    steps: dict[str, Step] = {}
    anew, reworded = [], []
    for question in newer.questions:
        before = older.question_by_key.get(question.key)
        revision = revisions.get(before.page) if before else None
        said = revision.answers.get(question.key) if revision else None
        if before is None:
            anew.append(AskedAnew(question.text, NEW_QUESTION))
        elif revision and said is not None:
            answer = _as_asked_now(newer, before, question, said)
            if answer is None:
                anew.append(AskedAnew(question.text, NEW_ANSWERS))
                continue
            steps.setdefault(question.page, Step()).add(question.key, answer, _given(revision))
            if _words(before, said) != _words(question, answer):
                reworded.append(question.text)
    _carry_points(newer, revisions.get(GOAL_POINTS), steps)
    anew += [
        AskedAnew(goal.text, NEW_QUESTION)
        for goal in newer.goals
        if goal.key not in older.goal_by_key
    ]
    return Carried(
        method=newer,
        steps=steps,
        anew=tuple(anew),
        no_longer=tuple(_gone(older, newer)),
        reworded=tuple(reworded),
        changes=tuple(
            each for each in newer.changes if _numbers(each.version) > _numbers(older.version)
        ),
    )


def _gone(older: Method, newer: Method) -> list[str]:
    questions = [each.text for each in older.questions if each.key not in newer.question_by_key]
    return questions + [each.text for each in older.goals if each.key not in newer.goal_by_key]


def _as_asked_now(
    newer: Method, before: Question, question: Question, said: Mapping[str, Any]
) -> dict[str, Any] | None:
    """Return the answer as the newer version takes it; None if it takes it no more.

    A figure that was typed goes into the band that it falls in now.
    """
    if (before.kind, before.unit) != (question.kind, question.unit):
        return None
    answer = dict(said)
    number = as_fraction(answer["number"]) if "number" in answer else None
    if number is not None and number >= 0:
        answer["value"] = question.band(number).key
    try:
        read_landscape(newer, {"answers": {question.key: answer}})
    except AnswersError:
        return None
    return answer


def _words(question: Question, answer: Mapping[str, Any]) -> tuple[str, str]:
    """Return how a question and its answer are worded."""
    value = answer.get("value")
    label = question.level(value).label if value in question.level_keys else ""
    return question.text, label


def _carry_points(newer: Method, revision: StepRevision | None, steps: dict[str, Step]) -> None:
    """Carry the points over; none at all if no goal that is left has any."""
    if revision is None:
        return
    known = {key: said for key, said in revision.answers.items() if key in newer.goal_by_key}
    if any(as_fraction(said["value"]) for said in known.values()):
        for key, said in known.items():
            steps.setdefault(GOAL_POINTS, Step()).add(key, said, _given(revision))


def _given(revision: StepRevision) -> datetime:
    given: datetime = revision.given_at or revision.saved_at
    return given
