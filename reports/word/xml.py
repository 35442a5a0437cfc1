"""Building the XML that Word reads, element in element."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from reports.word.blocks import Words

# A line of its own for each new line and tab, which are elements in Word.
PIECES = re.compile(r"(\n|\t)")
BLANK = re.compile(r"(_{3,})")


def w(tag: str, *children: BaseOxmlElement, **attributes: str | int) -> BaseOxmlElement:
    """Return an element of WordprocessingML."""
    said = {qn(f"w:{name}"): str(value) for name, value in attributes.items()}
    element = cast(BaseOxmlElement, OxmlElement(f"w:{tag}", attrs=said))
    element.extend(children)
    return element


def run(words: Words, is_bold: bool = False) -> BaseOxmlElement:
    """Return words in the character style that their weight asks for."""
    made = w("r")
    style = character_style(words, is_bold)
    if style:
        made.append(w("rPr", w("rStyle", val=style)))
    made.extend(pieces(words.text))
    return made


def character_style(words: Words, is_bold: bool) -> str:
    if words.link:
        return "Hyperlink"
    # A style of weight within bold words would turn them back.
    if words.is_strong and not is_bold:
        return "Strong"
    return "Emphasis" if words.is_emphatic else ""


def pieces(text: str) -> Iterator[BaseOxmlElement]:
    for piece in PIECES.split(text):
        if piece == "\n":
            yield w("br")
        elif piece == "\t":
            yield w("tab")
        elif piece:
            yield written(piece)


def blank(words: Words, is_bold: bool) -> Iterator[BaseOxmlElement]:
    """Return a blank and what it is for: clicked, it is typed over, as in a form."""
    asked = ""
    for piece in BLANK.split(words.text):
        if BLANK.match(piece):
            name = asked.strip(" :") or "To fill in"
            empty = w("r", w("rPr", w("rStyle", val="PlaceholderText")), written(piece))
            said = w("sdtPr", w("alias", val=name), w("showingPlcHdr"), w("text"))
            yield w("sdt", said, w("sdtContent", empty))
        elif piece:
            asked = piece
            yield run(replace(words, text=piece), is_bold)


def written(text: str, tag: str = "t") -> BaseOxmlElement:
    made = w(tag)
    made.text = text
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def field(code: str, shown: str) -> BaseOxmlElement:
    """Return what Word works out itself, such as the number of the page."""
    return w("fldSimple", run(Words(shown)), instr=code)


def mark(kind: str) -> BaseOxmlElement:
    """Return where a field of several paragraphs begins, shows its result or ends."""
    return w("r", w("fldChar", fldCharType=kind))


def style_id(style: str) -> str:
    """Return what a style is called inside the file."""
    return "TOC" + style[4:] if style.startswith("TOC ") else style.replace(" ", "")
