"""The report on paper: the same as on screen, for everyone to read, and safe to make."""

import subprocess
import sys
from html import unescape
from io import BytesIO

import pytest
from pypdf import PdfReader

from reports import pdf, press
from reports.edition import WHOLE, Edition
from reports.pdf import for_paper
from reports.report import report
from tests.reports.maximal import maximal
from tests.reports.outcomes import TITLE, demonstrated, outcome
from tests.reports.reading import bookmarks, fonts, pdf_text, squeezed
from tests.verapdf import failures

pytestmark = pytest.mark.paper

HOSTILE = {
    "provider_trust": "<img src=file:///etc/passwd> <script>alert(1)</script> &amp; {{ report }}",
    "provider_count": "W" * 3000,
    "coproduction": "line\n" * 200,
    "volume": "A note with 😀 and emoji, and שלום עולם beside مرحبا.",
    "voluntary_sector": "url(https://example.org/x.png) @import 'x.css'; </td></table></body>",
}


@pytest.fixture(scope="module")
def told():
    return report(demonstrated())


@pytest.fixture(scope="module")
def printed():
    return pdf.printed(demonstrated())


@pytest.fixture(scope="module")
def text(printed):
    return pdf_text(printed)


@pytest.fixture(scope="module")
def hostile():
    return pdf.printed(demonstrated("Hostile", **HOSTILE))


def test_the_pdf_shows_the_same_numbers_as_the_page(told, text):
    for row in (*told.ranking.core, *told.ranking.further):
        now = "Closest to what you do now" if row.is_now else ""
        shown = (row.name, row.summary, now, row.score, row.range, row.fit, row.readiness)
        assert squeezed(row.place + "".join(shown)) in text
    assert squeezed(told.verdict.sentence) in text


def test_why_a_reason_counts_stands_on_a_line_of_its_own(told, printed):
    pages = (page.extract_text() for page in PdfReader(BytesIO(printed)).pages)
    lines = [line.strip() for page in pages for line in page.splitlines()]

    for reason in told.core_reasons[0].for_it:
        first_words = " ".join(reason.because.split()[:2])
        assert any(line.startswith(first_words) for line in lines)


def test_too_early_there_is_no_range_and_no_picture_in_the_pdf():
    words = pdf_text(pdf.printed(outcome({"kind_of_place": "sparse"})))

    for hidden in ("possiblerange", "Possiblerange", "Camefirst", "inpictures"):
        assert hidden not in words


def test_every_sum_is_in_the_pdf(told, text):
    for sums in told.sums:
        for half in sums.halves:
            for line in (line for block in half.blocks for line in block.lines):
                figures = "".join(cell.centred + cell.points for cell in line.cells)
                assert squeezed(line.answer + line.share + figures) in text
        assert squeezed("".join(sums.exact)) in text


def test_every_answer_note_and_source_is_in_the_pdf(told, text):
    for chapter in told.annex.chapters:
        for entry in chapter.entries:
            said = entry.answer
            for words in (said.question, said.words, said.figure, said.confidence, said.note):
                assert squeezed(words) in text
            for words in (said.source.title, said.source.address, said.source.date):
                assert squeezed(words) in text
    for own in told.own_words:
        assert squeezed(own.words) in text


def test_welsh_letters_and_signs_come_out_as_they_went_in(printed, text):
    assert squeezed(TITLE) in text
    metadata = PdfReader(BytesIO(printed)).metadata
    assert metadata and metadata.title == f"{TITLE}: options appraisal"


def test_every_page_is_numbered_and_says_which_outcome_it_belongs_to(told, printed):
    pages = PdfReader(BytesIO(printed)).pages
    for number, page in enumerate(pages, start=1):
        words = squeezed(page.extract_text())
        assert f"Page{number}of{len(pages)}" in words
        assert f"K7M2·result2·{told.facts.outcome_hash_short}" in words


def test_bookmarks_follow_the_headings(printed):
    found = bookmarks(printed)

    assert found[0] == TITLE
    assert {"5. Options considered", "Annex K: every answer", "Annex L: every sum"} <= set(found)


def test_the_document_says_its_language_and_that_it_is_tagged(printed):
    root = PdfReader(BytesIO(printed)).root_object

    assert str(root["/Lang"]) == "en-GB"
    assert "'/Marked': True" in str(root["/MarkInfo"])


