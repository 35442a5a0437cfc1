"""The columns of a table: where each cell stands among them, and how wide they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reports.word.blocks import Cell, Paragraph, Row, Table

# In twentieths of a point, as Word measures: a letter of Arial, a little generously, and the room
# at both sides of a cell.
LETTER = {"Plain Table 2": 108, "Plain Table 4": 92}
SIDES = {"Plain Table 2": 140, "Plain Table 4": 100}
BOLDER = 1.1
# More columns than stand side by side at the size of other tables.
MANY = 7
# Words longer than this may be broken; texts as short as this are not.
LONGEST_WORD = 18
SHORT = 14
# Beyond this length a text makes its column no wider.
LONG = 90


@dataclass(frozen=True)
class Place:
    """A cell and the column it begins in; ``goes_on`` if it only goes on from above."""

    cell: Cell
    column: int
    goes_on: bool = False


@dataclass(frozen=True)
class Line:
    """A line of a cell, and what it would take to set it."""

    text: str
    is_head: bool
    is_bold: bool

    @property
    def least(self) -> float:
        """Return how many letters wide it is when broken wherever it may be."""
        words = max(map(len, self.text.replace("-", "- ").split()), default=0)
        broken = min(words, LONGEST_WORD)
        whole = len(self.text)
        least = whole if whole <= SHORT and not self.is_head else broken
        return least * (BOLDER if self.is_bold else 1)

    @property
    def whole(self) -> float:
        return self.least if self.is_head else max(self.least, min(len(self.text), LONG))


def is_dense(table: Table) -> bool:
    return columns(table) > MANY


def style(table: Table) -> str:
    return "Plain Table 4" if is_dense(table) else "Plain Table 2"


def columns(table: Table) -> int:
    return max((sum(cell.across for cell in row.cells) for row in table.rows), default=0)


def placed(rows: Iterable[Row]) -> Iterator[tuple[Row, tuple[Place, ...]]]:
    """Return each row with the column of each of its cells, those from above among them."""
    below: dict[int, tuple[Cell, int]] = {}
    for row in rows:
        found, below = in_columns(row, below)
        yield row, tuple(found)


def in_columns(
    row: Row, above: dict[int, tuple[Cell, int]]
) -> tuple[list[Place], dict[int, tuple[Cell, int]]]:
    """Return the places of a row's cells, and by column those that go on in the next row."""
    found: list[Place] = []
    below: dict[int, tuple[Cell, int]] = {}
    waiting = list(row.cells)
    column = 0
    while waiting or any(each >= column for each in above):
        goes_on = column in above
        if not goes_on and not waiting:
            column += 1
            continue
        cell, left = above[column] if goes_on else (waiting[0], waiting.pop(0).down)
        found.append(Place(cell, column, goes_on))
        if left > 1:
            below[column] = (cell, left - 1)
        column += cell.across
    return found, below


def widths(table: Table, room: int) -> list[int]:
    """Return how wide the columns are, which fill the room between them.

    Each has room for its longest word. What is left goes to those with longer texts, the more the
    longer they are; where there are none, to the first, which names the rows.
    """
    letter, sides = LETTER[style(table)], SIDES[style(table)]
    lines = lines_by_column(table)
    least = [letter * max((each.least for each in column), default=0) + sides for column in lines]
    whole = [letter * max((each.whole for each in column), default=0) + sides for column in lines]
    lacks = [want - width for want, width in zip(whole, least, strict=True)]
    left = room - sum(least)
    if left < 0:
        made = [width * room / sum(least) for width in least]
    else:
        most = sum(lacks) or 1
        made = [width + left * lack / most for width, lack in zip(least, lacks, strict=True)]
    others = list(map(int, made[1:]))
    return [room - sum(others), *others]


def lines_by_column(table: Table) -> list[list[Line]]:
    """Return what stands in each column alone, not across several."""
    found: list[list[Line]] = [[] for _ in range(columns(table))]
    for row, places in placed(table.rows):
        for place in places:
            if place.cell.across == 1 and not place.goes_on:
                found[place.column] += lines(place.cell, row.is_head)
    return found


def lines(cell: Cell, is_head: bool) -> Iterator[Line]:
    for block in cell.blocks:
        if isinstance(block, Paragraph):
            is_bold = any(words.is_strong for words in block.words)
            for text in block.text.split("\n"):
                yield Line(text, is_head, is_bold)
