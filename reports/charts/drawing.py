"""What all pictures share: their size, their data table, scales, and words with room to stand."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import ClassVar, Literal

from reports import numbers

# In units of the picture, which is as wide as a phone so that its words stay readable there.
WIDTH = 340
MARGIN = 10
TEXT = 14
# The line that a word of text stands on takes this much height.
LINE = 17
# A little more than the widest of our names takes for a letter, in parts of the size of its text.
LETTER = 0.57
BOLD_LETTER = 0.6
# What a letter takes in a sentence, which has many narrow ones.
SENTENCE_LETTER = 0.48
MOST_TICKS = 7

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True)
class Column:
    head: str
    is_number: bool


@dataclass(frozen=True)
class Cell:
    """A figure, or words, in its column, whose head stands before it on a phone."""

    column: Column
    value: str


@dataclass(frozen=True)
class Row:
    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """The figures of a picture, for those who do not see it and those who redo it."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Chart:
    """A picture: ``description`` says what is seen, ``reading`` how to read it.

    ``key`` is its id on a page, and ``svg`` the template that draws it.
    """

    svg: ClassVar[str]

    key: str
    title: str
    description: str
    reading: str
    table: Table
    width: int
    height: int


@dataclass(frozen=True)
class Mark:
    """A place on an axis with what is written there."""

    at: str
    label: str


@dataclass(frozen=True)
class Words:
    """A line of text; ``anchor`` is “end” or “middle” where ``x`` is not where it starts.

    Behind it may stand a white box, ``box``, that clears lines away.
    """

    text: str
    x: str
    y: str
    box: Box
    bold: bool = False
    anchor: Anchor = "start"


@dataclass(frozen=True)
class Box:
    """A rectangle, to know what would stand on what."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    @property
    def x(self) -> str:
        return numbers.place(self.left)

    @property
    def y(self) -> str:
        return numbers.place(self.top)

    @property
    def wide(self) -> str:
        return numbers.place(self.width)

    @property
    def high(self) -> str:
        return numbers.place(self.height)

    def overlaps(self, other: Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, other: Box) -> bool:
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )

    def nearest(self, x: float, y: float) -> tuple[float, float]:
        """Return the point of the box that is nearest to another point."""
        return min(max(x, self.left), self.right), min(max(y, self.top), self.bottom)


@dataclass(frozen=True)
class Scale:
    """A straight scale: values, the lowest at ``start`` and the highest at ``end``."""

    lowest: float
    highest: float
    start: float
    end: float

    def at(self, value: float) -> float:
        part = (value - self.lowest) / (self.highest - self.lowest)
        return self.start + (self.end - self.start) * part

    def ticks(self, step: int) -> tuple[int, ...]:
        """Return round values within the scale, few enough to be read."""
        while (self.highest - self.lowest) / step >= MOST_TICKS:
            step *= 2
        first = step * math.ceil(self.lowest / step)
        return tuple(range(first, math.floor(self.highest) + 1, step))


def around(values: Iterable[float], step: int, start: float, end: float) -> Scale:
    """Return a scale from a round number below all values to a round number above."""
    known = list(values)
    lowest = step * (math.ceil(min(known) / step) - 1)
    highest = step * (math.floor(max(known) / step) + 1)
    return Scale(lowest, highest, start, end)


def marks(scale: Scale, step: int) -> tuple[Mark, ...]:
    return tuple(
        Mark(numbers.place(scale.at(value)), numbers.plain(value, 0)) for value in scale.ticks(step)
    )


def breadth(text: str, bold: bool = False, size: float = TEXT) -> float:
    """Return at least as much as a name takes; the browser and the press measure it exactly."""
    return len(text) * size * (BOLD_LETTER if bold else LETTER)


def lines(text: str, width: float = WIDTH - 2 * MARGIN) -> tuple[str, ...]:
    """Return a sentence in lines that fit the width."""
    return tuple(wrap(text, int(width / (SENTENCE_LETTER * TEXT))))


def words(
    text: str, x: float, baseline: float, bold: bool = False, anchor: Anchor = "start"
) -> Words:
    """Return words on a line, which start, end or have their middle at ``x``."""
    width = breadth(text, bold)
    left = x - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
    box = Box(left - 1, baseline - TEXT + 2, width + 2, LINE)
    return Words(text, numbers.place(x), numbers.place(baseline), box, bold, anchor)


def table(
    head: Sequence[str], rows: Iterable[Sequence[str]], worded: Collection[str] = ()
) -> Table:
    """Return a table of rows that each start with their name; ``worded`` columns hold words."""
    first, *others = head
    columns = [Column(each, each not in worded) for each in others]
    return Table(
        (Column(first, is_number=False), *columns),
        tuple(
            Row(name, tuple(Cell(of, value) for of, value in zip(columns, values, strict=True)))
            for name, *values in rows
        ),
    )
