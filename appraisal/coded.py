"""Of an outcome, what can be counted: its codes and scores, without anything anyone typed."""

from __future__ import annotations

from typing import Any

from appraisal.method.content import method
from appraisal.models import Outcome, ResultRow
from appraisal.scoring.voices import read_perspectives


def row_of(outcome: Outcome) -> ResultRow:
    """Return the row that is saved beside an outcome."""
    return ResultRow(outcome=outcome, appraisal=outcome.appraisal, **coded(outcome))


def coded(outcome: Outcome) -> dict[str, Any]:
    """Return what a row holds, by column."""
    core = {each["key"]: each for each in outcome.result["approaches"] if each["core"]}
    return {
        "found_at": outcome.found_at,
        "verdict": outcome.verdict,
        "leader": outcome.leader,
        "best_score": max(found["score"] for found in core.values()),
        "answers": levels(outcome),
        **{f"readiness_{key}": found["readiness"] for key, found in core.items()},
    }


def levels(outcome: Outcome) -> dict[str, str]:
    """Return the level chosen for each closed question whose answer is known."""
    chosen = method(outcome.method_version)
    landscape, *_ = read_perspectives(chosen, outcome.landscape)
    answers = {
        question.key: landscape.answer(question)
        for question in chosen.questions
        if question.kind != "text"
    }
    return {key: str(answer.value) for key, answer in answers.items() if answer.is_known}
