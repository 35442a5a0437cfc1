"""What a document is made of, whatever it is written as: paragraphs, tables, pictures.

Styles have the names that Word itself uses, so that a council's template restyles all of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

NORMAL = "Normal"
TITLE = "Title"
HEADINGS = tuple(f"Heading {level}" for level in range(1, 7))
CAPTION = "Caption"
LEAD = "Intense Quote"
BOXED = "Block Text"
SMALL = "Body Text 3"
SMALL_IN_LIST = "Body Text Indent 3"
TERM = "List"
GAP = "No Spacing"
DEEPEST_LIST = 3
# What is bold already, in which words of weight need no more of it.
BOLD = {TITLE, *HEADINGS, CAPTION, LEAD}
# What leaves room above itself.
AIRY = {TITLE, *HEADINGS, CAPTION}


@dataclass(frozen=True)
class Words:
    """A run of text; "\\n" is a new line. ``link`` is an address, or "#" and an anchor.

    ``is_blank`` is what people are to fill in.
    """

    text: str
    is_strong: bool = False
    is_emphatic: bool = False
    is_blank: bool = False
    link: str = ""


@dataclass(frozen=True)
class Paragraph:
    """Words in a style. ``numbering`` tells numbered lists apart, each of which starts at 1."""

    style: str
    words: tuple[Words, ...]
    anchors: tuple[str, ...] = ()
    keeps_with_next: bool = False
    starts_page: bool = False
    numbering: int = 0

    @property
    def text(self) -> str:
        return "".join(each.text for each in self.words)


@dataclass(frozen=True)
class Picture:
    """A drawing as SVG, as large as it is on paper, and what it shows in words."""

    svg: str
    units_wide: float
    units_high: float
    title: str
    description: str


@dataclass(frozen=True)
class Cell:
    blocks: tuple[Block, ...]
    across: int = 1
    down: int = 1
    is_header: bool = False
    is_number: bool = False

    @property
    def text(self) -> str:
        return "\n".join(each.text for each in self.blocks if isinstance(each, Paragraph))


@dataclass(frozen=True)
class Row:
    cells: tuple[Cell, ...]
    is_head: bool = False


@dataclass(frozen=True)
class Table:
    """Rows of cells. ``title`` says what it is about, also where no caption is seen.

    One that ``is_dense`` has many columns of figures, and is set smaller.
    """

    rows: tuple[Row, ...]
    title: str
    is_dense: bool = False

    @property
    def heads(self) -> tuple[str, ...]:
        """Return the words at the heads of the columns."""
        cells = (cell for row in self.rows if row.is_head for cell in row.cells)
        return tuple(cell.text for cell in cells if cell.text)


@dataclass(frozen=True)
class Entry:
    """A line of the contents and the anchor it leads to."""

    text: str
    anchor: str
    depth: int = 1


@dataclass(frozen=True)
class Contents:
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Turn:
    """From here on pages lie on their side, or stand again."""

    is_wide: bool


Block: TypeAlias = Paragraph | Table | Picture | Contents | Turn


@dataclass(frozen=True)
class Paper:
    """A whole document, what is said of it, and what stands at the edges of its pages.

    ``marks`` tell a draft and a part; ``colour`` is an organisation's own, in hexadecimal digits.
    """

    title: str
    author: str
    subject: str
    made_with: str
    language: str
    head: str
    marks: str
    foot: str
    colour: str
    blocks: tuple[Block, ...] = field(repr=False)
