"""Answers in a file, put through the very forms that they would have been typed into."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from appraisal.method.model import Method, Question
from appraisal.models import Appraisal
from appraisal.rescoring import Step as Given
from appraisal.scoring.answers import AnswersError, as_fraction, read_landscape, shown
from landscape.bringing_in.document import Document
from landscape.figures import plain
from landscape.forms import GoalPointsForm, PageForm, StepForm
from landscape.questions import typed
from landscape.route import Step, asked_by, route
from landscape.texts import MOST_IN_ALL, characters

AGREED = "agreed: "
BACKING = ("number", "confidence", "note", "source")


def agreed(document: Document, chosen: Method) -> dict[str, Given]:
    """Return the agreed answers and points of a file by page, as saving its pages would keep them.

    What is wrong is added to the problems of the document.
    """
    found = document.object(document.whole, "agreed", "")
    for key in sorted(set(found) - {"answers", "goals"}):
        document.problems.append(f"{AGREED}{shown(key)} is not known. It holds answers and goals.")
    answers = document.object(found, "answers", AGREED)
    goals = document.object(found, "goals", AGREED)
    sent = _typed_answers(document, chosen, answers) | _typed_points(document, chosen, goals)
    given_at = document.given_at()
    return {
        key: Given(said, given_at.get(key)) for key, said in _saved(document, chosen, sent) if said
    }


def _typed_answers(
    document: Document, chosen: Method, answers: Mapping[str, Any]
) -> dict[str, str]:
    """Return what would have been typed to give these answers, by field; only of those that are
    answers at all."""
    sent: dict[str, str] = {}
    for key, said in answers.items():
        question = chosen.question_by_key.get(key)
        if question is None:
            document.problems.append(_unknown("answers", key, "a question", chosen))
        elif _is_answer(document, chosen, question, said):
            sent |= _as_typed(question, said if isinstance(said, dict) else {"value": said})
    return sent


def _unknown(where: str, key: str, what: str, chosen: Method) -> str:
    return (
        f"{AGREED}{where}: {shown(key)} is not {what} of version {chosen.version}. "
        "Take it out, or correct it."
    )


def _is_answer(document: Document, chosen: Method, question: Question, said: Any) -> bool:
    try:
        read_landscape(chosen, {"answers": {question.key: said}})
    except AnswersError as error:
        document.problems += [f"{AGREED}{problem}" for problem in error.problems]
        return False
    backing = [each for each in BACKING if isinstance(said, dict) and said.get(each)]
    if question.kind == "text" and backing:
        document.problems.append(
            f"{AGREED}answers: {question.key}: an answer in own words has no {backing[0]}. "
            "Take it out."
        )
        return False
    return True


def _as_typed(question: Question, said: Mapping[str, Any]) -> dict[str, str]:
    if question.kind == "text" and said.get("value") is None:
        said = {name: each for name, each in said.items() if name != "value"}
    number = as_fraction(said.get("number"))
    return typed(question, said if number is None else {**said, "number": plain(number)})


def _typed_points(document: Document, chosen: Method, goals: Mapping[str, Any]) -> dict[str, str]:
    known = {key: said for key, said in goals.items() if key in chosen.goal_by_key}
    for key in goals:
        if key not in known:
            document.problems.append(_unknown("goals", key, "a goal", chosen))
    try:
        points = read_landscape(chosen, {"goals": known}).goals
    except AnswersError as error:
        document.problems += [f"{AGREED}{problem}" for problem in error.problems]
        return {}
    return {key: plain(each) for key, each in points.items()}


def _saved(
    document: Document, chosen: Method, sent: Mapping[str, str]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield what each page would keep of what was typed on it."""
    room = MOST_IN_ALL
    for step in route(chosen, Appraisal.Route.FULL, ()):
        form = _form(step, sent, room)
        for name, problems in form.errors.items():
            document.problems += [f"{AGREED}{asked_by(name)}: {each}." for each in problems]
        room -= characters(form.answers)
        yield step.key, form.answers


def _form(step: Step, sent: Mapping[str, str], room: int) -> StepForm:
    kind = GoalPointsForm if step.goals else PageForm
    asked = {name: text for name, text in sent.items() if asked_by(name) in step.asked}
    return kind(asked, step=step, stored={}, draft={}, room=lambda: room)
