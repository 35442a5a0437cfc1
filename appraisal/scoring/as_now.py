"""Option 0, continue as now: where today's arrangement stands and what keeping it would mean."""

from __future__ import annotations

from dataclasses import dataclass

from appraisal.method.advice import Consequence
from appraisal.method.model import Method
from appraisal.scoring.answers import Landscape
from appraisal.scoring.gates import GateFinding, Status, worst
from appraisal.scoring.rules import Finding, evaluate
from appraisal.scoring.scores import Fit

CURRENT = "current_approach"


@dataclass(frozen=True)
class AsNow:
    """Continue as now.

    ``fit`` is of the approach that today's arrangement is closest to, with its ``gates`` but
    those about change, and the ``status`` they leave it. It is None, as is the status, when
    today is a mix or not known. ``consequences`` are those whose rule is met.
    """

    fit: Fit | None
    gates: tuple[GateFinding, ...]
    status: Status | None
    consequences: tuple[tuple[Consequence, Finding], ...]


def continue_as_now(
    method: Method, landscape: Landscape, fits: tuple[Fit, ...], findings: tuple[GateFinding, ...]
) -> AsNow:
    """Return what is known of carrying on."""
    answer = landscape.answers.get(CURRENT)
    said = None if answer is None else answer.value
    today = next((fit for fit in fits if fit.approach.key == said), None)
    speaking = [found for found in findings if not found.gate.about_change]
    gates = [found for found in speaking if said in found.gate.approaches]
    evaluated = [
        (consequence, evaluate(method, consequence.rule, landscape))
        for consequence in method.consequences
    ]
    return AsNow(
        fit=today,
        gates=tuple(gates),
        status=worst(gates) if today else None,
        consequences=tuple(pair for pair in evaluated if pair[1].truth),
    )
