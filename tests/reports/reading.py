"""Reading pages and PDFs as a person would: their words, and the figures in their tables."""

from __future__ import annotations

from collections.abc import Iterable
from html.parser import HTMLParser
from io import BytesIO

from pypdf import PdfReader


class Words(HTMLParser):
    """Collects what is written in the page's content, and the cells of its tables."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.rows: list[list[str]] = []
        self.in_cell = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th") and self.rows:
            self.rows[-1].append("")
            self.in_cell = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self.in_cell = False

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        if self.in_cell:
            self.rows[-1][-1] += data


def read(html: str) -> Words:
    words = Words()
    words.feed(html)
    return words


def squeezed(text: str) -> str:
    """Return the text without any white space: lines break elsewhere on paper."""
    return "".join(text.split())


def page_text(html: str) -> str:
    return squeezed("".join(read(html).words))


def pdf_text(pdf: bytes) -> str:
    return squeezed("".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages))


def bookmarks(pdf: bytes) -> list[str]:
    return list(_titles(PdfReader(BytesIO(pdf)).outline))


def _titles(outline: object) -> Iterable[str]:
    if isinstance(outline, list):
        for each in outline:
            yield from _titles(each)
    else:
        yield str(getattr(outline, "title", ""))


def fonts(pdf: bytes) -> set[str]:
    """Return the names of all fonts that a page uses."""
    found = set()
    for page in PdfReader(BytesIO(pdf)).pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            found.add(str(font.get_object()["/BaseFont"]))
    return found


def number(written: str) -> float:
    """Return a number as it was printed, with its true minus sign."""
    return float(written.replace("−", "-").replace(",", "").rstrip("%"))
