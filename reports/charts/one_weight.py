"""The picture of one weight: every score as it goes from nothing to all, and who is first where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import ClassVar

from reports import numbers
from reports.charts.drawing import (
    LINE,
    WIDTH,
    Box,
    Chart,
    Mark,
    Scale,
    Table,
    around,
    breadth,
    marks,
    table,
)
from reports.charts.labels import Label, Point, labels
from reports.charts.weighing import NOTHING, Weight
from reports.stored import Found

PLOT = Box(36, 30, 186, 220)
STEP = 10
# How close words may come to a line, and at how many places that is looked at.
CLEAR = 3
SAMPLES = 24
# Colour and kind of line by the method's order of the core, so that both always mean the same.
PENS = (("#0b5559", ""), ("#a81d28", "8 4"), ("#5d3a8c", "2 3"), ("#6b4a00", "10 3 2 3"))


@dataclass(frozen=True)
class Change:
    """Where the first place changes hands as a weight grows."""

    at: float
    before: str
    after: str


@dataclass(frozen=True)
class Drawn:
    """The line of one approach, with its name at its end."""

    name: str
    colour: str
    dashes: str
    start_y: str
    end_y: str
    name_y: str


@dataclass(frozen=True)
class Crossing:
    x: str
    y: str
    label: Label


@dataclass(frozen=True)
class OneWeight(Chart):
    svg: ClassVar[str] = "reports/charts/one_weight.svg"

    of: str
    plot: Box
    middle_x: str
    now_x: str
    now: str
    now_words_x: str
    weights: tuple[Mark, ...]
    scores: tuple[Mark, ...]
    names_x: str
    lines: tuple[Drawn, ...]
    crossings: tuple[Crossing, ...]


def one_weight(found: Found, weight: Weight) -> OneWeight | None:
    """Return the scores by one weight; None when too early, or when the first two never differ."""
    first, second, *_ = weight.lines.values()
    if found.too_early or first.is_same_as(second):
        return None
    found_changes = changes(weight)
    across = Scale(0, 1, PLOT.left, PLOT.right)
    ends = [end for each in weight.lines.values() for end in (each.at_zero, each.at_one)]
    up = around(ends, STEP, PLOT.bottom, PLOT.top)
    now, now_x = f"now {numbers.weight(weight.now)}", across.at(weight.now)
    room = breadth(now, bold=True)
    return OneWeight(
        key=f"weight-{weight.key}",
        title=f"The weight of: {weight.name}",
        of=weight.name,
        description=description(found, weight, found_changes),
        reading=f"From left to right this weight goes from nothing to all of {weight.part_of}, "
        "while the others keep their proportions. The upright line is its weight now.",
        table=_table(found, weight, found_changes),
        width=WIDTH,
        height=int(PLOT.bottom) + 46,
        plot=PLOT,
        middle_x=numbers.place(across.at(0.5)),
        now_x=numbers.place(now_x),
        now=now,
        now_words_x=numbers.place(min(max(now_x, room / 2), WIDTH - room / 2)),
        weights=tuple(
            Mark(numbers.place(across.at(at)), numbers.percent(at)) for at in (0, 0.5, 1)
        ),
        scores=marks(up, STEP),
        names_x=numbers.place(PLOT.right + 12),
        lines=_lines(found, weight, up),
        crossings=_crossings(weight, found_changes, across, up),
    )


def changes(weight: Weight) -> tuple[Change, ...]:
    """Return each share at which another approach comes to score highest, from 0 to 1."""
    crossed = sorted(
        at
        for one, other in combinations(weight.lines.values(), 2)
        if (at := _level(one.at_zero - other.at_zero, one.at_one - other.at_one)) is not None
    )
    bounds = [0.0, *crossed, 1.0]
    stretches = [
        (low, _highest(weight, (low + high) / 2))
        for low, high in pairwise(bounds)
        if high - low > NOTHING
    ]
    return tuple(
        Change(at, before, after)
        for (_, before), (at, after) in pairwise(stretches)
        if before != after
    )


def _level(gap_at_zero: float, gap_at_one: float) -> float | None:
    """Return where two lines cross, if they do."""
    if gap_at_zero * gap_at_one >= 0:
        return None
    return gap_at_zero / (gap_at_zero - gap_at_one)


def _highest(weight: Weight, at: float) -> str:
    return max(weight.lines, key=lambda key: weight.lines[key].at(at))


def description(found: Found, weight: Weight, found_changes: Sequence[Change]) -> str:
    """Return who scores highest at which weight."""
    names = _names(found)
    if not found_changes:
        return f"{names[_highest(weight, 0.5)]} scores highest whatever this weight is."
    first = found_changes[0]
    told = [f"{names[first.before]} scores highest below {numbers.weight(first.at)}"]
    for change, following in pairwise(found_changes):
        told.append(f"{names[change.after]} from there to {numbers.weight(following.at)}")
    told.append(f"{names[found_changes[-1].after]} above")
    return f"{numbers.listed(told)}. It is {numbers.weight(weight.now)} now."


def _names(found: Found) -> Mapping[str, str]:
    return {each.approach.key: each.name for each in found.core}


def _table(found: Found, weight: Weight, found_changes: Sequence[Change]) -> Table:
    names = _names(found)
    rows = [(0.0, "0%"), (1.0, "100%"), (weight.now, f"{numbers.weight(weight.now)}, now")]
    rows += [(each.at, f"{numbers.weight(each.at)}, level") for each in found_changes]
    return table(
        ("Weight", *(names[key] for key in weight.lines)),
        (
            (name, *(numbers.score(line.at(at)) for line in weight.lines.values()))
            for at, name in sorted(rows)
        ),
    )


def _lines(found: Found, weight: Weight, up: Scale) -> tuple[Drawn, ...]:
    names = _names(found)
    pens = dict(zip((each.key for each in found.method.core), PENS, strict=True))
    ends = {key: up.at(line.at_one) for key, line in weight.lines.items()}
    places = _apart(ends)
    return tuple(
        Drawn(
            name=names[key],
            colour=pens[key][0],
            dashes=pens[key][1],
            start_y=numbers.place(up.at(line.at_zero)),
            end_y=numbers.place(ends[key]),
            name_y=numbers.place(places[key]),
        )
        for key, line in weight.lines.items()
    )


def _apart(ends: Mapping[str, float]) -> Mapping[str, float]:
    """Return heights for names, as near to the ends of their lines as leaves room for each."""
    order = sorted(ends, key=lambda key: ends[key])
    places: dict[str, float] = {}
    lowest = PLOT.top + LINE / 2
    for key in order:
        lowest = places[key] = max(ends[key], lowest)
        lowest += LINE
    highest = PLOT.bottom - LINE / 2
    for key in reversed(order):
        highest = places[key] = min(places[key], highest)
        highest -= LINE
    return places


def _crossings(
    weight: Weight, found_changes: Sequence[Change], across: Scale, up: Scale
) -> tuple[Crossing, ...]:
    points = [
        Point(
            numbers.weight(each.at), across.at(each.at), up.at(weight.lines[each.after].at(each.at))
        )
        for each in found_changes
    ]
    placed = labels(points, PLOT, _along(weight, across, up))
    return tuple(
        Crossing(numbers.place(point.x), numbers.place(point.y), label)
        for point, label in zip(points, placed, strict=True)
    )


def _along(weight: Weight, across: Scale, up: Scale) -> list[Box]:
    """Return small boxes along all lines, for words to keep clear of."""
    places = [part / SAMPLES for part in range(SAMPLES + 1)]
    return [
        Box(across.at(at) - CLEAR, up.at(line.at(at)) - CLEAR, 2 * CLEAR, 2 * CLEAR)
        for line in weight.lines.values()
        for at in places
    ]
