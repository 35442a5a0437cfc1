"""What a method advises by rule: gates, blends, mechanisms, legal routes and actions.

Rules look at answers alone. None of them moves a score.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

LevelKey = int | str
GateKind = Literal["legal", "not yet", "caution", "warning"]
Blending = Literal["compatible", "needs care", "contradictory"]


@dataclass(frozen=True)
class Condition:
    """Met when the question's answer is one of ``levels``."""

    question: str
    levels: tuple[LevelKey, ...]


@dataclass(frozen=True)
class Rule:
    """Conditions of which any, or all, must be met."""

    need: Literal["any", "all"]
    conditions: tuple[Condition, ...]


@dataclass(frozen=True)
class Gate:
    """A rule kept outside the score, with what it says and what to do.

    ``rule`` is None for a warning about the outcome, which the core works out by ``result``.
    A gate ``about_change`` speaks of starting something new, so not of continuing as now.
    """

    key: str
    code: str
    kind: GateKind
    approaches: tuple[str, ...]
    rule: Rule | None
    result: str
    says: str
    action: str
    sources: tuple[str, ...]
    about_change: bool = False


@dataclass(frozen=True)
class Blend:
    """Whether two approaches go together in one service, and why."""

    pair: frozenset[str]
    advice: Blending
    because: str


@dataclass(frozen=True)
class Mechanism:
    """A form of agreement: when to think of it, and when not to.

    It is considered when an approach in ``approaches`` leads (any, when empty), all of ``use``
    and, where there is one, any of ``use_any`` is met; ``avoid`` speaks against it.
    """

    key: str
    name: str
    summary: str
    approaches: tuple[str, ...]
    use: Rule
    use_any: Rule | None
    avoid: Rule
    use_when: str
    avoid_when: str
    evidence: str
    law: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class LegalRoute:
    """A rule of law that may govern, as read on a date: information, not legal advice."""

    key: str
    name: str
    says: str
    approaches: tuple[str, ...]
    rule: Rule | None
    ask: str
    read_on: str
    verified: bool
    source: str


@dataclass(frozen=True)
class Consequence:
    """What carrying on as now would mean, when the rule is met."""

    key: str
    rule: Rule
    says: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Action:
    """How a readiness answer is raised: what to do, who would own it, how long it tends to take."""

    do: str
    owner: str
    months: str
    sources: tuple[str, ...]
