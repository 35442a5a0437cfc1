"""The press against what nobody should be able to type, imported or left by an older version."""

import subprocess
import sys
from io import BytesIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, NullObject, StreamObject
from pypdfium2 import PdfDocument
from weasyprint.urls import FatalURLFetchingError

from reports import finishing, pdf, press
from reports.long_words import APART, BREAK, breakable
from tests.reports.reading import pdf_text, squeezed

pytestmark = [
    pytest.mark.paper,
    # WeasyPrint leaves it open, which does no harm to a process that makes one PDF.
    pytest.mark.filterwarnings("ignore:unclosed file.*sRGB2014.icc:ResourceWarning"),
]

ZALGO = "e" + "\u0301\u0335\u0353" * 16
FAMILY = "👨\u200d👩\u200d👧"


def page(*answers: str) -> str:
    """Return a report that holds these answers, each as long as it comes."""
    rows = (
        f'<tr><th scope="row">Question</th><td><p class="note typed">{each}</p></td></tr>'
        for each in answers
    )
    return (
        '<!DOCTYPE html><html lang="en-GB"><head><title>Answers</title>'
        '<link rel="stylesheet" href="print.css"></head><body class="report"><h1>Answers</h1>'
        f'<table class="figures answers"><tbody>{"".join(rows)}</tbody></table></body></html>'
    )


def pressed_with(changed: str, html: str) -> subprocess.CompletedProcess[str]:
    """Press with something of the press's own changed: running into its limits takes long."""
    lower = f"from reports import press; press.{changed}; press.main()"
    return subprocess.run(
        [sys.executable, "-c", lower],
        input=html,
        env={"SOURCE_DATE_EPOCH": "0"},
        capture_output=True,
        text=True,
        errors="replace",
    )


@pytest.mark.parametrize(
    "html",
    [
        '<img src="file:///etc/passwd">',
        '<img src="app.css">',
        '<link rel="attachment" href="file:///etc/passwd">',
        '<link rel="stylesheet" href="https://example.org/x.css">',
        '<style>@import "file:///etc/passwd";</style>',
        '<style>@import "https://example.org/x.css";</style>',
        "<style>@font-face { font-family: x; src: url(file:///etc/passwd) }</style>",
        "<style>body { background: url(file:///etc/passwd) }</style>",
        "<style>p::before { content: url(https://example.org/x.svg) }</style><p>x</p>",
        '<p style="background: url(data:image/png;base64,AAAA)">',
        '<object data="print.css/../../manage.py"></object>',
        '<embed src="file:///etc/passwd">',
        '<svg width="9" height="9"><image width="9" height="9" href="file:///etc/passwd"/></svg>',
    ],
)
def test_the_press_refuses_whatever_is_not_ours(html):
    with pytest.raises(FatalURLFetchingError, match="which it may not use"):
        press.pdf(f"<body>{html}")


def test_what_is_refused_ends_the_press():
    with pytest.raises(pdf.PressError, match="FatalURLFetchingError"):
        pdf.press('<body><img src="file:///etc/passwd">', made_at=0)


@pytest.mark.parametrize(
    "inside",
    ['<use href="file:///etc/passwd#x"/>', '<style>@import "file:///etc/passwd";</style>'],
)
def test_what_a_drawing_may_not_use_is_not_even_asked_for(inside):
    made = press.pdf(f'<body><svg width="9" height="9">{inside}</svg>')

    assert "root:" not in pdf_text(made)
    assert not PdfReader(BytesIO(made)).attachments


@pytest.fixture(scope="module")
def strange():
    """Return the PDF of answers in all scripts, as long as one may be and longer."""
    return pdf.press(
        page(
            "W" * 5_000,
            "line\n" * 1_000,
            f"{ZALGO} " * 100,
            "e" + "\u0301" * 5_000,
            "שלום עולם مرحبا بالعالم " * 200,
            f"😀{FAMILY} " * 500,
            "Croeso i’r tŷ: ŵ ŷ â ê î ô û. " * 160,
        ),
        made_at=0,
    )


def test_strange_answers_come_out_whole(strange):
    pages = PdfDocument(strange)
    words = squeezed("".join(each.get_textpage().get_text_range() for each in pages))

    assert words.count("W") == 5_000
    assert words.count("line") == 1_000
    assert words.count("ŵ") == words.count("ŷ") / 2 == 160
    assert words.count("مرحبا") == 200
    assert BREAK not in words


def test_strange_answers_are_pressed_well_within_the_limits():
    taken = pressed_with("MOST_CPU_SECONDS = 6", page(*["W" * 5_000] * 6))

    assert taken.returncode == 0, taken.stderr


