"""Landscapes for tests: any that could be answered, as answers files and as read."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st

from appraisal.method.content import CURRENT_VERSION, method
from appraisal.method.model import LevelKey, Method, Question
from appraisal.scoring.answers import Landscape, read_landscape
from appraisal.scoring.scores import Fit, fits

METHOD = method(CURRENT_VERSION)
SCORED = [question for question in METHOD.questions if question.scored]
SCALES = [question for question in SCORED if question.kind != "choice"]

Document = dict[str, Any]
Test = Callable[..., None]


def on(landscapes: int) -> Callable[[Test], Test]:
    """Return what tries a law on so many landscapes.

    Branches are not followed meanwhile, which takes three times as long: chance finds other
    branches each time, and every one of them has a test of its own.
    """
    examples = settings(max_examples=landscapes, deadline=None)
    return lambda test: pytest.mark.no_cover(examples(test))


# A law is tried on so many landscapes, those that sample on fewer; ./test --drills tries far more.
LANDSCAPES = int(os.environ.get("LANDSCAPES", "20"))
tried = on(LANDSCAPES)
tried_a_little = on(LANDSCAPES // 3)


def levels(question: Question) -> st.SearchStrategy[LevelKey]:
    return st.sampled_from(question.level_keys)


def guesses(question: Question) -> st.SearchStrategy[dict[str, Any]]:
    return levels(question).map(lambda level: {"value": level, "confidence": "guess"})


def answers_to(question: Question) -> st.SearchStrategy[Any]:
    known = st.one_of(levels(question), levels(question), guesses(question), st.none())
    return st.one_of(known, st.just("n/a")) if question.not_applicable else known


def some_answers() -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional={each.key: answers_to(each) for each in SCORED})


def goal_points() -> st.SearchStrategy[dict[str, int]]:
    keys = st.sampled_from([goal.key for goal in METHOD.goals])
    points = st.dictionaries(keys, st.integers(0, 100), min_size=1)
    return points.filter(lambda given: any(given.values()))


def some_weights() -> st.SearchStrategy[dict[str, float]]:
    """Return weights a council might give; never all of a group at nothing."""
    optional: dict[str, st.SearchStrategy[float]] = {
        criterion.key: st.integers(0, 10).map(float)
        for criterion in METHOD.criteria
        if criterion.key not in ("needs", "people")
    }
    optional |= {"needs": st.integers(1, 10).map(float), "people": st.integers(1, 10).map(float)}
    optional["lambda"] = st.integers(0, 100).map(lambda part: part / 100)
    return st.one_of(st.just({}), st.fixed_dictionaries({}, optional=optional))


def documents() -> st.SearchStrategy[Document]:
    """Return any answers file with nothing wrong in it."""
    return st.fixed_dictionaries(
        {
            "answers": some_answers(),
            "goals": st.one_of(st.just({}), goal_points()),
            "weights": some_weights(),
        }
    )


def landscape(document: Document | None = None, chosen: Method = METHOD) -> Landscape:
    return read_landscape(chosen, document or {})


def fits_by_key(document: Document | None = None, chosen: Method = METHOD) -> dict[str, Fit]:
    return {fit.approach.key: fit for fit in fits(chosen, landscape(document, chosen))}


def scores(document: Document | None = None, chosen: Method = METHOD) -> dict[str, Fraction]:
    return {key: fit.score for key, fit in fits_by_key(document, chosen).items()}


def all_answered(level: int = 3) -> dict[str, LevelKey]:
    """Return every scored question answered: scales at this level, choices by their first."""
    return {
        question.key: question.level_keys[0] if question.kind == "choice" else level
        for question in SCORED
    }


def with_answer(document: Document, key: str, answer: Any) -> Document:
    return {**document, "answers": {**document["answers"], key: answer}}


def as_bytes(document: Document) -> bytes:
    return json.dumps(document).encode()
