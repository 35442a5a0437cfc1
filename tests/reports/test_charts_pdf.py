"""Every picture on paper: tagged as a figure, with a text for those who do not see it."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from reports import pdf
from reports.charts import Charts
from reports.stored import found
from tests.reports.outcomes import demonstrated
from tests.reports.pictures import shown
from tests.reports.reading import pdf_text, squeezed
from tests.verapdf import failures

pytestmark = pytest.mark.paper

PAGE = (
    '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Pictures</title>'
    '<link rel="stylesheet" href="print.css"></head><body class="report"><h1>Pictures</h1>'
)


@pytest.fixture(scope="module")
def drawn():
    """Return one picture of each kind."""
    charts = Charts(found(demonstrated()))
    every = [
        charts.corners,
        charts.ranges,
        charts.reasons["relational"],
        charts.lead,
        charts.rank_shares,
        charts.weights["community"],
        charts.swings,
    ]
    return [each for each in every if each is not None]


@pytest.fixture(scope="module")
def printed(drawn):
    return pdf.press(PAGE + "".join(map(shown, drawn)) + "</body></html>", made_at=0)


def figures(printed_: bytes) -> list[DictionaryObject]:
    return [
        each
        for each in elements(PdfReader(BytesIO(printed_)).root_object["/StructTreeRoot"])
        if each.get("/S") == "/Figure"
    ]


def elements(node: Any) -> Iterator[DictionaryObject]:
    node = node.get_object()
    if isinstance(node, DictionaryObject):
        yield node
    children = node.get("/K", []) if isinstance(node, DictionaryObject) else []
    for child in children if isinstance(children, list) else [children]:
        if not isinstance(child, int):
            yield from elements(child)


def test_every_picture_is_a_figure_whose_title_and_meaning_are_read_aloud(drawn, printed):
    heard = [str(each["/Alt"]) for each in figures(printed)]

    assert heard == [
        f"{each.title}. {each.description} The same figures stand in the table below."
        for each in drawn
    ]


def test_what_is_seen_and_every_figure_is_printed_in_full(drawn, printed):
    words = pdf_text(printed)

    for chart in drawn:
        assert squeezed(chart.description) in words
        for row in chart.table.rows:
            for cell in row.cells:
                assert squeezed(cell.value) in words


def test_the_words_of_a_picture_are_printed_as_words(drawn, printed):
    words = pdf_text(printed)

    for each in ("Buildtowards", "Alsoconsider", "Everythingelse", "now12.5%", "0:level"):
        assert each in words


@pytest.mark.verapdf
def test_pictures_conform_to_both_standards(printed):
    assert failures({"pictures": printed}) == []
