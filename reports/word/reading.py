"""Reading the report: HTML for paper in, blocks of a document out.

It goes by what elements are (headings, lists, tables, figures) and, where HTML has no element for
it, by the few classes that static/print.css documents at its head.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from tinyhtml5 import parse

from reports.word import blocks
from reports.word.blocks import (
    Block,
    Cell,
    Contents,
    Entry,
    Paper,
    Paragraph,
    Picture,
    Row,
    Table,
    Turn,
    Words,
)
from reports.word.elements import (
    SVG,
    classes,
    has_many_columns,
    is_block,
    is_dense,
    is_hidden,
    is_inside,
    plain_svg,
    squeezed,
    text_of,
)
from reports.word.phrases import Phrase, Voice, line, phrases

HEADINGS = {f"h{level}": style for level, style in enumerate(blocks.HEADINGS, start=1)}
COLOUR = re.compile(r"--colour:\s*#([0-9a-f]{6})\b", re.I)
OUR_COLOUR = "0b5559"
# Line breaks of old typewriters, which people paste from Word.
BREAKS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
# What XML cannot hold at all, and nobody can see.
ILLEGAL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Place:
    """Where in the document we are reading."""

    style: str = blocks.NORMAL
    depth: int = 0
    is_strong: bool = False
    is_kept: bool = False
    is_typed: bool = False
    is_dense: bool = False

    @property
    def voice(self) -> Voice:
        return Voice(is_strong=self.is_strong, is_typed=self.is_typed)


def read(html: str) -> Paper:
    """Return the document that the HTML describes."""
    root = parse(legible(html), namespace_html_elements=False)
    body = root.find("body")
    said = {meta.get("name"): meta.get("content", "") for meta in root.iter("meta")}
    return Paper(
        title=squeezed(root.findtext("head/title") or ""),
        author=said.get("author", ""),
        subject=said.get("description", ""),
        made_with=said.get("generator", ""),
        language=root.get("lang", "en-GB"),
        head=body.get("data-header", ""),
        marks=body.get("data-marks", ""),
        foot=body.get("data-footer", ""),
        colour=colour_of(root),
        blocks=tuple(Reader(body).everything()),
    )


def colour_of(root: Element) -> str:
    """Return the colour that the report's own style sets, or that of print.css."""
    said = "".join(style.text or "" for style in root.iter("style"))
    found = COLOUR.search(said)
    return found[1] if found else OUR_COLOUR


def legible(html: str) -> str:
    """Return the text without what a file of XML could not hold."""
    return ILLEGAL.sub("", BREAKS.sub("\n", html))


