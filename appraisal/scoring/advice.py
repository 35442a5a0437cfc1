"""Advice by rule: how two leading approaches go together, forms of agreement, legal routes."""

from __future__ import annotations

from dataclasses import dataclass

from appraisal.method.advice import Blend, LegalRoute, Mechanism
from appraisal.method.model import Method
from appraisal.scoring.answers import Landscape
from appraisal.scoring.rules import Finding, Truth, evaluate


@dataclass(frozen=True)
class MechanismAdvice:
    """A form of agreement that goes with an approach in play.

    ``use`` tells whether its conditions are met, ``avoid`` whether anything speaks against it.
    """

    mechanism: Mechanism
    use: Finding
    avoid: Finding

    @property
    def verdict(self) -> Truth:
        """Return True to consider it, False to avoid it, None when too little is known."""
        if self.avoid.truth or self.use.truth is False:
            return False
        return None if None in (self.use.truth, self.avoid.truth) else True


@dataclass(frozen=True)
class LegalAdvice:
    """A rule of law that may govern, and the answers that brought it up (none: always)."""

    route: LegalRoute
    finding: Finding | None


def blend_of(method: Method, pair: tuple[str, str]) -> Blend | None:
    """Return how two approaches go together; None when the method says nothing of them."""
    return next((blend for blend in method.blends if blend.pair == frozenset(pair)), None)


def mechanism_advice(
    method: Method, landscape: Landscape, in_play: frozenset[str]
) -> tuple[MechanismAdvice, ...]:
    """Return the forms of agreement that go with an approach in play, with their conditions."""
    return tuple(
        MechanismAdvice(
            mechanism,
            evaluate(method, mechanism.use, landscape),
            evaluate(method, mechanism.avoid, landscape),
        )
        for mechanism in method.mechanisms
        if in_play & set(mechanism.approaches or in_play)
    )


def legal_advice(
    method: Method, landscape: Landscape, in_play: frozenset[str]
) -> tuple[LegalAdvice, ...]:
    """Return the rules of law that may govern; one that hangs on an unknown answer is shown."""
    found = []
    for route in method.legal_routes:
        if route.approaches and not in_play & set(route.approaches):
            continue
        finding = evaluate(method, route.rule, landscape) if route.rule else None
        if finding is None or finding.truth is not False:
            found.append(LegalAdvice(route, finding))
    return tuple(found)
