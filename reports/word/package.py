"""The file itself: what it starts from, what it says of itself, and that it is always the same."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.rel import Relationships
from docx.oxml import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from reports.word.blocks import Paper

LONGEST = 255
HERE = Path(__file__).parent
# What the library's own template has and a report has no use for.
NEEDLESS = ("/customXml", "/stylesWithEffects", "/thumbnail", "/webSettings", "/fontTable")


def blank(colour: str) -> WordDocument:
    """Return a document with our styles, lists and settings, and nothing in it."""
    document = Document()
    part = document.part
    fill(document.styles.element, ours("styles.xml").replace("0b5559", colour))
    fill(part.numbering_part.element, ours("numbering.xml"))
    fill(document.settings.element, ours("settings.xml"))
    for relations in (part.rels, part.package.rels):
        drop(relations)
    return document


def ours(name: str) -> str:
    return (HERE / name).read_text("utf-8")


def fill(element: BaseOxmlElement, xml: str) -> None:
    """Put our own in the place of all that the library brings."""
    element[:] = list(parse_xml(xml.encode()))


def drop(relations: Relationships) -> None:
    for each in [each for each in relations.values() if each.reltype.endswith(NEEDLESS)]:
        del relations[each.rId]


def describe(document: WordDocument, paper: Paper, made_at: int) -> None:
    """Write what the document says of itself."""
    said = document.core_properties
    said.title = clipped(paper.title)
    said.author = clipped(paper.author)
    said.subject = clipped(paper.subject)
    said.comments = ""
    said.language = paper.language
    said.last_modified_by = paper.made_with
    said.created = said.modified = datetime.fromtimestamp(made_at, UTC).replace(tzinfo=None)
    said.revision = 1


def clipped(text: str) -> str:
    """Return a text no longer than such a property may be."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def dated(file: bytes, made_at: int) -> bytes:
    """Return the file as if all of it had been zipped when the outcome was found."""
    moment = datetime.fromtimestamp(made_at, UTC).timetuple()[:6]
    made = BytesIO()
    with ZipFile(BytesIO(file)) as source, ZipFile(made, "w") as target:
        for name in source.namelist():
            entry = ZipInfo(name, date_time=moment)
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return made.getvalue()
