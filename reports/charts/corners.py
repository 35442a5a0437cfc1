"""The picture of fit and readiness: what fits, what could start, and what both or neither."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import ClassVar

from appraisal.scoring.scores import MIDPOINT
from reports import numbers
from reports.charts.drawing import (
    MARGIN,
    WIDTH,
    Box,
    Chart,
    Mark,
    Scale,
    Table,
    Words,
    table,
    words,
)
from reports.charts.labels import Label, Point, labels
from reports.stored import Finding, Found

# So near to the line at 50 that it is on neither side of it.
NEAR_THE_LINE = 2.5
ON_THE_LINE = "on the line"
START_NOW = "start now"
BUILD_TOWARDS = "build towards"
NOT_ALIGNED = "available but not aligned"
NOT_NOW = "not now"
# In the order they are told.
CORNERS = (START_NOW, BUILD_TOWARDS, NOT_ALIGNED, NOT_NOW, ON_THE_LINE)
HELD_BACK = "not yet ready"

LEFT = 36
PLOT = Box(LEFT, 28, WIDTH - LEFT - MARGIN, WIDTH - LEFT - MARGIN)
# Room at the top and bottom of the plot for the names of the corners, and at its sides for dots.
NAMES = 44
SIDES = 14
STEP = 5
LEAST_REACH = 10

READING = (
    "Fit goes up, readiness to the right; 50 is the middle of both. Filled dots are the four that "
    "are ranked, rings the further four. Inside the grey cross, within 2.5 points of 50, an "
    "approach is on the line."
)


@dataclass(frozen=True)
class Dot:
    x: str
    y: str
    is_core: bool
    label: Label


@dataclass(frozen=True)
class Corners(Chart):
    svg: ClassVar[str] = "reports/charts/corners.svg"

    plot: Box
    middle_x: str
    middle_y: str
    across: Box
    upright: Box
    names: tuple[Words, ...]
    across_marks: tuple[Mark, ...]
    up_marks: tuple[Mark, ...]
    dots: tuple[Dot, ...]


def corner(finding: Finding) -> str:
    """Return which corner of the picture an approach stands in, or that it is on the line."""
    fit, readiness = finding.fit - MIDPOINT, finding.readiness - MIDPOINT
    if min(abs(fit), abs(readiness)) <= NEAR_THE_LINE:
        return ON_THE_LINE
    if fit > 0:
        return START_NOW if readiness > 0 else BUILD_TOWARDS
    return NOT_ALIGNED if readiness > 0 else NOT_NOW


def corners(found: Found) -> Corners | None:
    """Return fit and readiness of every approach; None when it is too early to show them."""
    if found.too_early:
        return None
    findings = (*found.core, *found.further)
    across, up = scales(findings)
    names = _names()
    points = [
        Point(each.name, across.at(each.readiness), up.at(each.fit), bold=each.approach.core)
        for each in findings
    ]
    placed = labels(points, PLOT, [each.box for each in names])
    return Corners(
        key="fit-and-readiness",
        title="Fit and readiness of each approach",
        description=description(found.core),
        reading=READING,
        table=_table(findings),
        width=WIDTH,
        height=int(PLOT.bottom) + 40,
        plot=PLOT,
        middle_x=numbers.place(across.at(MIDPOINT)),
        middle_y=numbers.place(up.at(MIDPOINT)),
        across=_band(up, upright=False),
        upright=_band(across, upright=True),
        names=names,
        across_marks=_ends(across),
        up_marks=_ends(up),
        dots=tuple(
            Dot(numbers.place(point.x), numbers.place(point.y), each.approach.core, label)
            for each, point, label in zip(findings, points, placed, strict=True)
        ),
    )


def scales(findings: Sequence[Finding]) -> tuple[Scale, Scale]:
    """Return a scale across and one up, each with 50 in its middle."""
    sideways = _reach([each.readiness for each in findings])
    upwards = _reach([each.fit for each in findings])
    return (
        Scale(MIDPOINT - sideways, MIDPOINT + sideways, PLOT.left + SIDES, PLOT.right - SIDES),
        Scale(MIDPOINT - upwards, MIDPOINT + upwards, PLOT.bottom - NAMES, PLOT.top + NAMES),
    )


def _reach(values: Sequence[float]) -> int:
    furthest = max(abs(value - MIDPOINT) for value in values)
    return max(LEAST_REACH, STEP * ceil(furthest / STEP))


def description(core: Sequence[Finding]) -> str:
    """Return who stands in which corner, and whom something still holds back all the same."""
    told = "; ".join(
        f"“{where}”: {numbers.listed(there)}"
        for where in CORNERS
        if (there := [each.name for each in core if corner(each) == where])
    )
    sentence = f"Of the four that are ranked, {told}."
    held = [each.name for each in core if corner(each) == START_NOW and each.status == HELD_BACK]
    if not held:
        return sentence
    return f"{sentence} A score does not show what still holds back {numbers.listed(held)}."


def _table(findings: Sequence[Finding]) -> Table:
    return table(
        ("Approach", "Fit", "Readiness", "Corner", "What stands in the way"),
        (
            (
                each.name,
                numbers.score(each.fit),
                numbers.score(each.readiness),
                corner(each).capitalize(),
                each.status.capitalize(),
            )
            for each in findings
        ),
        worded=("Corner", "What stands in the way"),
    )


def _band(scale: Scale, upright: bool) -> Box:
    """Return the strip in which an approach is on the line."""
    ends = scale.at(MIDPOINT - NEAR_THE_LINE), scale.at(MIDPOINT + NEAR_THE_LINE)
    start, thick = min(ends), abs(ends[1] - ends[0])
    if upright:
        return Box(start, PLOT.top, thick, PLOT.height)
    return Box(PLOT.left, start, PLOT.width, thick)


def _ends(scale: Scale) -> tuple[Mark, ...]:
    values = (scale.lowest, MIDPOINT, scale.highest)
    return tuple(Mark(numbers.place(scale.at(each)), numbers.plain(each, 0)) for each in values)


def _names() -> tuple[Words, ...]:
    """Return the names of the corners, the longest on two lines."""
    top, bottom = PLOT.top + 18, PLOT.bottom - 9
    return (
        _name("Build towards", top, right=False),
        _name("Start now", top, right=True),
        _name("Not now", bottom, right=False),
        _name("Available but", bottom - 17, right=True),
        _name("not aligned", bottom, right=True),
    )


def _name(text: str, baseline: float, right: bool) -> Words:
    x = PLOT.right - 8 if right else PLOT.left + 8
    return words(text, x, baseline, bold=True, anchor="end" if right else "start")
