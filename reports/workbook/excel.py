"""The workbook as Excel takes it: formulas with their values, texts as texts."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from math import ceil
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from reports.workbook.formulas import position
from reports.workbook.sheet import (
    Blank,
    Cell,
    Choices,
    Formula,
    Limits,
    Number,
    Paper,
    Row,
    Sheet,
    Shown,
    Style,
    Text,
    Workbook,
)

FORMATS: dict[Shown, str] = {
    "": "General",
    "plain": "General",
    "whole": "0",
    "share": "0.00%",
    "score": "0.0",
    "thousandths": "0.000",
    "spread": "0.000000",
    "strength": '+0.00;"−"0.00;0',
    "points": '+0.000;"−"0.000;0',
    "centred": '+0.0000;"−"0.0000;0',
}
# A small whole number stands in the middle, clear of the words beside it.
ALIGNED: dict[Shown, str] = {"plain": "right", "whole": "center"}
PAPERS: dict[Paper, int] = {"A4": 9, "A3": 8}
FONT = "Arial"
# Excel holds no more in a cell.
MOST_CHARACTERS = 32_767
CUT = " … (cut here: a cell holds no more; the whole is in the report)"
# Letters of our font that fit where one figure of Excel’s does.
LETTERS = 1.2
# In points.
DEFAULT_HEIGHT = 12.75
MOST_HEIGHT = 409
POINTS_A_LINE = 1.28
ROOM = 2
NOT_ALLOWED = "Not a possible answer"
CHOOSE = "Choose one of the list. An answer that is not on it moves no score."


def as_xlsx(book: Workbook) -> bytes:
    """Return the workbook as a file of Excel."""
    written = BytesIO()
    file = xlsxwriter.Workbook(
        written,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
    )
    describe(file, book)
    styles = Styles(file)
    for sheet in book.sheets:
        write(file.add_worksheet(sheet.name), sheet, styles, book.footer)
    file.close()
    return written.getvalue()


def describe(file: xlsxwriter.Workbook, book: Workbook) -> None:
    made_at = datetime.fromtimestamp(book.made_at, UTC).replace(tzinfo=None)
    file.set_properties({"title": book.title, "subject": book.subject, "created": made_at})
    file.set_custom_property("Language", "en-GB")
    # Worked out anew on opening, whatever values were stored.
    file.set_calc_mode("auto")


class Styles:
    """Each style as this file's format, made once."""

    def __init__(self, file: xlsxwriter.Workbook) -> None:
        self.file = file
        self.made: dict[Style, Format] = {}

    def of(self, style: Style) -> Format:
        if style not in self.made:
            self.made[style] = self.file.add_format(_properties(style))
        return self.made[style]


def _properties(style: Style) -> dict[str, Any]:
    properties: dict[str, Any] = {
        "font_name": FONT,
        "font_size": style.size,
        "bold": style.bold,
        "text_wrap": style.wrap,
        "valign": "top",
        "num_format": FORMATS[style.shown],
    }
    if style.fill:
        properties["bg_color"] = style.fill
    if style.border:
        properties |= {"border": 1, "border_color": "#8A949E"}
    if style.shown in ALIGNED:
        properties["align"] = ALIGNED[style.shown]
    return properties


def height(sheet: Sheet, cells: Row) -> float:
    """Return how high a row must be for its longest text. Not every program finds out itself."""
    needed = [
        lines(cell, width) * cell.style.size * POINTS_A_LINE
        for cell, width in zip(cells, sheet.widths, strict=False)
        if isinstance(cell, Text | Formula)
    ]
    return min(max(needed, default=DEFAULT_HEIGHT) + ROOM, MOST_HEIGHT)


def lines(cell: Text | Formula, width: float) -> int:
    words = cell.text if isinstance(cell, Text) else str(cell.value)
    if not cell.style.wrap or (isinstance(cell, Formula) and isinstance(cell.value, float)):
        return 1
    return sum(max(1, ceil(len(line) / (width * LETTERS))) for line in words.split("\n"))


def write(page: Worksheet, sheet: Sheet, styles: Styles, footer: str) -> None:
    for at, cells in enumerate(sheet.rows):
        page.set_row(at, height(sheet, cells))
        for column, cell in enumerate(cells):
            if cell is not None:
                write_cell(page, at, column, cell, styles.of(cell.style))
    for column, width in enumerate(sheet.widths):
        page.set_column(column, column, width)
    for rule in sheet.rules:
        allowed = _from_list(rule) if isinstance(rule, Choices) else _between(rule)
        page.data_validation(*position(rule.cell) * 2, allowed)
    if sheet.frozen or sheet.fixed:
        page.freeze_panes(sheet.frozen, sheet.fixed)
    for_paper(page, sheet, footer)


def write_cell(page: Worksheet, row: int, column: int, cell: Cell, style: Format) -> None:
    match cell:
        case Text():
            page.write_string(row, column, fitting(cell.text), style)
        case Number():
            page.write_number(row, column, cell.value, style)
        case Formula():
            page.write_formula(row, column, f"={cell.formula}", style, cell.value)
        case Blank():
            page.write_blank(row, column, None, style)


def fitting(words: str) -> str:
    if len(words) <= MOST_CHARACTERS:
        return words
    return words[: MOST_CHARACTERS - len(CUT)] + CUT


def _from_list(choices: Choices) -> dict[str, Any]:
    return {
        "validate": "list",
        "source": f"={choices.range}" if choices.range else list(choices.words),
        "error_title": NOT_ALLOWED,
        "error_message": CHOOSE,
    }


def _between(limits: Limits) -> dict[str, Any]:
    return {
        "validate": "decimal",
        "criteria": "between",
        "minimum": limits.low,
        "maximum": limits.high,
        "error_title": "Not a possible number",
        "error_message": f"Type a number from {limits.low:g} to {limits.high:g}.",
    }


def for_paper(page: Worksheet, sheet: Sheet, footer: str) -> None:
    page.set_landscape()
    page.set_paper(PAPERS[sheet.paper])
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
    page.set_footer(f"&L{footer.replace('&', '&&')}&C&A&RPage &P of &N")
    if sheet.head:
        page.repeat_rows(sheet.head - 1)