def test_more_than_a_megabyte_of_text_ends_with_a_clear_reason():
    ended = pressed_with("MOST_CPU_SECONDS = 2", page("words and more of them " * 50_000))

    error = pdf.failure(ended.returncode, ended.stderr)
    assert isinstance(error, pdf.TooSlow)
    assert str(error) == "not done after 20 seconds of work"


def test_what_needs_too_much_memory_ends_with_a_clear_reason():
    error = pdf.failure(1, "Traceback (most recent call last):\nMemoryError\n")

    assert str(error) == "it needs more than 600 MB of memory"


def test_a_pdf_that_nobody_could_send_ends_with_a_clear_reason():
    ended = pressed_with("pdf = lambda html: bytes(51 * 1024 * 1024)", page("Short"))

    assert not ended.stdout
    assert "TooLarge" in str(pdf.failure(ended.returncode, ended.stderr))


def test_a_document_nested_too_deep_ends_with_a_reason():
    with pytest.raises(pdf.PressError, match="RecursionError"):
        pdf.press(page("<div>" * 3_000 + "x" + "</div>" * 3_000), made_at=0)


def test_why_it_failed_quotes_nobody():
    said = "Traceback\nValueError: what Ms Jones said in confidence"

    assert str(pdf.failure(1, said)) == "the press ended with 1: ValueError"


def test_the_press_starts_no_other_program():
    counted = (
        "import resource; from reports import press; press.save_time(); press.pdf('<p>x');"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )

    ended = subprocess.run([sys.executable, "-c", counted], capture_output=True, text=True)

    assert sys.platform != "linux" or ended.stdout.strip() == "0"


@given(st.text(max_size=600) | st.text("ab\u0301\u200d👩", min_size=190, max_size=400))
@example("a" * 1_000)
@example(ZALGO * 10)
@example(FAMILY * 60)
def test_places_to_break_change_nothing_that_can_be_read(text):
    broken = breakable(text)

    assert broken.replace(BREAK, "") == text.replace(BREAK, "")
    for after in broken.split(BREAK)[1:] if BREAK not in text else ():
        assert after[0] not in "\u0301\u200d"


def test_only_very_long_words_are_broken():
    address = "https://www.example.org/" + "a/long/path/" * 14

    assert breakable(f"See {address} for more.") == f"See {address} for more."
    assert breakable("W" * 200).split(BREAK) == ["W" * APART] * 40


def test_what_stands_at_the_edges_is_not_read_aloud():
    html = page("A word").replace("<body", '<body data-footer="Foot" data-watermark="DRAFT"')

    made = PdfReader(BytesIO(press.pdf(html)))

    shown = written(made.pages[0], "/Contents")
    # The watermark, the foot and the number of the page.
    assert shown.count(b"/Type /Pagination") == 3
    owners = made.root_object["/StructTreeRoot"]["/ParentTree"]["/Nums"][1]  # type: ignore[index]
    assert [isinstance(each, NullObject) for each in owners].count(True) == 3


def test_a_list_of_links_within_is_a_table_of_contents():
    links = '<ul class="contents"><li><a href="#b">Second</a></li></ul>'
    other = '<ul><li><a href="https://example.org/">Elsewhere</a></li></ul>'
    html = page("A word").replace("</h1>", f'</h1>{links}{other}<h2 id="b">Second</h2>')

    tags = list(kinds(PdfReader(BytesIO(press.pdf(html))).root_object["/StructTreeRoot"]))

    assert tags.count("/TOC") == tags.count("/TOCI") == tags.count("/Reference") == 1
    assert tags.count("/L") == 1


def test_all_that_an_item_of_a_list_holds_is_in_its_body():
    html = page("A word").replace("</h1>", "</h1><ul><li><p>One</p><p>Two</p></li></ul>")

    tags = list(kinds(PdfReader(BytesIO(press.pdf(html))).root_object["/StructTreeRoot"]))

    item = ["/LI", "/Lbl", "/Span", "/LBody", "/P", "/Span", "/P", "/Span"]
    assert tags[tags.index("/LI") :][:8] == item


def kinds(element):
    """Yield the kinds of all elements of the tree of tags."""
    element = element.get_object() if hasattr(element, "get_object") else element
    if isinstance(element, dict):
        if "/S" in element:
            yield element["/S"]
        held = element.get("/K", [])
        for each in held if isinstance(held, list) else [held]:
            yield from kinds(each)


def written(holder: DictionaryObject, name: str) -> bytes:
    stream = holder[name].get_object()
    assert isinstance(stream, StreamObject)
    return stream.get_data()


def test_the_document_claims_both_standards():
    made = PdfReader(BytesIO(press.pdf(page("A word"))))

    claimed = written(made.root_object, "/Metadata")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in claimed
    assert b'pdfaid:part="3"' in claimed and b'pdfaid:conformance="A"' in claimed
    assert finishing.UA_IDENTIFIER in claimed
