"""Writing a document as Word reads it: blocks in, a file out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from io import BytesIO
from itertools import pairwise
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm

from reports.word import package, pictures
from reports.word.blocks import (
    AIRY,
    BOLD,
    GAP,
    HEADINGS,
    Block,
    Contents,
    Paper,
    Paragraph,
    Picture,
    Table,
    Turn,
    Words,
)
from reports.word.setting import Setting, numbering, properties
from reports.word.tables import table
from reports.word.xml import blank, field, mark, run, style_id, w, written

# A4 in twentieths of a point, as Word measures.
SHORT_EDGE, LONG_EDGE = 11906, 16838
MARGIN = 1021
FOOT = 567


def docx(paper: Paper, made_at: int) -> bytes:
    """Return the document as a file: the same document gives the same bytes."""
    writer = Writer(paper)
    writer.write()
    package.describe(writer.document, paper, made_at)
    made = BytesIO()
    writer.document.save(made)
    return package.dated(made.getvalue(), made_at)


class Writer:
    """Writes one document from its top, remembering what it has called things."""

    def __init__(self, paper: Paper) -> None:
        self.blocks = tuple(without_empty_pages(paper.blocks))
        self.document = package.blank(paper.colour)
        self.part = self.document.part
        self.is_wide = False
        self.names: dict[str, str] = {}
        self.numberings: set[int] = set()
        self.bookmarks = 0
        self.edges = self.head_and_foot(paper)
        drawn = [each for each in self.blocks if isinstance(each, Picture)]
        self.pixels = dict(zip(drawn, pictures.pixels(drawn), strict=True))
        self.writes: dict[type, Callable[[Any], BaseOxmlElement]] = {
            Table: self.table,
            Picture: self.picture,
            Contents: self.contents,
        }

    def write(self) -> None:
        end = self.document.element.body.sectPr
        for before, block in pairwise((None, *self.blocks, None)):
            if needs_gap(before, block):
                end.addprevious(w("p", w("pPr", w("pStyle", val=style_id(GAP)))))
            if isinstance(block, Turn):
                self.turn(end.getprevious(), block)
            elif isinstance(block, Paragraph):
                is_close = isinstance(before, Table) and block.style not in AIRY
                end.addprevious(self.paragraph(block, Setting(needs_room=is_close)))
            elif block:
                end.addprevious(self.writes[type(block)](block))
        end.getparent().replace(end, self.section())

    def paragraph(self, block: Paragraph, setting: Setting) -> BaseOxmlElement:
        if block.numbering and block.numbering not in self.numberings:
            self.numberings.add(block.numbering)
            self.part.numbering_part.element.append(numbering(block.numbering))
        made = w("p", properties(block, setting))
        marks = [self.bookmark(anchor) for anchor in block.anchors]
        made.extend(start for start, _ in marks)
        for words in block.words:
            made.extend(self.words(words, block.style in BOLD))
        made.extend(end for _, end in marks)
        return made

    def bookmark(self, anchor: str) -> tuple[BaseOxmlElement, BaseOxmlElement]:
        self.bookmarks += 1
        start = w("bookmarkStart", id=self.bookmarks, name=self.name(anchor))
        return start, w("bookmarkEnd", id=self.bookmarks)

    def name(self, anchor: str) -> str:
        """Return what Word calls an anchor: letters, digits and "_", forty at most."""
        plain = "".join(each if each.isalnum() else "_" for each in anchor)[:30]
        return self.names.setdefault(anchor, f"_{plain}_{len(self.names) + 1}")

    def words(self, words: Words, is_bold: bool) -> Iterator[BaseOxmlElement]:
        if words.is_blank:
            yield from blank(words, is_bold)
        elif words.link:
            yield self.link(words, is_bold)
        else:
            yield run(words, is_bold)

    def link(self, words: Words, is_bold: bool) -> BaseOxmlElement:
        said = w("hyperlink", run(words, is_bold), history=1)
        if words.link.startswith("#"):
            said.set(qn("w:anchor"), self.name(words.link[1:]))
        else:
            leads = self.part.relate_to(words.link, RELATIONSHIP_TYPE.HYPERLINK, True)
            said.set(qn("r:id"), leads)
        return said

    def table(self, block: Table) -> BaseOxmlElement:
        room = (LONG_EDGE if self.is_wide else SHORT_EDGE) - 2 * MARGIN
        return table(block, room, self.paragraph)

    def picture(self, block: Picture) -> BaseOxmlElement:
        wide, high = pictures.size(block)
        paragraph = self.document.add_paragraph()
        shape = paragraph.add_run().add_picture(BytesIO(self.pixels[block]), Mm(wide), Mm(high))
        said = shape._inline.docPr
        said.set("title", block.title)
        said.set("descr", f"{block.title}. {block.description}".strip())
        return paragraph._p

    def contents(self, block: Contents) -> BaseOxmlElement:
        """Write the contents as Word's own, filled already: its pages come when it is updated."""
        lines = [self.line(entry.text, entry.anchor, entry.depth) for entry in block.entries]
        levels = sorted({self.level(entry.anchor) for entry in block.entries})
        code = written(f' TOC \\o "{levels[0]}-{levels[-1]}" \\h \\z ', "instrText")
        lines[0][1:1] = [mark("begin"), w("r", code), mark("separate")]
        lines[-1].append(mark("end"))
        gallery = w("docPartObj", w("docPartGallery", val="Table of Contents"), w("docPartUnique"))
        return w("sdt", w("sdtPr", gallery), w("sdtContent", *lines))

    def level(self, anchor: str) -> int:
        """Return the level of the heading that an anchor stands at."""
        for block in self.blocks:
            if isinstance(block, Paragraph) and anchor in block.anchors and block.style in HEADINGS:
                return HEADINGS.index(block.style) + 1
        return 1

    def line(self, text: str, anchor: str, depth: int) -> BaseOxmlElement:
        link = w("hyperlink", run(Words(text)), anchor=self.name(anchor), history=1)
        return w("p", w("pPr", w("pStyle", val=f"TOC{depth}")), link)

    def turn(self, last: Any, block: Turn) -> None:
        """End the pages that stand, or lie on their side; the next ones are the other way."""
        if last is not None:
            last.get_or_add_pPr().append(self.section())
        self.is_wide = block.is_wide

    def section(self) -> BaseOxmlElement:
        """Return how the pages are that end here."""
        paper = w("pgSz", w=SHORT_EDGE, h=LONG_EDGE)
        if self.is_wide:
            paper = w("pgSz", w=LONG_EDGE, h=SHORT_EDGE, orient="landscape")
        edges = dict.fromkeys(("top", "right", "bottom", "left"), MARGIN)
        margins = w("pgMar", **edges, header=FOOT, footer=FOOT, gutter=0)
        return w("sectPr", *deepcopy(self.edges), paper, margins)

    def head_and_foot(self, paper: Paper) -> list[BaseOxmlElement]:
        """Write what stands on every page, and return what refers to it."""
        first = self.document.sections[0]
        if paper.head or paper.marks:
            head = first.header.paragraphs[0]._p
            separator = " · " if paper.head and paper.marks else ""
            head.append(run(Words(paper.head + separator)))
            head.append(run(Words(paper.marks, is_strong=True)))
        foot = first.footer.paragraphs[0]
        foot._p.append(run(Words(f"{paper.foot} · Page ")))
        foot._p.append(field("PAGE", "1"))
        foot._p.append(run(Words(" of ")))
        foot._p.append(field("NUMPAGES", "1"))
        return [
            deepcopy(each) for each in first._sectPr.xpath("w:headerReference|w:footerReference")
        ]


def needs_gap(before: Block | None, block: Block | None) -> bool:
    """Say whether Word wants a paragraph there, if only an empty one.

    Two tables without one between them would become one, and what ends pages stands in one.
    """
    if isinstance(before, Table):
        return not isinstance(block, Paragraph)
    return isinstance(before, Contents) and isinstance(block, Turn)


def without_empty_pages(found: tuple[Block, ...]) -> Iterator[Block]:
    """Leave out turns that nothing is read after: each begins a page."""
    for block, following in pairwise((*found, None)):
        if block and not (isinstance(block, Turn) and isinstance(following, Turn | None)):
            yield block
