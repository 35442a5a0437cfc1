"""Which picture is looked at, of those that come in many kinds: two approaches, or one weight."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reports.charts.contributions import Contributions
from reports.charts.one_weight import OneWeight
from reports.charts.weighing import FIT
from reports.report import Report


@dataclass(frozen=True)
class Choice:
    """One that can be looked at; ``chosen`` if it is."""

    key: str
    name: str
    chosen: bool


@dataclass(frozen=True)
class Looking:
    """The choices that a page offers, and the pictures that are chosen."""

    ones: tuple[Choice, ...]
    others: tuple[Choice, ...]
    against: Contributions | None
    weights: tuple[Choice, ...]
    weight: OneWeight | None


def looking(report: Report, asked: Mapping[str, str]) -> Looking:
    """Return what was asked for; what is not known falls back to what matters most."""
    rows = (*report.ranking.core, *report.ranking.further)
    names = {row.key: row.name for row in rows}
    one = asked.get("one") if asked.get("one") in names else rows[0].key
    other = asked.get("other") if asked.get("other") in names else rows[1].key
    weights = report.charts.weights
    weight = asked.get("weight") if asked.get("weight") in weights else report.certainty.closest
    return Looking(
        ones=_choices(names, one),
        others=_choices(names, other),
        against=report.charts.against(str(one), str(other)) if one != other else None,
        weights=_choices({key: chart.of for key, chart in weights.items()}, weight),
        weight=weights.get(weight or FIT),
    )


def _choices(names: Mapping[str, str], chosen: str | None) -> tuple[Choice, ...]:
    return tuple(Choice(key, name, key == chosen) for key, name in names.items())