def test_only_our_own_font_is_used_for_what_is_ours(printed):
    found = fonts(printed)

    assert found and all("Atkinson" in font for font in found)


def test_the_same_outcome_gives_the_same_bytes(printed):
    assert pdf.printed(demonstrated()) == printed


def test_nothing_typed_can_harm_the_report_or_its_layout(hostile):
    words = pdf_text(hostile)
    reader = PdfReader(BytesIO(hostile))

    assert squeezed(HOSTILE["provider_trust"]) in words
    assert squeezed(HOSTILE["voluntary_sector"]) in words
    assert "root:" not in words
    assert words.count("W" * 10) > 100
    assert not reader.attachments
    assert words.endswith(f"Page{len(reader.pages)}of{len(reader.pages)}")


def test_the_press_uses_no_more_than_it_may(monkeypatch):
    monkeypatch.setattr(pdf, "MOST_SECONDS", 0.2)

    with pytest.raises(pdf.PressError, match=r"not done after 0\.2 seconds"):
        pdf.press("<p>Slow</p>", made_at=0)


@pytest.mark.skipif(sys.platform != "linux", reason="Only Linux holds a process to its memory.")
def test_the_press_runs_out_of_memory_before_the_machine_does():
    greedy = "from reports import press; press.limit_resources(); bytearray(700 * 1024 * 1024)"

    ended = subprocess.run([sys.executable, "-c", greedy], capture_output=True, text=True)

    assert "MemoryError" in ended.stderr


def test_the_press_is_told_no_secret(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://someone:secret@example.org/db")

    assert "DATABASE_URL" not in pdf.surroundings(made_at=0)
    assert "SECRET_KEY" not in pdf.surroundings(made_at=0)


def test_the_press_may_use_print_css_and_the_fonts_alone():
    names = {address.removeprefix(press.HERE) for address in press.bundled()}

    assert "print.css" in names
    assert all(name == "print.css" or name.startswith("fonts/") for name in names)


def edges(edition=WHOLE, **notes):
    """Return what a report prints at the edges of every page."""
    html = for_paper(demonstrated(**notes), edition)
    return unescape(html[html.index("<body") : html.index(">", html.index("<body"))])


def test_a_whole_report_has_no_marks_and_the_name_of_the_council_at_its_head():
    assert 'data-header="Exampleshire"' in edges()
    assert 'data-marks=""' in edges()
    assert 'data-watermark=""' in edges()


def test_a_draft_says_so_on_every_page():
    draft = edges(Edition(is_draft=True))

    assert 'data-marks="Draft"' in draft
    assert 'data-watermark="DRAFT"' in draft
    assert " · draft" in draft


def test_a_report_for_the_public_says_so_on_every_page():
    assert "Part A: for the public" in edges(Edition(is_public=True))
    assert 'data-marks="Draft · Part A' in edges(Edition(is_public=True, is_draft=True))


def test_a_report_with_exempt_notes_says_so_on_every_page():
    found = demonstrated()
    found.landscape["answers"]["provider_trust"]["exempt"] = True

    assert 'data-marks="Part B: exempt information"' in for_paper(found)
    assert "Part B: exempt" not in for_paper(found, Edition(is_public=True))


def test_reports_are_printed_in_the_name_and_colour_of_the_settings(settings):
    settings.REPORT_ORGANISATION = 'Cyngor "Môn" & <Co>'
    settings.REPORT_COLOUR = "#6f1d46"

    html = for_paper(demonstrated())

    assert "<style>:root { --colour: #6f1d46 }</style>" in html
    assert 'data-header="Cyngor &quot;Môn&quot; &amp; &lt;Co&gt;"' in html
    assert html.count("<style") == html.count("style=") + 1 == 1


@pytest.mark.verapdf
def test_every_report_is_both_pdf_ua_1_and_pdf_a_3a(db, printed, hostile):
    public = Edition(is_short=True, is_draft=True, is_public=True)
    reports = {
        "empty": pdf.printed(outcome()),
        "typical": printed,
        "maximal": pdf.printed(maximal()),
        "short": pdf.printed(demonstrated(), public),
        "hostile": hostile,
    }

    assert failures(reports) == []
