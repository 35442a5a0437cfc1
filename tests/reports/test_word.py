"""The report as a Word document: all that the PDF says, in styles that a council's template has."""

import subprocess
import sys

import pytest
from docx.oxml.ns import qn

from reports import pdf
from reports.edition import Edition
from reports.word import document
from reports.word.reading import read
from reports.word.writing import docx
from tests.reports.exempt import marked, public, secret
from tests.reports.libreoffice import converted
from tests.reports.outcomes import NOON, TITLE, demonstrated
from tests.reports.reading import pdf_text, squeezed
from tests.reports.word import Word, html_headings, html_text, measures, pictures

pytestmark = pytest.mark.paper

LONG = "Ystyr hyn yw tŷ, dŵr, ŵyn a phobl. " * 150
NOTES = {
    "provider_trust": LONG[:5000],
    "provider_count": "W" * 5000,
    "coproduction": "One line\nand the next\n\n  and one further in",
    "volume": "Pasted from Word\x0bwith a bell\x07, an escape\x1b[31m and a null\x00.",
    "voluntary_sector": "</w:t></w:p><script>alert(1)</script> {{ report }} & file:///etc/passwd",
}
MADE_AT = int(NOON.timestamp())
# All that Word itself has; a style of our own would not be in a council's template.
BUILT_IN = {
    *("Normal", "Title", "Caption", "List", "No Spacing", "Block Text", "Intense Quote"),
    *("Body Text 3", "Body Text Indent 3", "Strong", "Emphasis", "Hyperlink", "Placeholder Text"),
    *("Plain Table 2", "Plain Table 4", "Header", "Footer"),
    *("Default Paragraph Font", "Normal Table", "No List"),
    *(f"Heading {level}" for level in range(1, 7)),
    *(f"toc {level}" for level in range(1, 4)),
    *(
        f"List {kind}{level}"
        for kind in ("Bullet", "Number", "Continue")
        for level in ("", " 2", " 3")
    ),
}


@pytest.fixture(scope="module")
def page():
    return pdf.for_paper(demonstrated(TITLE, **NOTES))


@pytest.fixture(scope="module")
def file():
    return document.docx(demonstrated(TITLE, **NOTES))


@pytest.fixture(scope="module")
def word(file):
    return Word(file)


def test_it_says_every_word_that_the_pdf_says_in_the_same_order(page, word):
    assert word.text == html_text(page)


def test_every_heading_is_a_heading_of_the_same_level(page, word):
    assert word.headings == html_headings(page)
    assert [style for style, _ in word.paragraphs].count("Title") == 1


def test_a_long_note_and_welsh_letters_come_out_as_they_went_in(word):
    assert squeezed(TITLE) in word.text
    assert squeezed(NOTES["provider_trust"]) in word.text
    assert NOTES["provider_count"] in word.text


def test_lines_are_broken_where_they_were_typed(word):
    [note] = word.find("//w:p[w:r/w:t[. = 'and the next']]")

    assert [each.tag for each in note.find(qn("w:r"))].count(qn("w:br")) == 3
    assert "  and one further in" in [each.text for each in note.iter(qn("w:t"))]


def test_what_xml_cannot_hold_is_left_out_and_the_words_stay(word):
    for kept in ("PastedfromWord", "withabell,anescape[31mandanull."):
        assert kept in word.text


def test_what_was_typed_stays_words(word):
    assert squeezed(NOTES["voluntary_sector"]) in word.text
    assert not word.find("//w:script")


def test_the_head_of_every_table_is_repeated_on_each_page(word):
    for each in word.find("//w:tbl"):
        assert each.xpath("w:tr[1]/w:trPr/w:tblHeader"), each.xpath("string(w:tr[1])")
        assert each.xpath("w:tblPr/w:tblLook/@w:firstRow") == ["1"]


def test_every_table_says_what_it_is_and_has(word):
    for each in word.find("//w:tbl/w:tblPr"):
        assert each.xpath("string(w:tblCaption/@w:val)")
        assert "Columns: " in each.xpath("string(w:tblDescription/@w:val)")


