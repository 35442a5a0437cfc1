"""What is exempt stays out of every public report, and nothing else does."""

from __future__ import annotations

from dataclasses import asdict

import pytest
from django.test import Client

from reports.edition import EDITIONS, WHOLE, Edition
from reports.exempt import LEFT_OUT
from reports.issuing.formats import FORMATS
from reports.pdf import for_paper
from reports.report import report
from reports.stored import fingerprint, found
from tests.reports.conftest import concluded
from tests.reports.exempt import answers_in_words, marked, public, secret, words_of
from tests.reports.outcomes import METHOD, outcome
from tests.reports.reading import page_text, squeezed

PUBLIC = Edition(is_public=True)
PART_A = [each for each in EDITIONS.values() if each.is_public]
NOTED = {"value": 4, "note": "Told in confidence", "exempt": True}


def text(edition: Edition) -> str:
    """Return everything that a report object says, whatever shows it."""
    return str(asdict(report(marked(), edition)))


def test_half_of_what_is_written_is_exempt_in_these_tests():
    assert len(secret()) > 50 and len(public()) > 50
    assert not set(secret()) & set(public())


def test_the_whole_report_says_everything():
    told = text(WHOLE)

    assert [each for each in (*public(), *secret()) if each not in told] == []
    assert LEFT_OUT not in told


@pytest.mark.parametrize("edition", PART_A, ids=lambda each: each.code)
def test_no_public_report_says_what_is_exempt(edition):
    told = text(edition)

    assert [each for each in secret() if each in told] == []
    assert [each for each in public() if each not in told] == []


@pytest.mark.parametrize("edition", PART_A, ids=lambda each: each.code)
def test_nothing_exempt_is_in_what_goes_to_the_press(edition):
    html = for_paper(marked(), edition)

    assert [each for each in secret() if each in html] == []


def test_a_public_report_has_every_choice_that_was_made():
    told = page_text(for_paper(marked(), PUBLIC))

    assert [each for each in answers_in_words() if squeezed(each) not in told] == []


def test_what_was_left_out_is_said_in_its_place():
    said = report(outcome({"provider_trust": NOTED}), PUBLIC)
    (answer,) = [
        entry.answer
        for chapter in said.annex.chapters
        for entry in chapter.entries
        if entry.answer.note
    ]

    assert answer.note == LEFT_OUT
    assert answer.words == METHOD.question_by_key["provider_trust"].level(4).label
    assert not answer.is_exempt  # nothing exempt stands here any more


def test_own_words_are_left_out_whole():
    words = {"value": "Ann waited a year", "exempt": True}

    (said,) = report(outcome({"life_now": words}), PUBLIC).own_words

    assert said.words == LEFT_OUT


def test_a_report_says_how_much_was_left_out():
    def told(edition: Edition, **answers: object) -> str:
        return report(outcome(answers), edition).facts.exempt

    blank = {"value": 4, "exempt": True}
    assert told(PUBLIC, provider_trust=NOTED) == (
        "This is the public report (Part A). 1 answer has words left out as exempt."
    )
    assert told(PUBLIC, provider_trust=NOTED, provider_count={**NOTED, "value": 2}) == (
        "This is the public report (Part A). 2 answers have words left out as exempt."
    )
    assert told(PUBLIC, provider_trust=blank) == (
        "This is the public report (Part A). No answer has words left out as exempt."
    )
    assert told(WHOLE, provider_trust=NOTED) == (
        "This report holds exempt information: 1 answer has words marked so."
    )
    assert told(WHOLE, provider_trust=blank) == ""


EVERYTHING = [*public(), *secret(), *answers_in_words()]


@pytest.mark.paper
@pytest.mark.parametrize("key", [key for key in FORMATS if key != "pdf"])
def test_every_format_has_every_answer_note_and_source(key):
    told = words_of(FORMATS[key].make(marked(), WHOLE))

    assert [each for each in EVERYTHING if squeezed(each) not in told] == []


def test_the_press_is_given_every_answer_note_and_source():
    """What it makes of them is tested where the PDF of the example is read, and below."""
    told = page_text(for_paper(marked(), WHOLE))

    assert [each for each in EVERYTHING if squeezed(each) not in told] == []


@pytest.mark.paper
@pytest.mark.parametrize("kind", FORMATS.values(), ids=FORMATS)
def test_no_format_of_a_public_report_has_what_is_exempt(kind):
    told = words_of(kind.make(marked(), kind.edition(PUBLIC)))

    assert [each for each in secret() if each in told] == []
    assert [each for each in (*public(), *answers_in_words()) if squeezed(each) not in told] == []
    assert squeezed(LEFT_OUT) in told


def test_scores_and_fingerprint_are_those_of_the_whole():
    whole, part = report(marked()), report(marked(), PUBLIC)

    assert part.ranking == whole.ranking
    assert part.sums[0].scores == whole.sums[0].scores
    assert part.facts.outcome_hash == whole.facts.outcome_hash == fingerprint(marked())


def test_leaving_out_changes_nothing_that_is_stored():
    before = marked().landscape

    found(marked(), PUBLIC)

    assert marked().landscape == before
    assert secret()[0] in str(before)


def test_pages_show_all_of_it_to_those_who_may_open_them(amina: Client):
    kept = concluded({"provider_trust": NOTED})

    page = amina.get(f"/reports/{kept.appraisal.reference}/annex/").content.decode()

    assert "Told in confidence" in page
    assert ">Exempt</strong>" in page
    assert "holds exempt information: 1 answer has words marked so" in page
