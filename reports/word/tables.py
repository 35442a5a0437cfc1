"""Tables as Word reads them: their head repeats, and their first column names the rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from docx.oxml.xmlchemy import BaseOxmlElement

from reports.word.blocks import Paragraph, Row, Table
from reports.word.columns import Place, placed, style, widths
from reports.word.setting import Setting
from reports.word.xml import style_id, w

# A row longer than this may go on on the next page.
MOST_TOGETHER = 700
MOST_LINES_TOGETHER = 12

Write = Callable[[Paragraph, Setting], BaseOxmlElement]


def table(block: Table, room: int, write: Write) -> BaseOxmlElement:
    """Return the table, as wide as the room it has."""
    wide = widths(block, room)
    return w(
        "tbl",
        w(
            "tblPr",
            w("tblStyle", val=style_id(style(block))),
            w("tblW", w=room, type="dxa"),
            w("tblLayout", type="fixed"),
            look(block),
            w("tblCaption", val=block.title),
            w("tblDescription", val=described(block)),
        ),
        w("tblGrid", *(w("gridCol", w=each) for each in wide)),
        *rows(block, wide, write),
    )


def rows(block: Table, wide: list[int], write: Write) -> Iterator[BaseOxmlElement]:
    for row, places in placed(block.rows):
        said = w("trPr")
        if stays_together(row):
            said.append(w("cantSplit"))
        if row.is_head:
            said.append(w("tblHeader"))
        setting = Setting(is_head=row.is_head)
        yield w("tr", said, *(cell(each, wide, setting, write) for each in places))


def cell(place: Place, wide: list[int], setting: Setting, write: Write) -> BaseOxmlElement:
    said = w("tcPr", w("tcW", w=sum(wide[place.column :][: place.cell.across]), type="dxa"))
    if place.cell.across > 1:
        said.append(w("gridSpan", val=place.cell.across))
    if place.cell.down > 1:
        said.append(w("vMerge", val="continue" if place.goes_on else "restart"))
    setting = replace(setting, is_right=place.cell.is_number)
    paragraphs = [each for each in place.cell.blocks if isinstance(each, Paragraph)]
    inside = [write(each, setting) for each in paragraphs if not place.goes_on]
    return w("tc", said, *(inside or [w("p")]))


def look(table: Table) -> BaseOxmlElement:
    """Say which row and column name the others."""
    has_head = any(row.is_head for row in table.rows)
    has_names = all(row.cells[0].is_header for row in table.rows if row.cells)
    return w(
        "tblLook",
        val=f"{0x0600 + 0x20 * has_head + 0x80 * has_names:04X}",
        firstRow=int(has_head),
        lastRow=0,
        firstColumn=int(has_names),
        lastColumn=0,
        noHBand=1,
        noVBand=1,
    )


def described(table: Table) -> str:
    """Say what a table has, for those who cannot see it at a glance."""
    count = sum(not row.is_head for row in table.rows)
    rows = f"{count} row{'' if count == 1 else 's'}."
    heads = "; ".join(dict.fromkeys(table.heads))
    return f"{rows} Columns: {heads}." if heads else rows


def stays_together(row: Row) -> bool:
    """Say whether a row is short enough to go to the next page as a whole."""
    texts = [each.text for each in row.cells]
    return (
        len("".join(texts)) < MOST_TOGETHER
        and max((text.count("\n") for text in texts), default=0) < MOST_LINES_TOGETHER
    )
