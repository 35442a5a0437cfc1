"""The result and its annex on screen: what is shown, to whom, and how quickly."""

import re
from itertools import pairwise

import pytest

from appraisal.demonstration import load
from reports.report import report
from tests.reports.conftest import begin, concluded, save
from tests.reports.outcomes import METHOD
from tests.reports.reading import number, page_text, read, squeezed

# Two more for somebody signed in; the promise is fifteen.
MOST_QUERIES = 12
STRANGE = "<script>alert(1)</script><img src=file:///etc/passwd> ŵ ŷ £ – ≥"
ANSWERED = {
    "provider_trust": {"value": 4, "confidence": "guess", "note": STRANGE},
    "life_now": {"value": "Kept\nas typed"},
}


def html_of(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_the_page_shows_the_numbers_that_were_stored(client, db):
    found = load().outcomes.get()

    rows = read(html_of(client, "/example/")).rows

    for each in found.result["approaches"]:
        name = METHOD.approach_by_key[each["key"]].name
        row = next(row for row in rows if row and name in row[0])
        low, high = row[2].split("\N{NO-BREAK SPACE}to\N{NO-BREAK SPACE}")
        shown = [number(figure) for figure in (row[1].strip(), low, high, row[3], row[4])]
        stored = [each[key] for key in ("score", "low", "high", "fit", "readiness")]
        assert shown == pytest.approx(stored, abs=0.05)


def test_every_answer_note_and_source_is_in_the_annex(client, db):
    found = load().outcomes.get()

    text = page_text(html_of(client, "/reports/EXAMPLE/annex/"))

    for chapter in report(found).annex.chapters:
        for entry in chapter.entries:
            said = entry.answer
            for words in (said.question, said.words, said.figure, said.confidence, said.note):
                assert squeezed(words) in text
            for words in (said.source.title, said.source.address, said.source.date):
                assert squeezed(words) in text


def test_what_was_typed_is_shown_as_typed_and_never_run(amina):
    found = concluded(ANSWERED)

    result = html_of(amina, f"/reports/{found.appraisal.reference}/")
    annex = html_of(amina, f"/reports/{found.appraisal.reference}/annex/")

    assert '<p class="govuk-body app-typed typed">Kept\nas typed</p>' in result
    assert "<script>alert(1)</script>" not in annex
    assert squeezed(STRANGE) in page_text(annex)


@pytest.mark.parametrize("rest", ["", "annex/", "documents/"])
def test_to_a_stranger_there_is_no_such_appraisal(ben, rest):
    found = concluded(ANSWERED)

    assert ben.get(f"/reports/{found.appraisal.reference}/{rest}").status_code == 404


def test_anyone_may_see_the_demonstration(ben):
    load()

    assert ben.get("/example/").status_code == 200
    assert ben.get("/reports/EXAMPLE/").status_code == 200
    assert "This is a demonstration" in html_of(ben, "/reports/EXAMPLE/annex/")


def test_without_a_demonstration_the_example_says_so(ben):
    response = ben.get("/example/")

    assert response.status_code == 404
    assert "The example is not loaded on this copy" in response.content.decode()


def test_before_concluding_the_page_says_so_and_leads_to_the_answers(amina):
    appraisal = begin()

    for rest in ("", "annex/", "documents/"):
        html = html_of(amina, f"/reports/{appraisal.reference}/{rest}")
        assert "There is no result yet" in html
        assert f"/appraisals/{appraisal.reference}/check-answers/" in html


def test_answers_changed_since_are_pointed_out(amina):
    found = concluded(ANSWERED)
    path = f"/reports/{found.appraisal.reference}/"
    assert "Answers have changed" not in html_of(amina, path)

    save(found.appraisal, {"provider_trust": {"value": 5}})

    html = html_of(amina, path)
    assert "Answers have changed since this result was found" in html
    assert f"/appraisals/{found.appraisal.reference}/check-answers/" in html


def test_saving_the_same_answers_again_is_no_change(amina):
    found = concluded(ANSWERED)

    save(found.appraisal, ANSWERED)

    html = html_of(amina, f"/reports/{found.appraisal.reference}/")
    assert "Answers have changed" not in html


def test_an_empty_appraisal_can_be_shown(amina):
    found = concluded({})

    html = html_of(amina, f"/reports/{found.appraisal.reference}/")

    assert "0% of what matters has been answered. At least 50% is needed" in html
    assert "not ranked yet" in html
    for hidden in ("Came first", "ossible range", "app-chart", "in pictures"):
        assert hidden not in html
    html_of(amina, f"/reports/{found.appraisal.reference}/annex/")


def test_what_the_short_route_leaves_out_is_told_so_in_the_annex(amina):
    short, full = (concluded(ANSWERED, route=route) for route in ("short", "full"))

    told = {
        each: html_of(amina, f"/reports/{each.appraisal.reference}/annex/")
        for each in (short, full)
    }

    left_out = [question for question in METHOD.questions if not question.short_route]
    for question in (each for each in left_out if each.kind != "text"):
        row = next(row for row in read(told[short]).rows if row and question.text in row[0])
        assert row[1].strip() == "Not asked on the short route"
    assert "Not asked on the short route" not in told[full]


def test_too_early_the_way_on_is_to_go_on_answering(amina):
    found = concluded(ANSWERED)

    html = html_of(amina, f"/reports/{found.appraisal.reference}/")

    main, second = re.findall(r'<a href="([^"]+)"[^>]* class="govuk-button([^"]*)"', html)
    assert main == (f"/appraisals/{found.appraisal.reference}/", "")
    assert second[0].endswith("/documents/")
    assert "secondary" in second[1]
    assert "Scores are not ranked yet" in html


def test_an_answer_can_be_changed_from_the_result_but_not_in_the_demonstration(amina):
    load()
    found = concluded(ANSWERED)

    assert "Change an answer" in html_of(amina, f"/reports/{found.appraisal.reference}/")
    for word in ("Change an answer", "Go on answering"):
        assert word not in html_of(amina, "/example/")


@pytest.mark.parametrize("rest", ["", "annex/"])
def test_a_page_is_shown_with_few_queries(amina, rest, django_assert_max_num_queries):
    found = concluded(ANSWERED)

    with django_assert_max_num_queries(MOST_QUERIES):
        amina.get(f"/reports/{found.appraisal.reference}/{rest}")


@pytest.mark.parametrize("rest", ["", "annex/"])
def test_pages_keep_to_the_policy_on_style_and_script(client, db, rest):
    load()

    html = html_of(client, f"/reports/EXAMPLE/{rest}")

    assert not re.search(r"\sstyle=|<style|<script(?! type=\"module\" src=)|\son\w+=", html)


def test_headings_are_never_skipped(client, db):
    load()

    for path in ("/example/", "/reports/EXAMPLE/annex/"):
        levels = [int(each) for each in re.findall(r"<h(\d)", html_of(client, path))]
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))
