"""The columns of a table: where each cell stands among them, and how wide they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reports.word.blocks import Cell, Paragraph, Row, Table

# In twentieths of a point, as Word measures: a letter of Arial, a little generously, and the room
# at both sides of a cell.
LETTER = {"Plain Table 2": 106, "Plain Table 4": 90}
SIDES = {"Plain Table 2": 140, "Plain Table 4": 100}
BOLDER = 1.1
# Words longer than this may be broken; texts as short as this are not.
LONGEST_WORD = 18
SHORT = 14
# A column with four times the text gets not four times the room, but this power of it.
DAMPED = 0.7


@dataclass(frozen=True)
class Place:
    """A cell and the column it begins in; ``goes_on`` if it only goes on from above."""

    cell: Cell
    column: int
    goes_on: bool = False


@dataclass(frozen=True)
class Line:
    """A line of a cell, and how many letters wide it is."""

    text: str
    is_head: bool
    is_bold: bool

    @property
    def least(self) -> float:
        """Return how wide it is when broken wherever it may be."""
        words = max(map(len, self.text.replace("-", "- ").split()), default=0)
        is_whole = len(self.text) <= SHORT and not self.is_head
        return self.scaled(len(self.text) if is_whole else min(words, LONGEST_WORD))

    @property
    def whole(self) -> float:
        """Return how wide it would like to be; a head is happy to be broken."""
        return self.least if self.is_head else max(self.least, self.scaled(len(self.text)))

    def scaled(self, letters: int) -> float:
        # One more, as some letters are wider than others.
        return (letters + 1) * (BOLDER if self.is_bold else 1)


def style(table: Table) -> str:
    return "Plain Table 4" if table.is_dense else "Plain Table 2"


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

    Each has room for its longest word. What is left goes to those that would rather not be broken,
    the more the more they say; and in the end to the first, which names the rows.
    """
    letter, sides = LETTER[style(table)], SIDES[style(table)]
    lines = lines_by_column(table)
    least = [letter * max((each.least for each in column), default=0) + sides for column in lines]
    whole = [letter * max((each.whole for each in column), default=0) + sides for column in lines]
    said = [sum(len(each.text) for each in column) for column in lines]
    if sum(least) > room:
        made = [width * room / sum(least) for width in least]
    else:
        made = shared(room, least, whole, said)
    others = list(map(int, made[1:]))
    return [room - sum(others), *others]


def shared(room: float, least: list[float], whole: list[float], said: list[int]) -> list[float]:
    """Share out the room by what columns say, to none more than it would like to have."""
    made = list(least)
    hungry = [at for at in range(len(made)) if whole[at] > made[at]]
    while hungry and room - sum(made) > 1:
        left = room - sum(made)
        parts = {at: max(said[at], 1) ** DAMPED for at in hungry}
        for at, part in parts.items():
            made[at] = min(whole[at], made[at] + left * part / sum(parts.values()))
        hungry = [at for at in hungry if whole[at] > made[at]]
    return made


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
