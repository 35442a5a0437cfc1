"""What stands in the way: the gates that hold an approach back or call for care."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from appraisal.method.advice import Gate
from reports import numbers
from reports.answers import in_words
from reports.stored import Finding, Found

# What a gate that is met does, by its kind.
KINDS = {"legal": "Holds back", "not yet": "Holds back", "caution": "Take care"}
UNKNOWN = "Not known"


@dataclass(frozen=True)
class Standing:
    """Where one approach stands: ready, ready with actions, not known, or not yet ready."""

    name: str
    status: str


@dataclass(frozen=True)
class Obstacle:
    """A gate that is met, or that hangs on an answer nobody has given yet."""

    kind: str
    concerns: str
    says: str
    action: str
    because: tuple[str, ...]


@dataclass(frozen=True)
class InTheWay:
    """``leader`` says whether the leading approach could start now; empty when it is ready."""

    leader: str
    standings: tuple[Standing, ...]
    met: tuple[Obstacle, ...]
    not_known: tuple[Obstacle, ...]


def in_the_way(found: Found) -> InTheWay:
    """Return each approach's status, and every gate that is met or not known."""
    gates = [gate for gate in found.method.gates if gate.rule is not None]
    return InTheWay(
        leader=_leader(found),
        standings=tuple(
            Standing(each.name, each.status.capitalize()) for each in (*found.core, *found.further)
        ),
        met=tuple(
            _obstacle(found, gate, KINDS[gate.kind]) for gate in gates if _is(found, gate, True)
        ),
        not_known=tuple(
            _obstacle(found, gate, UNKNOWN) for gate in gates if _is(found, gate, None)
        ),
    )


def obstacles(found: Found, met: Collection[str]) -> tuple[Obstacle, ...]:
    """Return the gates of these keys, which are met."""
    return tuple(
        _obstacle(found, gate, KINDS[gate.kind])
        for gate in found.method.gates
        if gate.key in met and gate.kind in KINDS
    )


def _leader(found: Found) -> str:
    if found.too_early or found.leader is None:
        return ""
    first = found.finding(found.leader)
    sentences = {
        "not yet ready": f"{first.name} is not yet ready to start.",
        "not known": f"Whether {first.name} could start now is not known.",
        "ready with actions": f"{first.name} could start, with care.",
    }
    return sentences.get(first.status, "")


def _is(found: Found, gate: Gate, truth: bool | None) -> bool:
    return gate.key in found.gates and found.gates[gate.key] is truth


def _obstacle(found: Found, gate: Gate, kind: str) -> Obstacle:
    concerned: list[Finding] = [
        each for each in (*found.core, *found.further) if each.approach.key in gate.approaches
    ]
    every = len(concerned) == len(found.method.approaches)
    return Obstacle(
        kind=kind,
        concerns="All approaches" if every else numbers.listed([each.name for each in concerned]),
        says=gate.says,
        action=gate.action,
        because=tuple(_answers(found, gate)),
    )


def _answers(found: Found, gate: Gate) -> list[str]:
    """Return the questions that the gate looks at, with what was answered."""
    if gate.rule is None:
        return []
    asked = (found.method.question_by_key[part.question] for part in gate.rule.conditions)
    told = (in_words(found, question) for question in asked)
    return [f"{each.question} {each.words}" for each in told]