def test_every_table_is_as_wide_as_its_page(word):
    rooms = {
        sum(map(int, table.xpath("w:tblGrid/w:gridCol/@w:w"))) for table in word.find("//w:tbl")
    }

    assert rooms == {11906 - 2 * 1021, 16838 - 2 * 1021}


def test_every_row_fills_the_grid_of_its_table(word):
    for table in word.find("//w:tbl"):
        columns = len(table.xpath("w:tblGrid/w:gridCol"))
        for row in table.xpath("w:tr"):
            spans = [
                int(each.xpath("string(w:tcPr/w:gridSpan/@w:val)") or 1)
                for each in row.xpath("w:tc")
            ]
            assert sum(spans) == columns


def test_every_length_is_a_whole_number(word):
    assert all(each.isdecimal() for each in measures(word))


def test_every_picture_says_what_it_shows(page, word):
    shown = [(each.get("title"), each.get("descr")) for each in word.find("//wp:docPr")]

    assert shown == [(title, f"{title}. {desc}") for title, desc in pictures(page)]
    assert len(shown) > 3


def test_pictures_fit_their_page_and_are_sharp_enough_to_print(word):
    for shape in word.document.inline_shapes:
        assert shape.width.mm <= 170 and shape.height.mm <= 190

    names = [name for name in word.zip.namelist() if name.endswith(".png")]
    for name in names:
        wide = int.from_bytes(word.zip.read(name)[16:20], "big")
        assert wide >= 90 / 25.4 * 200 * 0.6


def test_every_picture_stands_below_its_caption(word):
    styles = [style for style, _ in word.paragraphs]
    for number, each in enumerate(word.document.paragraphs):
        if each._p.xpath(".//w:drawing"):
            caption = number - 1 - styles[:number][::-1].index("Caption")
            between = word.document.paragraphs[caption + 1 : number]
            assert len(between) <= 2
            assert all(before.paragraph_format.keep_with_next for before in between)


def test_wide_tables_lie_on_their_side(word):
    wide = [each.page_width > each.page_height for each in word.document.sections]

    assert wide == [False, True, False]


def test_every_page_is_numbered_and_says_which_outcome_it_belongs_to(page, word):
    foot = read(page).foot

    assert word.head == "Exampleshire"
    assert word.foot == f"{foot} · Page 1 of 1"
    assert word.find("//w:sectPr/w:footerReference")
    codes = word.part("word/footer1.xml").xpath(
        "//w:fldSimple/@w:instr", namespaces=word.body.nsmap
    )
    assert codes == ["PAGE", "NUMPAGES"]


def test_the_contents_are_filled_and_lead_to_headings(page, word):
    entries = word.find("//w:sdt//w:p[w:pPr/w:pStyle[starts-with(@w:val, 'TOC')]]")
    led = [each.xpath("string(w:hyperlink/@w:anchor)") for each in entries]
    marked_ = set(word.find("//w:bookmarkStart/@w:name"))

    assert len(entries) > 10
    assert set(led) <= marked_
    assert all(each.xpath("string(.)") for each in entries)
    [code] = word.find("//w:instrText")
    assert code.text.strip().startswith('TOC \\o "1-1"')


def test_every_link_within_leads_somewhere(word):
    names = set(word.find("//w:bookmarkStart/@w:name"))

    assert set(word.find("//w:hyperlink/@w:anchor")) <= names
    assert all(len(name) <= 40 for name in names)


def test_links_lead_to_the_web_alone(word):
    links = [each for each in word.document.part.rels.values() if each.is_external]

    assert all(each.target_ref.startswith(("https://", "http://", "mailto:")) for each in links)


def test_it_uses_the_styles_that_word_has_and_no_other(word):
    named = {each.name: each.style_id for each in word.document.styles}
    used = set(word.find("//w:pStyle/@w:val | //w:rStyle/@w:val | //w:tblStyle/@w:val"))

    assert set(named) <= BUILT_IN
    assert used <= set(named.values())
    assert not word.find("//w:r/w:rPr/*[not(self::w:rStyle)]")


