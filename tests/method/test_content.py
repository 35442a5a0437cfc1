"""What the content of version 2026.1 holds, and how it reads."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from appraisal.method.content import method
from appraisal.method.soundness import all_influences
from appraisal.scoring.draws import DRAWS

METHOD = method("2026.1")
ITEMS: list[Any] = [*METHOD.questions, *METHOD.goals]
INFLUENCES = list(all_influences(METHOD))
STRENGTHS = Path(__file__).parent / "strengths-2026.1.json"


# How much there is


def test_there_are_68_items_of_which_13_are_goals():
    assert (len(METHOD.questions), len(METHOD.goals)) == (55, 13)


def test_there_are_316_influences():
    assert len(INFLUENCES) == 316


def test_the_short_route_has_29_scored_questions():
    short = [question for question in METHOD.questions if question.short_route and question.scored]

    assert len(short) == 29


def test_four_approaches_are_core_and_four_are_further():
    assert [approach.key for approach in METHOD.approaches] == [
        "place_based",
        "outcome_based",
        "relational",
        "competitive",
        "integrated",
        "strengths_based",
        "personalised",
        "human_learning",
    ]
    assert [approach.core for approach in METHOD.approaches] == [True] * 4 + [False] * 4


def test_eight_questions_are_asked_but_not_scored():
    assert {question.key for question in METHOD.questions if not question.scored} == {
        "last_tested",
        "life_now",
        "life_changing",
        "life_differently",
        "how_you_will_know",
        "what_you_know",
        "current_approach",
        "health_care_in_scope",
    }


def test_each_section_has_the_questions_the_method_names():
    counts = {section.key: 0 for section in METHOD.sections}
    for question in METHOD.questions:
        counts[question.section] += 1

    assert counts == {"current_situation": 26, "goals": 3, "market": 14, "stakeholders": 12}


def test_criteria_have_the_published_weights_and_sizes():
    found = {
        criterion.key: (criterion.group, float(criterion.weight), len(criterion.questions))
        for criterion in METHOD.criteria
    }

    assert found == {
        "goals": ("fit", 0.3, 13),
        "needs": ("fit", 0.3, 11),
        "market": ("fit", 0.3, 9),
        "timing": ("fit", 0.1, 2),
        "people": ("readiness", 0.125, 3),
        "community": ("readiness", 0.125, 3),
        "trust_and_continuity": ("readiness", 0.125, 3),
        "partners": ("readiness", 0.125, 3),
        "money": ("readiness", 0.125, 3),
        "craft": ("readiness", 0.125, 3),
        "flexibility": ("readiness", 0.125, 3),
        "leadership": ("readiness", 0.125, 4),
    }


def test_the_constants_of_the_verdict_are_as_published():
    constants = {name: float(value) for name, value in asdict(METHOD.thresholds).items()}

    assert float(METHOD.fit_weight) == 0.6
    assert constants == {
        "enough_coverage": 0.5,
        "full_coverage": 0.8,
        "clear_lead": 5,
        "clear_share": 0.9,
        "leaning_lead": 2.5,
        "leaning_share": 0.65,
        "joint_margin": 2.5,
    }


# The table of strengths


def test_every_strength_is_as_pinned():
    pinned = json.loads(STRENGTHS.read_text("utf-8"))

    found = {
        item.key: strengths_of(item) for item in ITEMS if getattr(item, "kind", "goal") != "text"
    }

    assert found == pinned


def strengths_of(item):
    if getattr(item, "kind", "goal") == "choice":
        return {level.key: by_approach(level.influences) for level in item.levels}
    return by_approach(item.influences)


def by_approach(influences):
    return {influence.approach: float(influence.strength) for influence in influences}


# Reasons, sources and grades


def test_every_influence_has_a_reason_of_its_own_a_source_and_a_grade():
    reasons = [influence.because for influence in INFLUENCES]

    assert len(set(reasons)) == len(reasons)
    assert all(influence.sources and influence.grade for influence in INFLUENCES)


def test_every_reason_is_a_full_sentence():
    for influence in INFLUENCES:
        assert re.fullmatch(r"[A-Z].{60,220}[.]", influence.because), influence.because


def test_no_two_reasons_are_the_same_sentence_in_other_clothes():
    reasons = [(influence.because, word_triples(influence.because)) for influence in INFLUENCES]

    for (one, triples), (other, other_triples) in combinations(reasons, 2):
        shared = len(triples & other_triples) / min(len(triples), len(other_triples))
        assert shared < 0.4, f"{one}\n{other}"


def word_triples(text):
    words = re.findall(r"[\w’'-]+", text.lower())
    return {tuple(words[n : n + 3]) for n in range(len(words) - 2)}


def test_every_source_says_how_much_of_it_was_read():
    assert all(source.seen and source.year for source in METHOD.sources)
    assert all(re.match(r"https://|$", source.address) for source in METHOD.sources)


# Roles


def test_people_answer_in_one_of_fourteen_roles():
    assert [role.key for role in METHOD.roles] == [
        "provider",
        "person_drawing_on_support",
        "unpaid_carer",
        "nhs",
        "finance",
        "procurement_and_legal",
        "councillor",
        "voluntary_sector",
        "neighbouring_council",
        "practitioner",
        "commissioner",
        "senior_leader",
        "housing",
        "other",
    ]


def test_everyone_invited_is_told_in_one_sentence_what_to_speak_from():
    for role in METHOD.roles:
        assert re.fullmatch(r"Answer from [^.]{30,120}[.]", role.speak_from), role.speak_from


def test_three_questions_need_an_answer_from_those_they_are_about_and_say_so():
    needed = {part.key: part.evidence_from for part in METHOD.questions if part.evidence_from}

    assert needed == {
        "provider_trust": ("provider",),
        "coproduction": ("person_drawing_on_support",),
        "unpaid_carers": ("unpaid_carer",),
    }
    for key in needed:
        assert "An answer counts as evidence only when" in METHOD.question_by_key[key].note


# Words


def test_the_glossary_tells_a_term_in_one_to_three_plain_sentences():
    for term in METHOD.glossary:
        sentences = re.findall(r"[^.]+[.](?:\s|$)", term.means)
        assert 1 <= len(sentences) <= 3, term.name
        assert re.fullmatch(r"[a-z0-9-]+", term.key)


def test_figures_in_the_glossary_are_those_of_the_method():
    limits = METHOD.thresholds
    short = [part for part in METHOD.questions if part.short_route and part.scored]
    figures = {
        "fit": f"{float(METHOD.fit_weight):.0%} of the score",
        "readiness": f"{float(1 - METHOD.fit_weight):.0%} of the score",
        "coverage": "Below half" if float(limits.enough_coverage) == 0.5 else "?",
        "provisional": f"less than {float(limits.full_coverage):.0%} answered",
        "lead": f"Under {float(limits.leaning_lead):g} points",
        "how often first": f"{DRAWS:,} readings",
        "reading": f"{DRAWS:,} of them",
        "short route": f"{len(short)} that are scored",
    }

    for name, words in figures.items():
        assert words in METHOD.term_by_name[name].means


def test_a_term_is_found_by_any_of_its_names():
    assert METHOD.term_by_name["rank share"] is METHOD.term_by_name["how often first"]


def test_terms_of_law_say_what_was_read_and_when():
    for term in METHOD.glossary:
        if re.search(r"\b(Act|section \d|Regulations|Regime)\b", term.means):
            assert term.read_on and term.source, term.name


# How it reads


@pytest.mark.parametrize("question", METHOD.questions, ids=lambda question: question.key)
def test_a_question_asks_one_thing_and_helps_to_answer_it(question):
    assert question.text.endswith("?")
    assert question.text.count("?") == 1
    assert len(question.text) <= 130
    assert all([question.hint, question.why, question.where])


def test_a_goal_says_where_its_swing_begins_and_ends():
    assert all(goal.swing_from != goal.swing_to for goal in METHOD.goals)
    assert all(goal.hint and goal.why and goal.where for goal in METHOD.goals)


def test_pages_hold_three_to_six_questions_and_every_question_stands_on_one():
    on_pages = [key for page in METHOD.pages for key in page.questions]

    assert all(3 <= len(page.questions) <= 6 for page in METHOD.pages)
    assert sorted(on_pages) == sorted(question.key for question in METHOD.questions)


def test_one_three_and_five_of_a_scale_are_anchored_in_words():
    scales = [question for question in METHOD.questions if question.kind == "scale"]

    for question in scales:
        labels = {level.key: level.label for level in question.levels}
        assert len({labels[1], labels[3], labels[5]}) == 3
        assert all(len(labels[level]) > 2 for level in (1, 3, 5))


def all_texts():
    for item in ITEMS:
        for field in ("text", "hint", "why", "where"):
            yield f"{item.key}: {getattr(item, field)}"
        for level in getattr(item, "levels", ()):
            yield f"{item.key}: {level.label}"
    for influence in INFLUENCES:
        yield influence.because
    for approach in METHOD.approaches:
        for text in (approach.summary, approach.what, approach.evidence, approach.law):
            yield f"{approach.key}: {text}"
        yield from (*approach.needs, *approach.suits, *approach.poor_fit, *approach.steps)
    for criterion in METHOD.criteria:
        yield f"{criterion.key}: {criterion.meaning}"
    for role in METHOD.roles:
        yield f"{role.key}: {role.name}; {role.group}; {role.speak_from}"
    for term in METHOD.glossary:
        yield f"{term.key}: {', '.join(term.names)}: {term.means}"


@pytest.mark.parametrize(
    "word",
    [
        "TODO",
        "lorem",
        "service users?",
        "the elderly",
        "the vulnerable",
        "hard to reach",
        "bed.?block",
        "leverag",
        "utilis",
        "proven to work",
        "approach works",
        "guarantee[sd]? (success|results|savings)",
    ],
)
def test_nothing_is_said_that_a_commissioner_should_not_read(word):
    found = [text for text in all_texts() if re.search(rf"\b{word}", text, re.IGNORECASE)]

    assert found == []
