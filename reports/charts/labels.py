"""Words beside points, so that none stands on another, on a point or outside the picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin

from reports import numbers
from reports.charts.drawing import LINE, TEXT, Box, Words, breadth

# Half the side of the square that a point takes, and how far its words stand from its middle.
POINT = 7.5
NEAR = 10
# Words further away than this are joined to their point by a line.
JOINED_FROM = 14
ROUNDS = (NEAR, 16, 24, 34, 46, 60, 76, 94, 114, 140)
DIRECTIONS = 16
GRID = 12


@dataclass(frozen=True)
class Point:
    """What is to be labelled, at a place in the picture."""

    text: str
    x: float
    y: float
    bold: bool = False

    @property
    def box(self) -> Box:
        return Box(self.x - POINT, self.y - POINT, 2 * POINT, 2 * POINT)


@dataclass(frozen=True)
class Pointer:
    """A line from a point to its words."""

    x1: str
    y1: str
    x2: str
    y2: str


@dataclass(frozen=True)
class Label:
    words: Words
    pointer: Pointer | None


def labels(points: Sequence[Point], within: Box, taken: Iterable[Box]) -> tuple[Label, ...]:
    """Return words for every point, as near to it as there is room, the first points first.

    ``taken`` are the boxes that no words may cover, besides the points themselves.
    """
    occupied = [*taken, *(point.box for point in points)]
    found = []
    for point in points:
        box = _free(point, within, occupied)
        occupied.append(box)
        found.append(Label(_words(point, box), _pointer(point, box)))
    return tuple(found)


def _free(point: Point, within: Box, occupied: Sequence[Box]) -> Box:
    """Return the nearest place that is free, best one whose pointer crosses nothing either."""
    # What the point itself stands in or beside cannot be avoided.
    avoidable = [box for box in occupied if not box.overlaps(point.box)]
    fallback = None
    for box in _nearby(point):
        if not _has_room(box, within, occupied):
            continue
        if not _crosses(point, box, avoidable):
            return box
        fallback = fallback or box
    if fallback:
        return fallback
    anywhere = (box for box in _anywhere(point, within) if _has_room(box, within, occupied))
    return next(anywhere, _beside(point, NEAR, 0))


def _has_room(box: Box, within: Box, occupied: Sequence[Box]) -> bool:
    return within.holds(box) and not any(box.overlaps(other) for other in occupied)


def _nearby(point: Point) -> Iterator[Box]:
    """Return places round the point, the nearest first, right and left of it before others."""
    for distance in ROUNDS:
        for turn in (0, DIRECTIONS // 2, *range(1, DIRECTIONS)):
            yield _beside(point, distance, 2 * pi * turn / DIRECTIONS)


def _anywhere(point: Point, within: Box) -> list[Box]:
    """Return places all over the picture, the nearest first."""
    size = _beside(point, 0, 0)
    places = [
        Box(within.left + GRID * across, within.top + GRID * down, size.width, size.height)
        for across in range(int(within.width / GRID))
        for down in range(int(within.height / GRID))
    ]
    return sorted(places, key=lambda box: _away(point, box))


def _beside(point: Point, distance: float, angle: float) -> Box:
    """Return the box of the point's words, whose nearest side is so far away at this angle."""
    width, height = breadth(point.text, point.bold) + 2, LINE - 1
    across, down = cos(angle), sin(angle)
    middle_x = point.x + across * (distance + width / 2)
    middle_y = point.y + down * (distance + height / 2)
    return Box(middle_x - width / 2, middle_y - height / 2, width, height)


def _away(point: Point, box: Box) -> float:
    x, y = box.nearest(point.x, point.y)
    return hypot(x - point.x, y - point.y)


def _crosses(point: Point, box: Box, others: Sequence[Box]) -> bool:
    """Return whether a line from the point to its words would run over something else."""
    if _away(point, box) <= JOINED_FROM:
        return False
    x, y = box.nearest(point.x, point.y)
    return any(_runs_over(other, point.x, point.y, x, y) for other in others)


def _runs_over(box: Box, x1: float, y1: float, x2: float, y2: float) -> bool:
    """Return whether a part of the line, from 0 to 1 of it, is within the box both ways."""
    start, end = 0.0, 1.0
    for one, other, low, high in ((x1, x2, box.left, box.right), (y1, y2, box.top, box.bottom)):
        if one == other:
            if not low < one < high:
                return False
            continue
        enters, leaves = sorted(((low - one) / (other - one), (high - one) / (other - one)))
        start, end = max(start, enters), min(end, leaves)
    return start < end


def _words(point: Point, box: Box) -> Words:
    left, baseline = box.left + 1, box.top + TEXT - 2
    return Words(point.text, numbers.place(left), numbers.place(baseline), box, point.bold)


def _pointer(point: Point, box: Box) -> Pointer | None:
    if _away(point, box) <= JOINED_FROM:
        return None
    x, y = box.nearest(point.x, point.y)
    ends = (numbers.place(each) for each in (point.x, point.y, x, y))
    return Pointer(*ends)
