"""What there is to know of each form of agreement before anyone has answered a question."""

from __future__ import annotations

from dataclasses import dataclass

from appraisal.method.advice import Mechanism
from appraisal.method.model import Approach, Method
from reports.guide.evidence import Evidence, evidence
from reports.guide.rules import Said, in_words


@dataclass(frozen=True)
class MechanismGuide:
    """The page of one form of agreement; ``approaches`` is empty when it goes with any."""

    mechanism: Mechanism
    approaches: tuple[Approach, ...]
    evidence: Evidence
    all_of: tuple[Said, ...]
    one_of: tuple[Said, ...]
    avoid: tuple[Said, ...]


def mechanism_guide(method: Method, key: str) -> MechanismGuide:
    """Return the page of a form of agreement; KeyError when there is no such form."""
    mechanism = {part.key: part for part in method.mechanisms}[key]
    return MechanismGuide(
        mechanism=mechanism,
        approaches=tuple(method.approach_by_key[each] for each in mechanism.approaches),
        evidence=evidence(method, mechanism.evidence, mechanism.sources),
        all_of=in_words(method, mechanism.use),
        one_of=in_words(method, mechanism.use_any),
        avoid=in_words(method, mechanism.avoid),
    )
