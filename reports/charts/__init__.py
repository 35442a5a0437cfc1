"""The pictures of an outcome, each drawn when it is asked for; None where there is none to draw."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from reports.charts.corners import Corners, corners
from reports.charts.ranges import Ranges, ranges
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
