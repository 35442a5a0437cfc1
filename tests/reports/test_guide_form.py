"""The blank form: all questions and answers, on a page and as a PDF that is pressed once."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.cache import cache
from django.urls import reverse
from pypdf import PdfReader

from landscape.questions import CONFIDENCE, WORDS
from reports import pdf
from reports.guide import form
from tests.reports.outcomes import METHOD
from tests.reports.reading import bookmarks, fonts, page_text, pdf_text, squeezed
from tests.verapdf import failures

pytestmark = pytest.mark.paper

LENGTHS = ("short", "full")


@pytest.fixture(scope="module")
def printed() -> dict[str, bytes]:
    return {length: pdf.press(form.html(METHOD.version, length), made_at=0) for length in LENGTHS}


@pytest.fixture
def pressed(db, monkeypatch) -> list[str]:
    """Return what has been pressed, by a press that takes no time."""
    cache.clear()
    sheets: list[str] = []

    def press(html: str, made_at: int) -> bytes:
        sheets.append(html)
        return b"%PDF-1.7"

    monkeypatch.setattr(pdf, "press", press)
    return sheets


def asked(length):
    return [part for part in METHOD.questions if length == "full" or part.short_route]


@pytest.mark.parametrize("length", LENGTHS)
def test_all_questions_and_answers_are_on_the_page_and_on_paper(client, db, printed, length):
    page = page_text(client.get(reverse("guide:form", args=[length])).content.decode())
    paper = pdf_text(printed[length])

    for question in asked(length):
        labels = [level.label for level in question.levels]
        if question.levels:
            labels.append(WORDS["dont_know"])
        if question.not_applicable:
            labels.append(WORDS["not_applicable"])
        said = squeezed("".join([question.text, question.hint, *labels]))
        assert said in page
        for words in (question.text, question.hint, *labels):
            assert squeezed(words) in paper
    for goal in METHOD.goals:
        assert squeezed(f"{goal.text}{goal.hint}From: {goal.swing_from}To: {goal.swing_to}") in page
        for words in (goal.text, goal.swing_from, goal.swing_to):
            assert squeezed(words) in paper
    for words in (*CONFIDENCE.values(), *(role.name for role in METHOD.roles)):
        assert squeezed(words) in page
        assert squeezed(words) in paper


def test_the_short_form_asks_what_the_short_route_asks(printed):
    paper = pdf_text(printed["short"])

    for question in METHOD.questions:
        assert (squeezed(question.text) in paper) == question.short_route


def test_the_form_can_be_found_ones_way_in(printed):
    titles = bookmarks(printed["full"])
    pages = PdfReader(BytesIO(printed["full"])).pages

    assert titles[0] == "The full form"
    assert [section.title for section in METHOD.sections] == [
        title for title in titles if title in {section.title for section in METHOD.sections}
    ]
    assert squeezed(f"Page1of{len(pages)}") in squeezed(pages[0].extract_text())


def test_only_our_own_font_is_used(printed):
    assert all("Atkinson" in font for font in fonts(printed["full"]))


@pytest.mark.parametrize("length", LENGTHS)
def test_the_form_is_downloaded_under_a_name_to_file_it_by(client, pressed, length):
    response = client.get(reverse("guide:form_pdf", args=[length]))

    assert response.content == b"%PDF-1.7"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == (
        f'attachment; filename="options-appraisal-{length}-form.pdf"'
    )


def test_a_form_is_pressed_once(client, pressed, django_assert_max_num_queries):
    path = reverse("guide:form_pdf", args=["short"])
    client.get(path)

    with django_assert_max_num_queries(3):
        client.get(path)

    assert len(pressed) == 1


def test_another_look_is_pressed_anew(client, pressed, tmp_path, monkeypatch):
    path = reverse("guide:form_pdf", args=["short"])
    client.get(path)
    (tmp_path / "print.css").write_text("p { color: black }")

    monkeypatch.setattr(form, "STATIC", tmp_path)
    client.get(path)

    assert len(pressed) == 2


def test_when_the_press_fails_the_way_to_the_page_is_told(client, pressed, monkeypatch):
    def broken(html: str, made_at: int) -> bytes:
        raise pdf.PressError("no ink")

    monkeypatch.setattr(pdf, "press", broken)

    response = client.get(reverse("guide:form_pdf", args=["full"]))

    assert response.status_code == 503
    assert reverse("guide:form", args=["full"]) in response.content.decode()


@pytest.mark.verapdf
def test_the_forms_conform_to_both_standards(printed):
    assert failures(printed) == []
