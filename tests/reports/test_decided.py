"""A result shows what was decided, and says plainly, without blame, where the two differ."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from appraisal.conclusion import conclude
from appraisal.deciding import record
from appraisal.models import Decision, Outcome
from reports.decided import Decided, beside, decided
from reports.pdf import for_paper
from reports.report import report
from tests.reports.conftest import concluded, save
from tests.reports.outcomes import outcome
from tests.reports.reading import page_text, squeezed

What = Decision.What


@pytest.fixture
def recorded(db: None) -> Outcome:
    return saying(concluded({"provider_trust": {"value": 4}}), "relational")


def saying(outcome: Outcome, leader: str, *joint: str) -> Outcome:
    """Return the outcome, saying just this."""
    outcome.result |= {
        "verdict": "no_clear_difference" if joint else "leaning",
        "leader": leader,
        "joint_first": list(joint),
    }
    outcome.save()
    return outcome


def decision(on: Outcome, **said: Any) -> Decision:
    facts = {
        "what": What.APPROACH,
        "approach": "relational",
        "taken_by": "Cabinet",
        "taken_on": date(2026, 11, 3),
        "why": "Trust\nhas been built.",
        **said,
    }
    return record(Decision(outcome=on, token=uuid4(), **facts), by=None)


def shown(outcome: Outcome) -> Decided:
    found = decided(outcome)
    assert found
    return found


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "Relational"),
        (
            {"what": What.BLEND, "approach": "relational", "blended_with": "place_based"},
            "A blend of Relational and Place-based",
        ),
        ({"what": What.AS_NOW, "approach": ""}, "Continue as now"),
        (
            {"what": What.SOMETHING_ELSE, "approach": "", "in_words": "Wait a year."},
            "Wait a year.",
        ),
    ],
)
def test_it_says_what_was_decided(recorded, said, words):
    decision(recorded, **said)

    assert shown(recorded).words == words


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "Result 1 puts Relational first. That is what was decided."),
        (
            {"approach": "competitive"},
            "This differs from the result: result 1 puts Relational first.",
        ),
        (
            {"what": What.BLEND, "blended_with": "competitive"},
            "Result 1 puts Relational first. The blend holds Relational.",
        ),
        (
            {"what": What.AS_NOW, "approach": ""},
            "This differs from the result: result 1 puts Relational first.",
        ),
    ],
)
def test_it_says_how_the_decision_and_the_result_go_together(recorded, said, words):
    assert beside(decision(recorded, **said)) == words


def test_today_may_be_closest_to_what_the_result_puts_first(recorded):
    recorded.result["continue_as_now"]["approach"] = "relational"

    told = beside(decision(recorded, what=What.AS_NOW, approach=""))

    assert told.endswith("Relational is what the present arrangement is closest to.")


def test_without_a_clear_difference_it_says_which_of_them_it_is(recorded):
    saying(recorded, "relational", "relational", "competitive")
    undecided = "no clear difference between Relational and Competitive"

    one = beside(decision(recorded, approach="competitive"))
    both = beside(decision(recorded, what=What.BLEND, blended_with="competitive"))
    neither = beside(decision(recorded, approach="place_based"))

    assert one == f"Result 1 finds {undecided}. Competitive is one of these."
    assert both == f"Result 1 finds {undecided}. The blend holds Relational and Competitive."
    assert neither == f"This differs from the result: result 1 finds {undecided}."


def test_when_it_is_too_early_the_result_says_nothing_for_or_against(db):
    early = concluded({"provider_trust": {"value": 4}})

    assert "neither for nor against" in beside(decision(early))


def test_the_latest_counts_and_says_that_it_replaces_others(recorded):
    decision(recorded)
    assert not shown(recorded).earlier

    decision(recorded, approach="competitive", why_differs="Nobody trusts.")
    assert shown(recorded).words == "Competitive"
    assert shown(recorded).earlier.startswith("It replaces a decision recorded before")

    decision(recorded, approach="place_based", why_differs="Nobody trusts.")
    assert shown(recorded).earlier.startswith("It replaces 2 decisions recorded before")


def test_a_decision_on_an_earlier_result_says_so(recorded):
    decision(recorded)
    save(recorded.appraisal, {"provider_trust": {"value": 1}})

    later = conclude(recorded.appraisal, by=None)

    assert shown(later).later == (
        "The decision was taken on result 1. The result shown here is number 2."
    )
    assert not shown(recorded).later


def test_before_a_decision_there_is_nothing_to_show(recorded):
    assert decided(recorded) is None
    assert report(outcome()).decided is None


def test_page_and_paper_show_it_in_the_words_of_those_who_recorded_it(amina: Client):
    early = concluded({"provider_trust": {"value": 4}})
    decision(
        early,
        approach="competitive",
        in_words="With a break after two years.",
        why_differs="The ŵ <budget>.",
        dissent="The carers’ forum.",
    )

    page = page_text(amina.get(f"/reports/{early.appraisal.reference}/").content.decode())
    paper = page_text(for_paper(early))

    for words in (
        "With a break after two years.",
        "Decided by Cabinet, 3 November 2026",
        "The ŵ <budget>.",
        "The carers’ forum.",
    ):
        assert squeezed(words) in page
        assert squeezed(words) in paper
