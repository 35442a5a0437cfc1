"""Addresses of cells, and formulas in the two ways of writing them."""

from __future__ import annotations

import re

# In a formula: a text, or an address with or without its sheet, or a comma between arguments.
PARTS = re.compile(
    r"""(?P<text>"(?:[^"]|"")*")
    |(?:(?P<sheet>'(?:[^']|'')+'|[A-Za-z]+)!)?(?P<first>\$?[A-Z]{1,2}\$?\d+)(?::(?P<last>\$?[A-Z]{1,2}\$?\d+))?(?![\w(])
    |(?P<comma>,)""",
    re.VERBOSE,
)


def letter(column: int) -> str:
    """Return the letters of a column, counted from 0."""
    tens, ones = divmod(column, 26)
    return (chr(ord("A") + tens - 1) if tens else "") + chr(ord("A") + ones)


def position(address: str) -> tuple[int, int]:
    """Return the row and the column of an address such as “C7”, both counted from 0."""
    letters, digits = re.fullmatch(r"([A-Z]+)(\d+)", address).groups()  # type: ignore[union-attr]
    column = 0
    for each in letters:
        column = column * 26 + ord(each) - ord("A") + 1
    return int(digits) - 1, column - 1


def fixed(column: str, row: int) -> str:
    return f"${column}${row}"


def span(column: str, first: int, last: int) -> str:
    """Return a range in one column that stays where it is when a formula is copied."""
    return f"{fixed(column, first)}:{fixed(column, last)}"


def on(sheet: str, address: str) -> str:
    """Return an address on another sheet."""
    return f"'{sheet}'!{address}" if " " in sheet else f"{sheet}!{address}"


def open_formula(formula: str) -> str:
    """Return a formula as OpenDocument writes it."""
    return "of:=" + PARTS.sub(_part, formula)


def open_range(address: str) -> str:
    """Return a range on another sheet as OpenDocument writes it."""
    return PARTS.sub(_part, address)


def _part(found: re.Match[str]) -> str:
    if found["text"]:
        return found["text"]
    if found["comma"]:
        return ";"
    sheet = f"${found['sheet']}" if found["sheet"] else ""
    last = f":.{found['last']}" if found["last"] else ""
    return f"[{sheet}.{found['first']}{last}]"
