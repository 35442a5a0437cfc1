"""The picture of scores: each approach's score and possible range on one common axis."""

from __future__ import annotations

import math
from dataclasses import dataclass

from appraisal.scoring.scores import MIDPOINT
from reports import numbers
from reports.ranking import in_order
from reports.stored import Finding, Found

# In units of the picture, which is as wide as a phone so that its words stay readable there.
WIDTH = 440
MARGIN = 16
TOP = 30
LINE = 42
GROUP_GAP = 26
# A little more than an average letter takes, to clear the lines away behind words.
LETTER = 7.6
STEP = 5
MOST_TICKS = 7


@dataclass(frozen=True)
class Tick:
    x: str
    label: str


@dataclass(frozen=True)
class Bar:
    """One approach: its words above, the bar from low to high, and the mark of its score."""

    name: str
    score: str
    words_y: int
    clear_y: int
    clear_width: str
    y: int
    x: str
    width: str
    mark_x: str
    mark_y: int


@dataclass(frozen=True)
class Heading:
    text: str
    y: int
    clear_y: int
    clear_width: str


@dataclass(frozen=True)
class Chart:
    width: int
    height: int
    left: int
    top: int
    axis_y: int
    labels_y: int
    middle_x: str
    ticks: tuple[Tick, ...]
    headings: tuple[Heading, ...]
    bars: tuple[Bar, ...]
    description: str


@dataclass(frozen=True)
class Axis:
    """A scale from round numbers below every range to round numbers above, 50 always within."""

    lowest: int
    highest: int

    def x(self, value: float) -> float:
        return MARGIN + (WIDTH - 2 * MARGIN) * (value - self.lowest) / (self.highest - self.lowest)

    def ticks(self) -> tuple[Tick, ...]:
        step = STEP
        while (self.highest - self.lowest) / step >= MOST_TICKS:
            step *= 2
        first = step * math.ceil(self.lowest / step)
        values = range(first, self.highest + 1, step)
        return tuple(Tick(_place(self.x(value)), str(value)) for value in values)


def axis(findings: tuple[Finding, ...]) -> Axis:
    lowest = min(MIDPOINT, *(each.low for each in findings))
    highest = max(MIDPOINT, *(each.high for each in findings))
    return Axis(
        lowest=STEP * (math.ceil(lowest / STEP) - 1),
        highest=STEP * (math.floor(highest / STEP) + 1),
    )


def chart(found: Found) -> Chart:
    core, further = in_order(found, found.core), in_order(found, found.further)
    scale = axis(core + further)
    core_top = TOP
    further_top = core_top + LINE * len(core) + GROUP_GAP
    bars = (*_bars(scale, core, core_top), *_bars(scale, further, further_top))
    bottom = further_top + LINE * len(further)
    return Chart(
        width=WIDTH,
        height=bottom + 26,
        left=MARGIN,
        top=core_top,
        axis_y=bottom,
        labels_y=bottom + 18,
        middle_x=_place(scale.x(MIDPOINT)),
        ticks=scale.ticks(),
        headings=(
            _heading("Ranked" if not found.too_early else "Core approaches", core_top - 8),
            _heading("Also consider", further_top - 8),
        ),
        bars=bars,
        description="; ".join(
            f"{each.name} {numbers.score(each.score)}, possible from "
            f"{numbers.score(each.low)} to {numbers.score(each.high)}"
            for each in core + further
        ),
    )


def _heading(text: str, y: int) -> Heading:
    return Heading(text, y, clear_y=y - 14, clear_width=_width(text))


def _bars(scale: Axis, findings: tuple[Finding, ...], top: int) -> tuple[Bar, ...]:
    return tuple(
        Bar(
            name=each.name,
            score=numbers.score(each.score),
            words_y=top + LINE * index + 16,
            clear_y=top + LINE * index + 2,
            clear_width=_width(f"{each.name} {numbers.score(each.score)}"),
            y=top + LINE * index + 25,
            mark_y=top + LINE * index + 29,
            x=_place(scale.x(each.low)),
            # A range of nothing is still drawn, as a thin line.
            width=_place(max(scale.x(each.high) - scale.x(each.low), 1)),
            mark_x=_place(scale.x(each.score)),
        )
        for index, each in enumerate(findings)
    )


def _width(words: str) -> str:
    return _place(LETTER * len(words) + 4)


def _place(value: float) -> str:
    return f"{value:.1f}"