class Reader:
    """Reads one document from its top, remembering what the next block has to know."""

    def __init__(self, body: Element) -> None:
        self.body = body
        self.linked = {a.get("href", "")[1:] for a in body.iter("a") if is_inside(a)}
        self.anchors: list[str] = []
        self.starts_page = False
        self.heading = ""
        self.term: tuple[Words, ...] = ()
        self.has_title = False
        self.numberings = 0
        self.numbering = 0
        self.special: dict[str, Callable[[Element, Place], Iterator[Block]]] = {
            **dict.fromkeys(HEADINGS, self.read_heading),
            "ul": self.read_list,
            "ol": self.read_list,
            "dt": self.read_term,
            "dd": self.read_description,
            "figcaption": self.read_figcaption,
            "summary": self.read_caption,
            "table": self.read_table,
            f"{SVG}svg": self.read_picture,
        }

    def everything(self) -> Iterator[Block]:
        return self.read_inside(self.body, Place())

    def read_element(self, element: Element, place: Place) -> Iterator[Block]:
        if is_hidden(element):
            return
        said = classes(element)
        is_wide = "annex" in said and has_many_columns(element)
        if said & {"annex", "page-break"} and "follows" not in said and not is_wide:
            self.starts_page = True
        if element.get("id") in self.linked:
            self.anchors.append(element.get("id", ""))
        if is_wide:
            yield Turn(is_wide=True)
        read = self.special.get(element.tag, self.read_inside)
        if element.get("role") == "list":
            read = self.read_list
        yield from read(element, placed(element, place))
        if is_wide:
            yield Turn(is_wide=False)

    def read_inside(self, element: Element, place: Place) -> Iterator[Block]:
        """Read blocks one by one, and what stands between them as a paragraph."""
        voice = place.voice
        loose = [Phrase(element.text, voice)]
        found: list[Block] = []
        for child in element:
            if is_block(child) and not (place.is_dense and child.tag == "span"):
                found += self.paragraph(loose, place)
                found += self.read_element(child, place)
                loose = []
            else:
                starts = line(loose) == ()
                loose += phrases(child, voice)
                if starts and "tag" in classes(child):
                    loose.append(Phrase("\n", replace(voice, is_typed=True)))
            loose.append(Phrase(child.tail, voice))
        found += self.paragraph(loose, place)
        if "keep" in classes(element):
            found = list(kept(found))
        yield from found

    def paragraph(self, loose: list[Phrase], place: Place) -> Iterator[Paragraph]:
        words = line(loose)
        if words:
            yield Paragraph(
                style=place.style,
                words=words,
                anchors=self.taken(),
                keeps_with_next=place.is_kept,
                starts_page=self.starts_page,
            )
            self.starts_page = False

    def taken(self) -> tuple[str, ...]:
        """Return the anchors that nothing has been seen of yet; the next block is their place."""
        taken, self.anchors = tuple(self.anchors), []
        return taken

    def read_heading(self, element: Element, place: Place) -> Iterator[Block]:
        """Read a heading as one of the same level, but for the first, which is the title."""
        self.heading = text_of(element)
        style = HEADINGS[element.tag] if self.has_title else blocks.TITLE
        self.has_title = True
        yield from self.read_inside(element, replace(place, style=style))

    def read_caption(self, element: Element, place: Place) -> Iterator[Block]:
        yield from self.read_inside(element, replace(place, style=blocks.CAPTION, is_kept=True))

    def read_figcaption(self, element: Element, place: Place) -> Iterator[Block]:
        """Read the title of a picture as its caption; what explains it stays with the picture."""
        first, *others = self.read_inside(element, replace(place, is_kept=True))
        if isinstance(first, Paragraph):
            first = replace(first, style=blocks.CAPTION)
        yield from (first, *others)

    def read_list(self, element: Element, place: Place) -> Iterator[Block]:
        if "contents" in classes(element):
            yield Contents(tuple(entries(element)))
            return
        outer = self.numbering
        if element.tag == "ol":
            self.numberings += 1
        self.numbering = self.numberings if element.tag == "ol" else 0
        depth = min(place.depth + 1, blocks.DEEPEST_LIST)
        inside = replace(place, depth=depth, style=in_list("List Continue", depth))
        for child in element:
            if not is_hidden(child):
                yield from self.read_item(child, inside)
        self.numbering = outer

    def read_item(self, element: Element, place: Place) -> Iterator[Block]:
        kind = "List Number" if self.numbering else "List Bullet"
        numbering = self.numbering
        first, *rest = list(self.read_element(element, place)) or [Paragraph(place.style, ())]
        if isinstance(first, Paragraph):
            first = replace(first, style=in_list(kind, place.depth), numbering=numbering)
        yield from (first, *rest)

    def read_term(self, element: Element, place: Place) -> Iterator[Block]:
        """Remember a term: it stands on one line with its description."""
        self.term = line([Phrase(text_of(element), Voice(is_strong=True))])
        yield from ()

    def read_description(self, element: Element, place: Place) -> Iterator[Block]:
        inside = replace(place, style=in_list("List Continue", 1))
        first, *others = list(self.read_inside(element, inside)) or [Paragraph(blocks.TERM, ())]
        if isinstance(first, Paragraph):
            first = replace(first, style=blocks.TERM, words=(*self.term, Words("\t"), *first.words))
        self.term = ()
        yield from (first, *others)

    def read_picture(self, element: Element, place: Place) -> Iterator[Block]:
        """Read a drawing; one without a title is an ornament, and is left out."""
        title = squeezed(element.findtext(f"{SVG}title") or "")
        if title:
            _, _, wide, high = (float(each) for each in element.get("viewBox", "").split())
            description = squeezed(element.findtext(f"{SVG}desc") or "")
            yield Picture(plain_svg(element), wide, high, title, description)

    def read_table(self, element: Element, place: Place) -> Iterator[Block]:
        caption = element.find("caption")
        title = self.heading
        if caption is not None:
            title = text_of(caption) or title
            if not is_hidden(caption):
                yield from self.read_caption(caption, place)
        inside = Place(is_dense=is_dense(element))
        rows = tuple(self.rows(element, inside))
        yield Table(rows, title=title, is_dense=inside.is_dense)

    def rows(self, table: Element, place: Place) -> Iterator[Row]:
        for group in table:
            for row in [group] if group.tag == "tr" else group.findall("tr"):
                said = classes(row)
                inside = replace(place, is_strong="total" in said, is_kept="introduces" in said)
                cells = tuple(self.cell(each, inside) for each in row if each.tag in ("td", "th"))
                yield Row(cells, is_head=group.tag == "thead")

    def cell(self, element: Element, place: Place) -> Cell:
        said = classes(element)
        is_header = element.tag == "th"
        is_strong = is_header and "govuk-!-font-weight-regular" not in said
        inside = replace(place, is_strong=place.is_strong or is_strong)
        return Cell(
            blocks=tuple(self.read_inside(element, inside)),
            across=int(element.get("colspan", "1")),
            down=int(element.get("rowspan", "1")),
            is_header=is_header,
            is_number="number" in said,
        )


def placed(element: Element, place: Place) -> Place:
    """Return where an element's own words stand."""
    said = classes(element)
    place = replace(
        place,
        is_kept=place.is_kept or "introduces" in said,
        is_typed=place.is_typed or "typed" in said,
    )
    if "summary" in said:
        return replace(place, style=blocks.BOXED)
    if "lead" in said:
        return replace(place, style=blocks.LEAD)
    if "note" in said:
        small = blocks.SMALL_IN_LIST if place.depth else blocks.SMALL
        return replace(place, style=small, is_strong=False)
    return place


def in_list(kind: str, depth: int) -> str:
    return kind if depth == 1 else f"{kind} {depth}"


def kept(found: list[Block]) -> Iterator[Block]:
    """Return the blocks so that no page ends between them."""
    for block in found[:-1]:
        yield replace(block, keeps_with_next=True) if isinstance(block, Paragraph) else block
    yield from found[-1:]


def entries(element: Element, depth: int = 1) -> Iterator[Entry]:
    for item in element:
        link = item.find(".//a")
        if link is not None:
            yield Entry(text_of(link), link.get("href", "")[1:], depth)
        for inner in item.findall("ul") + item.findall("ol"):
            yield from entries(inner, depth + 1)
