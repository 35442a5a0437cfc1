"""Risks: those of what may be chosen; else those of carrying on. People rate and own them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reports.as_now import as_now
from reports.how import in_play
from reports.stored import Found

# How many the pages in front have room for; the annex on how to do it holds them all.
MOST = 6
CONTINUE = "Continue as now"


@dataclass(frozen=True)
class Risk:
    """``response`` is what the method suggests; empty when that is for people to say."""

    of: str
    risk: str
    response: str


@dataclass(frozen=True)
class Risks:
    """``left`` is how many more there are in the annex."""

    first: tuple[Risk, ...]
    left: int


def risks(found: Found) -> Risks:
    """Return the risks of each approach in play, so that each has its share of the room.

    What carrying on would mean stands with the options; it stands here when nothing is in play.
    """
    every = list(_in_turn(found)) or [
        Risk(CONTINUE, each.says, "") for each in as_now(found).consequences
    ]
    first = every[:MOST]
    order = [each.of for each in every]
    first.sort(key=lambda risk: order.index(risk.of))
    return Risks(tuple(first), len(every) - len(first))


def _in_turn(found: Found) -> Iterator[Risk]:
    approaches = [found.finding(key).approach for key in in_play(found)]
    most = max((len(each.risks) for each in approaches), default=0)
    for place in range(most):
        for approach in approaches:
            for each in approach.risks[place : place + 1]:
                yield Risk(approach.name, each.risk, each.mitigation)
