"""Option 0, continue as now: where today's arrangement stands and what keeping it would mean."""

from __future__ import annotations

from dataclasses import dataclass

from appraisal.method.advice import Consequence
from appraisal.method.model import Method
from appraisal.scoring.answers import Landscape
from appraisal.scoring.rules import Finding, evaluate

CURRENT = "current_approach"


@dataclass(frozen=True)
class AsNow:
    """Continue as now.

    ``approach`` is the one today's arrangement is closest to; None when it is a mix or not
    known, and then it has no score. ``consequences`` are those whose rule is met.
    """

    approach: str | None
    consequences: tuple[tuple[Consequence, Finding], ...]


def continue_as_now(method: Method, landscape: Landscape) -> AsNow:
    """Return what is known of carrying on."""
    answer = landscape.answers.get(CURRENT)
    said = None if answer is None else answer.value
    evaluated = [
        (consequence, evaluate(method, consequence.rule, landscape))
        for consequence in method.consequences
    ]
    return AsNow(
        approach=str(said) if said in method.approach_by_key else None,
        consequences=tuple(pair for pair in evaluated if pair[1].truth),
    )
