"""Advice by rule: how leading approaches go together, forms of agreement, legal routes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from appraisal.method.advice import Blend, LegalRoute, Mechanism
from appraisal.method.model import Method
from appraisal.scoring.answers import Landscape
from appraisal.scoring.rules import Finding, both, evaluate

Use = Literal["consider", "avoid", "not indicated", "not known"]


@dataclass(frozen=True)
class BlendAdvice:
    """How two approaches go together; ``blend`` is None when the method says nothing of them."""

    pair: tuple[str, str]
    blend: Blend | None


@dataclass(frozen=True)
class MechanismAdvice:
    """A form of agreement that goes with an approach in play.

    ``use`` tells whether its conditions are met, ``avoid`` whether anything speaks against it.
    """

    mechanism: Mechanism
    use: Finding
    avoid: Finding

    @property
    def advice(self) -> Use:
        """Return whether to consider it. What speaks against it outweighs what speaks for it."""
        if self.avoid.truth:
            return "avoid"
        if None in (self.use.truth, self.avoid.truth):
            return "not known"
        return "consider" if self.use.truth else "not indicated"


@dataclass(frozen=True)
class LegalAdvice:
    """A rule of law that may govern, and the answers that brought it up (none: always)."""

    route: LegalRoute
    finding: Finding | None


def blend_of(method: Method, pair: tuple[str, str]) -> Blend | None:
    """Return how two approaches go together; None when the method says nothing of them."""
    return next((blend for blend in method.blends if blend.pair == frozenset(pair)), None)


def blends_among(method: Method, best_first: Sequence[str]) -> tuple[BlendAdvice, ...]:
    """Return how each two of these approaches go together, in the order they are given."""
    return tuple(BlendAdvice(pair, blend_of(method, pair)) for pair in combinations(best_first, 2))


def mechanism_advice(
    method: Method, landscape: Landscape, in_play: frozenset[str]
) -> tuple[MechanismAdvice, ...]:
    """Return the forms of agreement that go with an approach in play, with their conditions."""
    return tuple(
        MechanismAdvice(
            mechanism,
            _use(method, mechanism, landscape),
            evaluate(method, mechanism.avoid, landscape),
        )
        for mechanism in method.mechanisms
        if in_play & set(mechanism.approaches or in_play)
    )


def _use(method: Method, mechanism: Mechanism, landscape: Landscape) -> Finding:
    found = evaluate(method, mechanism.use, landscape)
    if mechanism.use_any is None:
        return found
    return both(found, evaluate(method, mechanism.use_any, landscape))


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
