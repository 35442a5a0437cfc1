"""A workbook as plain facts, described once and written to Excel's format and to OpenDocument's.

A formula is in the words of Excel and travels with the value it came to when the result was
found, so that a viewer which does not calculate shows the right number too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from appraisal.cells import harmless

# How a number is shown; it is stored in full.
Shown = Literal[
    "", "plain", "whole", "share", "score", "thousandths", "spread", "strength", "points", "centred"
]
Paper = Literal["A4", "A3"]


@dataclass(frozen=True)
class Style:
    bold: bool = False
    size: int = 10
    wrap: bool = False
    fill: str = ""
    border: bool = False
    shown: Shown = ""

    def as_number(self, shown: Shown) -> Style:
        return replace(self, shown=shown)


TITLE = Style(bold=True, size=16)
HEADING = Style(bold=True, size=12)
LINE = Style()
LABEL = Style(bold=True, wrap=True)
TEXT = Style(wrap=True)
HEAD = Style(bold=True, wrap=True, fill="#DDE5EC", border=True)
CELL = Style(wrap=True, border=True)
STRONG = Style(bold=True, wrap=True, border=True)
# What the reader may change. Its column's head says so too, as colour alone tells not everyone.
INPUT = Style(wrap=True, fill="#FFF2B3", border=True)


@dataclass(frozen=True)
class Text:
    text: str
    style: Style = CELL


@dataclass(frozen=True)
class Number:
    value: float
    style: Style


@dataclass(frozen=True)
class Formula:
    """``formula`` without its equals sign; ``value`` is what it came to, as found."""

    formula: str
    value: float | str
    style: Style


@dataclass(frozen=True)
class Blank:
    """An empty cell that is drawn: one to fill in, or a gap in a table."""

    style: Style = CELL


Cell = Text | Number | Formula | Blank
Row = tuple[Cell | None, ...]


@dataclass(frozen=True)
class Choices:
    """A cell that takes one of the texts standing in a range of cells, or one of a few words."""

    cell: str
    range: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Limits:
    """A cell that takes a number between two."""

    cell: str
    low: float
    high: float


Rule = Choices | Limits


@dataclass(frozen=True)
class Sheet:
    """One sheet. ``frozen`` rows from the top and ``fixed`` columns from the left stay in view;
    the row ``head`` is repeated on every page of paper. ``widths`` are in characters."""

    name: str
    rows: tuple[Row, ...]
    widths: tuple[float, ...]
    frozen: int = 0
    fixed: int = 0
    head: int | None = None
    rules: tuple[Rule, ...] = ()
    paper: Paper = "A4"


@dataclass(frozen=True)
class Workbook:
    """All sheets, with what a file says about itself. ``made_at`` is in seconds since 1970."""

    title: str
    subject: str
    footer: str
    made_at: int
    sheets: tuple[Sheet, ...]


def text(words: str, style: Style = CELL) -> Text:
    """Return a text that no spreadsheet takes for anything else."""
    return Text(harmless(words), style)


def row(*cells: Cell | None) -> Row:
    return cells


def head(*titles: str | None) -> Row:
    """Return the head of a table; None where a column is not part of it."""
    return tuple(None if title is None else text(title, HEAD) for title in titles)


def top(title: str, sentences: Iterable[str], rows: int) -> list[Row]:
    """Return the first rows of a sheet: its title, what it is, and empty ones up to its table."""
    lines: list[Row] = [row(text(title, TITLE)), *(row(text(each, LINE)) for each in sentences)]
    return lines + [()] * (rows - len(lines))


def number(value: float, shown: Shown, style: Style = CELL) -> Number:
    return Number(float(value), style.as_number(shown))


def formula(words: str, value: float | str, shown: Shown = "", style: Style = CELL) -> Formula:
    return Formula(words, value, style.as_number(shown))


def texts(words: Sequence[str], style: Style = CELL) -> Row:
    return tuple(text(each, style) for each in words)