def test_a_numbered_list_starts_at_one(word):
    firsts = word.find("//w:p/w:pPr/w:numPr/w:numId/@w:val")
    numbering = word.document.part.numbering_part.element

    assert set(firsts) <= set(numbering.xpath("w:num/@w:numId"))
    assert len(set(firsts)) > 1
    for each in numbering.xpath("w:num[@w:numId > 2]"):
        assert each.xpath("w:lvlOverride/w:startOverride/@w:val") == ["1", "1", "1"]


def test_blanks_are_fields_to_type_in(word):
    blanks = word.find("//w:sdt[w:sdtPr/w:text]")
    named = word.find("//w:sdt[w:sdtPr/w:text]/w:sdtPr/w:alias/@w:val")

    assert len(named) == len(blanks) > 10
    assert set(word.find("//w:sdt[w:sdtPr/w:text]/w:sdtContent/w:r/w:t/text()")) == {"____"}


def test_it_says_its_language_and_what_it_is(page, word):
    said = word.document.core_properties
    styles = word.document.styles.element

    assert styles.xpath("w:docDefaults//w:lang/@w:val") == ["en-GB"]
    assert styles.xpath("w:docDefaults//w:rFonts/@w:ascii") == ["Arial"]
    assert said.language == "en-GB"
    assert said.title == f"{TITLE}: options appraisal"
    assert said.author == "Exampleshire"
    assert said.subject == read(page).subject != ""
    assert said.created == said.modified == NOON


def test_the_same_outcome_gives_the_same_bytes(page, file):
    assert pdf.press(page, made_at=MADE_AT, module=document.TYPIST) == file


def test_all_of_it_is_dated_when_the_outcome_was_found(word):
    dates = {each.date_time for each in word.zip.infolist()}

    assert dates == {NOON.timetuple()[:6]}


def test_it_brings_nothing_of_the_librarys_own(word):
    names = word.zip.namelist()

    assert not [name for name in names if "thumbnail" in name or "customXml" in name]


@pytest.fixture(scope="module")
def part_a():
    return Word(document.docx(marked(), Edition(is_public=True, is_draft=True)))


def test_every_answer_note_and_source_is_in_it(part_a):
    assert [each for each in public() if squeezed(each) not in part_a.text] == []


def test_every_page_of_it_says_that_it_is_a_draft_for_everyone(part_a):
    assert part_a.head.startswith("Exampleshire · Draft · Part A")


def test_nothing_exempt_is_in_part_a(part_a):
    every = "".join(part_a.zip.read(name).decode("latin-1") for name in part_a.zip.namelist())

    assert [each for each in secret() if each in every] == []


@pytest.mark.libreoffice
def test_libreoffice_opens_it_and_prints_it(file, word, tmp_path):
    whole, short = tmp_path / "whole.docx", tmp_path / "short.docx"
    whole.write_bytes(file)
    short.write_bytes(docx(read("<title>Short</title><body><h1>Short</h1>"), MADE_AT))

    printed, _ = (each.read_bytes() for each in converted([whole, short], "pdf", tmp_path))

    words = pdf_text(printed)
    assert squeezed(TITLE) in words
    assert words.count("W" * 10) > 400
    for _, heading in word.headings:
        assert heading in words


def test_a_picture_that_asks_for_anything_ends_the_document():
    secret_ = (pdf.ROOT / "docs" / "result.png").as_uri()
    drawing = f'<svg viewBox="0 0 9 9"><title>A</title><image href="{secret_}"/></svg>'

    with pytest.raises(pdf.PressError, match="FatalURLFetchingError"):
        pdf.press(f"<body><h1>A</h1>{drawing}", made_at=MADE_AT, module=document.TYPIST)


@pytest.mark.skipif(sys.platform != "linux", reason="Only Linux holds a process to its memory.")
def test_the_typist_is_held_to_the_limits_of_the_press():
    poor = (
        "from reports import press; press.MOST_MEMORY = 20_000_000;"
        "from reports.word import typist; typist.main()"
    )

    ended = subprocess.run(
        [sys.executable, "-c", poor],
        input="<body>" + "<p>Much</p>" * 20_000,
        env={"SOURCE_DATE_EPOCH": "0"},
        capture_output=True,
        text=True,
    )

    assert "MemoryError" in ended.stderr
