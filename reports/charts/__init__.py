"""The pictures of an outcome, each drawn when it is asked for; None where there is none to draw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from reports.charts.contributions import Contributions, against, contributions
from reports.charts.corners import Corners, corners
from reports.charts.one_weight import OneWeight, one_weight
from reports.charts.ranges import Ranges, ranges
from reports.charts.rank_shares import RankShares, rank_shares
from reports.charts.swings import Swings, swings
from reports.charts.weighing import weights
from reports.stored import Found


@dataclass(frozen=True, eq=False)
class Charts:
    """Every picture there is of what was found. Show one with reports/parts/chart.html."""

    found: Found

    @cached_property
    def ranges(self) -> Ranges | None:
        return ranges(self.found)

    @cached_property
    def corners(self) -> Corners | None:
        return corners(self.found)

    @cached_property
    def reasons(self) -> Mapping[str, Contributions]:
        """Return what moved each approach's score most, by its key."""
        every = (*self.found.core, *self.found.further)
        drawn = {each.approach.key: contributions(self.found, each) for each in every}
        return {key: chart for key, chart in drawn.items() if chart is not None}

    @cached_property
    def lead(self) -> Contributions | None:
        """Return what sets the first of the core apart from the second."""
        first, second, *_ = self.found.core
        return against(self.found, first, second)

    def against(self, one: str, other: str) -> Contributions | None:
        """Return what sets one approach apart from another, by their keys."""
        return against(self.found, self.found.finding(one), self.found.finding(other))

    @cached_property
    def rank_shares(self) -> RankShares | None:
        return rank_shares(self.found)

    @cached_property
    def weights(self) -> Mapping[str, OneWeight]:
        """Return the scores by each weight: “fit”, then every criterion, then every goal."""
        drawn = {each.key: one_weight(self.found, each) for each in weights(self.found)}
        return {key: chart for key, chart in drawn.items() if chart is not None}

    @cached_property
    def swings(self) -> Swings | None:
        return swings(self.found)
