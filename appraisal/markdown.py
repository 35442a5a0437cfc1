"""Markdown for the document of the method: tables, links, figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

Lines = Iterator[str]


def table(head: list[str], rows: Iterable[list[str]]) -> Lines:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(cell(text) for text in row)} |"
    yield ""


def cell(text: str) -> str:
    return one_line(text).replace("|", "\\|")


def one_line(text: str) -> str:
    return " ".join(text.split())


def paragraph(text: str) -> Lines:
    yield one_line(text)
    yield ""


def heading(depth: int, title: str, anchor: str = "") -> Lines:
    """Yield a heading; ``anchor`` is what links lead to when the title is too long for it."""
    if anchor:
        yield f'<a id="{anchor}"></a>'
        yield ""
    yield f"{'#' * depth} {title}"
    yield ""


def anchor_of(title: str) -> str:
    """Return the anchor that Markdown readers give a heading of plain words."""
    kept = "".join(sign for sign in title.lower() if sign.isalnum() or sign in " -")
    return kept.replace(" ", "-")


def link(words: str, anchor: str) -> str:
    return f"[{words}](#{anchor})"


def percent(share: Fraction | float, places: int = 0) -> str:
    return f"{float(share) * 100:.{places}f}%"


def decimal(value: Fraction | float, places: int) -> str:
    return f"{float(value):.{places}f}".replace("-", "−")


def number(value: Fraction | float) -> str:
    return f"{float(value):g}".replace("-", "−")


def signed(value: Fraction) -> str:
    return f"{float(value):+g}".replace("-", "−")
