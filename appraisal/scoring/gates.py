"""Gates: what holds an approach back, or asks for care, whatever its score.

A legal gate that fires holds an approach back until its question is settled. No answer in the
questionnaire could show that the law forbids an approach, so none is ever ruled out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from appraisal.method.advice import Gate
from appraisal.method.model import Method
from appraisal.scoring.answers import Landscape
from appraisal.scoring.rules import Finding, evaluate

Status = Literal["ready", "ready with actions", "not known", "not yet ready"]

# From best to worst.
STATUSES: tuple[Status, ...] = ("ready", "ready with actions", "not known", "not yet ready")


@dataclass(frozen=True)
class GateFinding:
    """A gate and what it came to for a landscape; ``finding.truth`` True means it fires."""

    gate: Gate
    finding: Finding


def gate_findings(method: Method, landscape: Landscape) -> tuple[GateFinding, ...]:
    """Return every gate that looks at answers, with what it came to."""
    return tuple(
        GateFinding(gate, evaluate(method, gate.rule, landscape))
        for gate in method.gates
        if gate.rule is not None
    )


def statuses(method: Method, findings: tuple[GateFinding, ...]) -> Mapping[str, Status]:
    """Return each approach's status: the worst of its gates, "ready" when none speaks."""
    return {
        approach.key: worst([found for found in findings if approach.key in found.gate.approaches])
        for approach in method.approaches
    }


def worst(findings: list[GateFinding]) -> Status:
    return max((_status(found) for found in findings), key=STATUSES.index, default="ready")


def _status(found: GateFinding) -> Status:
    """Return what one gate makes of an approach. An unknown caution still asks for action."""
    truth = found.finding.truth
    if truth is False:
        return "ready"
    if found.gate.kind == "caution":
        return "ready with actions"
    return "not known" if truth is None else "not yet ready"
