"""How a paragraph is set where its style alone does not say so."""

from __future__ import annotations

from dataclasses import dataclass

from docx.oxml.xmlchemy import BaseOxmlElement

from reports.word.blocks import DEEPEST_LIST, NORMAL, Paragraph
from reports.word.xml import style_id, w

ROOM_AFTER_TABLE = 160
# numbering.xml has two lists: one for all bullets, and the one that numbered lists are copies of.
LISTS = 2
NUMBERED = 2


@dataclass(frozen=True)
class Setting:
    """What its place asks of a paragraph."""

    is_right: bool = False
    is_head: bool = False
    needs_room: bool = False


def numbered(block: Paragraph) -> BaseOxmlElement:
    """Say which numbered list an item belongs to, as each of them starts at 1."""
    deep = int(block.style[-1]) - 1 if block.style[-1].isdigit() else 0
    return w("numPr", w("ilvl", val=deep), w("numId", val=LISTS + block.numbering))


def numbering(number: int) -> BaseOxmlElement:
    """Return a numbered list that starts at 1 at every depth."""
    starts = [
        w("lvlOverride", w("startOverride", val=1), ilvl=deep) for deep in range(DEEPEST_LIST)
    ]
    return w("num", w("abstractNumId", val=NUMBERED), *starts, numId=LISTS + number)


def properties(block: Paragraph, setting: Setting) -> BaseOxmlElement:
    """Return the properties in the order that Word asks for."""
    made = w("pPr")
    if block.style != NORMAL:
        made.append(w("pStyle", val=style_id(block.style)))
    if block.keeps_with_next or setting.is_head:
        made.append(w("keepNext"))
    if block.keeps_with_next:
        made.append(w("keepLines"))
    if block.starts_page:
        made.append(w("pageBreakBefore"))
    if block.numbering:
        made.append(numbered(block))
    if setting.needs_room:
        made.append(w("spacing", before=ROOM_AFTER_TABLE))
    if setting.is_right:
        made.append(w("jc", val="right"))
    return made
