"""The landscapes that are measured, each with some answers unknown."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path
from typing import Any

from appraisal.method.model import Method
from appraisal.scoring.answers import Landscape, read_landscape
from appraisal.scoring.scores import shares

DEMONSTRATION = Path(__file__).resolve().parents[1] / "appraisal" / "demonstration.toml"


def demonstration(method: Method, unknown: int) -> Landscape:
    """Return the public demonstration with so many answers unknown, spread over the questions."""
    written = tomllib.loads(DEMONSTRATION.read_text("utf-8"))
    answers = {key: _said(said) for key, said in written["answers"].items()}
    document = {"answers": answers, "goals": written["goals"]}
    landscape = read_landscape(method, document)
    asked = shares(method, landscape).questions
    known = [key for key in asked if landscape.answer(method.question_by_key[key]).is_known]
    missing = unknown - (len(asked) - len(known))
    for at in range(missing):
        answers[known[at * len(known) // missing]] = {"value": None}
    return read_landscape(method, document)


def made_up(method: Method, unknown: int, seed: int) -> Landscape:
    """Return a landscape in which every answer and every goal's points are drawn at random."""
    draw = random.Random(seed)
    questions = [question for question in method.questions if question.scored]
    answers: dict[str, Any] = {each.key: draw.choice(each.level_keys) for each in questions}
    answers |= dict.fromkeys(draw.sample(list(answers), unknown))
    goals = {goal.key: draw.randint(1, 100) for goal in method.goals}
    return read_landscape(method, {"answers": answers, "goals": goals})


def count_unknown(method: Method, landscape: Landscape) -> int:
    """Return how many of the scored questions that apply have no answer."""
    asked = [method.question_by_key[key] for key in shares(method, landscape).questions]
    return sum(not landscape.answer(question).is_known for question in asked)


def _said(said: dict[str, Any]) -> dict[str, Any]:
    # TOML has no word for “nothing”.
    return {**said, "value": None} if said["value"] == "don't know" else said
