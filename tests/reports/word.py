"""Reading Word documents, and the HTML they were written from, as a person would."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from docx import Document
from docx.oxml.ns import qn
from lxml import etree
from lxml import html as lxml_html

from reports.word.reading import legible
from tests.reports.reading import squeezed

UNSEEN = "//head|//svg|//script|//style|//*[contains(@class, 'govuk-visually-hidden')]"


class Word:
    """A Word document, opened."""

    def __init__(self, file: bytes) -> None:
        self.zip = ZipFile(BytesIO(file))
        self.document = Document(BytesIO(file))
        self.body = self.document.element.body

    def part(self, name: str) -> Any:
        return etree.fromstring(self.zip.read(name))

    def find(self, path: str) -> Any:
        return self.body.xpath(path)

    @property
    def text(self) -> str:
        """Return all that is written, from top to bottom, without white space."""
        return squeezed("".join(each.text or "" for each in self.body.iter(qn("w:t"))))

    @property
    def headings(self) -> list[tuple[int, str]]:
        """Return the level and words of each heading; the title is above all others."""
        return [
            (level_of(each.style.name), squeezed(each.text))
            for each in self.document.paragraphs
            if each.style and each.style.name and each.style.name.startswith(("Heading", "Title"))
        ]

    @property
    def paragraphs(self) -> list[tuple[str, str]]:
        """Return the style and words of each paragraph that stands in no table."""
        return [
            (str(each.style and each.style.name), each.text) for each in self.document.paragraphs
        ]

    @property
    def foot(self) -> str:
        footer = self.document.sections[0].footer
        return "".join(each.text or "" for each in footer._element.iter(qn("w:t")))

    @property
    def head(self) -> str:
        return str(self.document.sections[0].header.paragraphs[0].text)


def level_of(style: str) -> int:
    return 1 if style == "Title" else int(style.removeprefix("Heading "))


def seen(page: str) -> Any:
    """Return the HTML without what nobody sees on paper."""
    tree: Any = lxml_html.fromstring(legible(page))
    for each in tree.xpath(UNSEEN):
        each.drop_tree()
    return tree


def html_text(page: str) -> str:
    return squeezed(seen(page).text_content())


def html_headings(page: str) -> list[tuple[int, str]]:
    return [
        (int(each.tag[1]), squeezed(each.text_content()))
        for each in seen(page).iter("h1", "h2", "h3", "h4", "h5", "h6")
    ]


def pictures(page: str) -> list[tuple[str, str]]:
    """Return the title and the description of each picture."""
    found = re.findall(r"<svg.*?<title>(.*?)</title>.*?<desc>(.*?)</desc>", page, re.S)
    return [(spoken(title), spoken(desc)) for title, desc in found]


def spoken(text: str) -> str:
    return " ".join(unescape(text).split())


def measures(word: Word) -> Iterator[str]:
    """Return every length, as Word has them: a fraction makes it call the file broken."""
    for each in word.body.iter(qn("w:gridCol"), qn("w:tcW"), qn("w:tblW"), qn("w:pgSz")):
        yield each.get(qn("w:w"))
