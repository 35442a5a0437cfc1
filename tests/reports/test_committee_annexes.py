"""Annexes for people to complete: implications, the decision record, evaluation, quality map."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from shutil import copytree
from uuid import uuid4

import pytest

from appraisal.deciding import record
from appraisal.method.content import ContentError
from appraisal.models import Decision, Outcome
from reports.committee import content
from reports.committee.checks import wording_is_sound
from reports.committee.content import BLANK
from reports.committee.extracts import extract
from reports.committee.paper import Paper
from reports.report import report
from tests.reports.committees import VERDICTS, demonstrated, paper
from tests.reports.conftest import concluded
from tests.reports.outcomes import METHOD

OFFICERS = {
    "finance": "Section 151 officer",
    "legal": "Monitoring officer",
    "equality": "Equality lead",
    "climate": "Climate lead",
    "social_value": "Head of procurement",
    "health": "Director of public health",
    "safeguarding": "Director of adult social services",
    "data_protection": "Data protection officer",
    "workforce": "Head of human resources",
    "property": "Head of property",
}
STATEMENTS = [
    ("Working with people", "Assessing needs"),
    ("Working with people", "Supporting people to live healthier lives"),
    ("Working with people", "Equity in experience and outcomes"),
    ("Providing support", "Care provision, integration and continuity"),
    ("Providing support", "Partnerships and communities"),
    (
        "How the local authority ensures safety within the system",
        "Safe systems, pathways and transitions",
    ),
    ("How the local authority ensures safety within the system", "Safeguarding"),
    ("Leadership", "Governance, management and sustainability"),
    ("Leadership", "Learning, improvement and innovation"),
]


@pytest.fixture(scope="module")
def leaning() -> Paper:
    return paper(demonstrated("home_care"))


# Implications


def test_each_implication_names_the_officer_who_answers_for_it(leaning):
    officers = {each.key: each.officer for each in leaning.implications}

    assert OFFICERS.items() <= officers.items()


@pytest.mark.parametrize("name", VERDICTS)
def test_implications_ask_and_conclude_nothing(name):
    for each in paper(demonstrated(name)).implications:
        assert each.prompts
        assert all(prompt.endswith("?") for prompt in each.prompts)


def test_the_law_says_when_it_was_read_or_that_it_was_not(leaning):
    told = {each.key: each.checked for each in leaning.implications}

    assert told["equality"].startswith("Read, 25 November 2026: Equality Act 2010, section 149")
    assert told["workforce"].startswith("Not checked in its source, 25 November 2026")
    assert told["climate"] == ""


def test_answers_sharpen_what_is_asked():
    def asked(**answers: object) -> str:
        implications = paper(demonstrated("home_care", **answers)).implications
        return " ".join(prompt for each in implications for prompt in each.prompts)

    assert "would TUPE bring staff to the council" in asked(in_house_capacity=4)
    assert "would TUPE bring staff to the council" not in asked(in_house_capacity=1)
    assert "Provider Selection Regime" in asked(health_care_in_scope="yes")
    assert "Provider Selection Regime" not in asked(health_care_in_scope="no")
    assert "what cannot be afforded" not in asked(budget_position={"value": None})


def test_what_may_be_chosen_sharpens_what_is_asked(leaning):
    asked = {each.key: each.prompts for each in leaning.implications}

    assert any("chosen partners" in prompt for prompt in asked["legal"])
    assert not any("come in arrears" in prompt for prompt in asked["finance"])


# The decision record


def test_a_draft_record_leaves_open_what_only_people_can_say(leaning):
    draft = leaning.record

    assert (draft.taken_by, draft.taken_on, draft.decision) == (BLANK, BLANK, (BLANK,))
    assert draft.draft == leaning.asked
    assert BLANK in draft.reasons[-1]
    assert {each.rejected for each in draft.alternatives} == {BLANK}
    assert draft.dissent == BLANK
    assert "regulation 12" in draft.law and "Regulation 13" in draft.law
    assert draft.law_read.startswith("Information, not legal advice; as read on 25 November 2026")


def test_draft_reasons_are_what_the_result_says(leaning):
    assert leaning.record.reasons[0].startswith("The answers lean towards Relational")
    assert leaning.record.reasons[1].startswith("What speaks for Relational most: Goal: Stable")


def test_a_recorded_decision_fills_the_record_in(db: None):
    found = concluded({"provider_trust": {"value": 4}})
    _decide(found, approach="competitive", why_differs="Nobody trusts.", dissent="The forum.")

    told = report(found).committee.record

    assert (told.taken_by, told.taken_on) == ("Cabinet", "3 November 2026")
    assert told.decision == ("Competitive",)
    assert told.draft == ()
    assert told.reasons[:2] == (
        "It is cheaper.",
        "Why not what the result puts first: Nobody trusts.",
    )
    assert told.dissent == "The forum."
    assert "Competitive" not in {each.name for each in told.alternatives}
    assert {"Continue as now", "Relational"} <= {each.name for each in told.alternatives}


def test_to_continue_as_now_is_not_its_own_alternative(db: None):
    found = concluded({"provider_trust": {"value": 4}})
    _decide(found, what=Decision.What.AS_NOW, approach="")

    told = report(found).committee.record

    assert told.decision == ("Continue as now",)
    assert "Continue as now" not in {each.name for each in told.alternatives}


def _decide(found: Outcome, **said: str) -> None:
    facts = {"what": Decision.What.APPROACH, "taken_by": "Cabinet", "why": "It is cheaper.", **said}
    record(
        Decision(outcome=found, token=uuid4(), taken_on=date(2026, 11, 3), **facts),
        by=None,
    )


# The declaration


def test_it_declares_that_it_supports_and_does_not_replace_judgement(leaning):
    assert "does not replace, the judgement of officers and members" in leaning.declaration[0]


# Evaluation


def test_the_evaluation_plan_measures_goals_steps_and_unknowns(leaning):
    plan = leaning.evaluation
    best = METHOD.goal_by_key["independent_lives"]

    assert plan.own and plan.own.words.startswith("Support starts within two weeks")
    assert (plan.goals[0].what, plan.goals[0].now) == (best.text, best.swing_from)
    assert len(plan.steps) == 1
    assert plan.unknowns[0].question.startswith("Could the providers you want to keep")


def test_when_to_look_again_hangs_on_what_was_answered(leaning):
    assert leaning.evaluation.looks[0].startswith("A year after the decision")
    assert any("provider leaves" in each for each in leaning.evaluation.looks)
    calm = paper(demonstrated("home_care", provider_exits=5, contract_end="gt36"))
    assert not any("provider leaves" in each for each in calm.evaluation.looks)


# Quality statements


def test_all_nine_quality_statements_stand_in_their_themes(leaning):
    told = [
        (theme.name, each.name) for theme in leaning.quality.themes for each in theme.statements
    ]

    assert told == STATEMENTS


def test_answers_that_could_be_evidence_say_on_what_they_rest(leaning):
    bearings = [
        bearing
        for theme in leaning.quality.themes
        for each in theme.statements
        for bearing in each.bearings
    ]
    answers = " ".join(answer for each in bearings for answer in each.answers)

    assert "C03 6% to under 10%, 9% (evidence)" in answers
    assert "(a guess, so find out first)" in answers
    assert "B02 Goal: Prevent, reduce and delay the need for support (90 points)" in answers
    assert any(each.missing == "D10" for each in bearings)


def test_the_map_says_that_it_is_ours_and_when_the_names_were_read(leaning):
    assert leaning.quality.read_on == "25 November 2026"
    assert "Check which framework is in force" in leaning.quality.note


# Evidence


def test_every_approach_has_the_grade_of_its_evidence_and_those_in_play_what_it_is(leaning):
    told = {each.name: each for each in leaning.evidence}

    assert len(told) == len(METHOD.approaches)
    assert told["Relational"].grade == "Mechanism moderate, outcomes weak"
    assert told["Relational"].says and not told["Competitive"].says


# Extracts


def test_a_text_is_cut_after_a_sentence_or_else_after_a_word():
    assert extract("", "Short.", 20, "Annex D").rest == ""
    assert extract("", "One two. Three four. Five six.", 24, "Annex D").words == (
        "One two. Three four. …"
    )
    assert extract("", "one two three four five six", 12, "Annex D").words == "one two …"
    assert extract("", "x" * 50, 10, "Annex D").words == f"{'x' * 10} …"


# The wording


def test_the_wording_is_sound():
    assert wording_is_sound(None) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        (
            "implications",
            "and who agreed them?",
            "and who agreed them.",
            "committee: implications: finance: “Which savings are counted, from when, how sure are "
            "they, and who agreed them.” does not ask. A prompt ends with a question mark.",
        ),
        (
            "implications",
            'question = "budget_position"',
            'question = "budget_positon"',
            "“question” says “budget_positon”, which is not known. Did you mean budget_position",
        ),
        (
            "quality",
            'goals = ["joined_up"]',
            'goals = ["joined"]',
            "committee: quality: Partnerships and communities: “goals” says “joined”",
        ),
        (
            "decisions",
            "{leader} be prepared first",
            "{leadr} be prepared first",
            "“text” says “leadr”, which is not known. Did you mean leader",
        ),
        ("decisions", 'verdicts = ["clear"]', 'verdicts = ["sure"]', "“verdicts” says “sure”"),
        ("evaluation", "says = ", "say = ", "committee: evaluation: “says” is missing."),
        (
            "record",
            "publication = ",
            "published = ",
            "committee: record: “publication” is missing.",
        ),
    ],
)
def test_a_mistake_in_the_wording_is_told_with_what_to_do(tmp_path, file, old, new, problem):
    folder = tmp_path / "committee"
    copytree(Path(content.__file__).parent, folder)
    path = folder / f"{file}.toml"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")

    with pytest.raises(ContentError) as raised:
        content.load(folder, METHOD)

    assert any(problem in each for each in raised.value.problems)
