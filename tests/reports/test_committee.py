"""A committee gets four pages that decide and annexes that prove; people fill in what is theirs."""

from __future__ import annotations

import re
from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
from pypdf import PdfReader

from reports import pdf
from reports.committee.content import BLANK
from reports.committee.parts import ANNEXES, PARTS, SECTIONS
from reports.edition import Edition
from reports.pdf import for_paper
from reports.report import report
from reports.templatetags.committee import blanks
from tests.reports.committees import VERDICTS, demonstrated, headings, paper
from tests.reports.outcomes import outcome
from tests.reports.reading import page_text, squeezed

SHORT = Edition(is_short=True)
PUBLIC = Edition(is_public=True)
EXEMPT = {"value": 2, "note": "A named provider told us.", "exempt": True}


@pytest.fixture(scope="module", params=VERDICTS)
def found(request: Any) -> Any:
    return demonstrated(request.param)


@pytest.fixture(scope="module")
def whole(found: Any) -> str:
    return for_paper(found)


# The pages in front


def test_the_headings_in_front_are_fixed_and_in_the_order_officers_expect(whole):
    told = [words for level, words in headings(whole) if level == 2][: len(SECTIONS)]

    assert told == [PARTS[key].heading for key in SECTIONS]
    assert told[0] == "1. The question"
    assert told[-2:] == ["7. The decision asked for", "8. Who took part"]


def test_no_level_of_heading_is_skipped(whole):
    levels = [level for level, _ in headings(whole)]

    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_header_leaves_to_the_officer_what_only_the_officer_knows(whole):
    for name in ("Report to", "Date of meeting", "Type of decision", "Lead officer", "Call-in"):
        assert squeezed(f"{name}{BLANK}") in page_text(whole)


def test_the_question_names_what_is_appraised_and_until_when():
    asked = paper(demonstrated("home_care")).question

    assert "“Home care for older people in the northern valleys”" in asked
    assert asked.endswith("by 18 March 2027?")


def test_the_answer_is_the_verdict_with_its_certainty(found, whole):
    assert squeezed(report(found).verdict.sentence) in page_text(whole)


def test_what_people_say_stands_in_front(whole):
    assert squeezed("What is life like now for the people this support is for?") in page_text(whole)


def test_long_words_go_on_in_an_annex():
    life = ("They wait. Nobody tells them why. " * 150).strip()
    long = demonstrated("home_care", life_now={"value": life})

    [told, *_] = paper(long).life

    assert told.words.endswith("…")
    assert len(told.words) < 500
    assert told.rest == f"It goes on in {PARTS['annex_voices'].place}."
    assert squeezed(life) in page_text(for_paper(long))


def test_gates_of_what_may_be_chosen_stand_first_and_all_are_counted():
    gates = paper(demonstrated("home_care")).gates

    assert gates.first[0].concerns == "All approaches"
    assert len(gates.first) + gates.left == 5


# Who took part


def test_it_says_who_was_not_heard_and_who_should_be(whole):
    assert squeezed("Answers agreed by (roles): ____") in page_text(whole)
    assert squeezed("Not heard, or too few to show: Providers") in page_text(whole)


# Editions


def test_a_short_paper_has_front_record_declaration_and_says_where_the_rest_is(found):
    told = [words for level, words in headings(for_paper(found, SHORT)) if level == 1]

    assert told[1:] == [PARTS["annex_record"].heading, PARTS["annex_declaration"].heading]
    assert squeezed("This is the short report. The full report of result 2") in page_text(
        for_paper(found, SHORT)
    )


def test_a_full_paper_has_every_annex_lettered_in_order(whole):
    told = [words for level, words in headings(whole) if level == 1][1:]

    assert told == [PARTS[f"annex_{key}"].heading for key in ANNEXES]
    assert told[0] == "Annex A: draft decision record"
    assert told[-1] == "Annex M: evidence, sources and method"


def test_the_annexes_are_listed_with_links_that_lead_to_them(whole):
    for key in ANNEXES:
        assert f'href="#annex-{key}"' in whole
        assert f'id="annex-{key}"' in whole


def test_whatever_annex_is_named_exists(whole):
    named = set(re.findall(r"Annex ([A-Z])\b", whole))

    assert named <= {PARTS[f"annex_{key}"].place[-1] for key in ANNEXES}


def test_a_public_paper_says_what_was_left_out_and_how_much():
    told = page_text(for_paper(demonstrated("home_care", provider_trust=EXEMPT), PUBLIC))

    assert squeezed("Part A – for publication; exempt notes left out") in told
    assert squeezed("1 answer has a note, a source or own words left out as exempt.") in told
    assert squeezed("A named provider told us.") not in told


def test_a_paper_with_exempt_words_asks_the_officer_for_the_paragraph():
    told = page_text(for_paper(demonstrated("home_care", provider_trust=EXEMPT)))

    assert squeezed("Part B – contains exempt information") in told
    assert squeezed(f"Reason: paragraph {BLANK} of Part 1 of Schedule 12A") in told
    assert squeezed("A named provider told us.") in told


def test_without_anything_exempt_there_is_no_word_of_parts():
    assert not paper(demonstrated("home_care")).publication.title
    public = paper(demonstrated("home_care"), PUBLIC).publication
    assert public.says == "Nothing was marked exempt, so nothing is left out."


# Blanks


def test_every_blank_is_an_element_that_other_documents_can_find(whole):
    outside = re.sub(r'<span class="blank">[^<]*</span>', "", whole)

    assert BLANK not in outside
    assert whole.count(BLANK) > 40


def test_a_blank_takes_its_space_with_it_and_escapes_what_stands_around():
    assert blanks("By ____, <b> ____.") == (
        'By<span class="blank"> ____</span>, &lt;b&gt;<span class="blank"> ____</span>.'
    )
    assert blanks("None here") == "None here"


# On paper


@pytest.mark.paper
def test_the_pages_in_front_are_four_at_most(found):
    assert front_pages(found) <= 4


@pytest.mark.paper
def test_however_much_is_written_the_pages_in_front_stay_four():
    much = "They wait, and nobody tells them why. " * 130
    texts = ("life_now", "life_changing", "life_differently", "how_you_will_know", "what_you_know")
    said = {key: {"value": much} for key in texts} | {"provider_trust": EXEMPT}
    loud = demonstrated("home_care", **said)
    loud.appraised["scope"] = much
    assert report(loud).committee.publication.reason
    assert len(report(loud).committee.risks.first) == 6

    assert front_pages(loud) <= 4


def front_pages(found: Any) -> int:
    """Return how many pages come before the draft decision record."""
    pages = PdfReader(BytesIO(pdf.printed(found, SHORT))).pages
    record = squeezed(PARTS["annex_record"].heading)
    at = (n for n, page in enumerate(pages) if record in squeezed(page.extract_text()))
    return next(at)


def test_an_appraisal_without_any_answer_still_makes_a_paper():
    told = page_text(for_paper(outcome()))

    assert squeezed("Nobody has said it yet in words.") in told
    assert squeezed("No goal was given points yet") in told
