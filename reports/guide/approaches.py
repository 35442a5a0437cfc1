"""What there is to know of each approach before anyone has answered a question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from appraisal.method.advice import Blending, Gate, Mechanism
from appraisal.method.model import Approach, Method
from reports.guide.evidence import Evidence, evidence
from reports.guide.law import Law, law_for_all, law_naming
from reports.guide.rules import Said, in_words


@dataclass(frozen=True)
class Partner:
    """Another approach, and what comes of having both in one service."""

    approach: Approach
    because: str


@dataclass(frozen=True)
class Blends:
    """All approaches of which the method gives the same advice."""

    advice: Blending
    partners: tuple[Partner, ...]


@dataclass(frozen=True)
class Hold:
    """A gate, and the answers that bring it down."""

    gate: Gate
    need: str
    when: tuple[Said, ...]


@dataclass(frozen=True)
class ApproachGuide:
    """The page of one approach."""

    approach: Approach
    evidence: Evidence
    holds: tuple[Hold, ...]
    mechanisms: tuple[Mechanism, ...]
    mechanisms_for_any: tuple[Mechanism, ...]
    blends: tuple[Blends, ...]
    law: tuple[Law, ...]
    law_for_all: tuple[Law, ...]


def approach_guide(method: Method, key: str) -> ApproachGuide:
    """Return the page of an approach; KeyError when there is no such approach."""
    approach = method.approach_by_key[key]
    return ApproachGuide(
        approach=approach,
        evidence=evidence(method, approach.evidence, approach.sources),
        holds=tuple(_holds(method, key)),
        mechanisms=tuple(part for part in method.mechanisms if key in part.approaches),
        mechanisms_for_any=tuple(part for part in method.mechanisms if not part.approaches),
        blends=tuple(_blends(method, key)),
        law=law_naming(method, key),
        law_for_all=law_for_all(method),
    )


def _holds(method: Method, key: str) -> Iterator[Hold]:
    for gate in method.gates:
        if gate.rule and key in gate.approaches:
            yield Hold(gate=gate, need=gate.rule.need, when=in_words(method, gate.rule))


def _blends(method: Method, key: str) -> Iterator[Blends]:
    for advice in get_args(Blending):
        partners = tuple(
            Partner(method.approach_by_key[other], blend.because)
            for blend in method.blends
            if blend.advice == advice and key in blend.pair
            for other in blend.pair - {key}
        )
        if partners:
            yield Blends(advice=advice, partners=partners)
