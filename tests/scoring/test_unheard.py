"""Whose answer counts as evidence: some can only be given by those they are about."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from appraisal.scoring.document import as_document
from appraisal.scoring.perspectives import Voice
from appraisal.scoring.result import appraise
from appraisal.scoring.unheard import Unheard, unheard
from tests.scoring.landscapes import METHOD, SCALES, documents, landscape, tried_a_little

NEEDED = {part.key: part.evidence_from for part in METHOD.questions if part.evidence_from}


def voice(group, **answers):
    return Voice("Ben", group, landscape({"answers": answers}))


def told(answers, *voices):
    return unheard(METHOD, landscape({"answers": answers}), voices)


def hopeful(answers, *voices):
    """Return the answers of a middling landscape that the optimism test lowers."""
    middle = {question.key: 3 for question in SCALES}
    found = appraise(METHOD, landscape({"answers": middle | answers}), voices)
    assert found.certainty is not None
    return found.certainty.optimism.questions


EVIDENCE = {"provider_trust": {"value": 5, "confidence": "evidence"}}


# Who has been heard


def test_a_councils_word_for_what_providers_think_leaves_providers_unheard():
    assert told({"provider_trust": 4}) == (
        Unheard("provider_trust", roles=("provider",), claimed=False),
    )


def test_evidence_that_is_claimed_without_them_is_told_as_claimed():
    assert told(EVIDENCE) == (Unheard("provider_trust", roles=("provider",), claimed=True),)


def test_one_provider_who_answers_is_enough_whatever_they_say():
    assert told(EVIDENCE, voice("nhs"), voice("provider", provider_trust=1)) == ()


@pytest.mark.parametrize(
    "speaks",
    [
        voice("provider"),
        voice("provider", provider_trust=None),
        voice("provider", coproduction=5),
        voice("commissioner", provider_trust=5),
        voice("Providers", provider_trust=5),
    ],
    ids=[
        "has answered nothing",
        "does not know",
        "has answered something else",
        "has another role",
        "is in a group that is no role",
    ],
)
def test_providers_are_still_unheard_when_the_only_voice(speaks):
    assert [part.question for part in told(EVIDENCE, speaks)] == ["provider_trust"]


@pytest.mark.parametrize("answer", [None, {"value": None, "confidence": "evidence"}])
def test_what_is_not_known_claims_nothing(answer):
    assert told({"provider_trust": answer}) == ()


def test_any_one_of_several_roles_will_do():
    question = replace(
        METHOD.question_by_key["provider_trust"], evidence_from=("provider", "voluntary_sector")
    )
    method = replace(METHOD, questions=(question,))
    agreed = landscape({"answers": EVIDENCE})

    assert unheard(method, agreed, (voice("voluntary_sector", provider_trust=2),)) == ()
    [found] = unheard(method, agreed, ())
    assert found.roles == ("provider", "voluntary_sector")


def test_the_unheard_are_told_in_the_order_they_are_asked():
    asked = [part.key for part in METHOD.questions if part.key in NEEDED]

    assert [part.question for part in told(dict.fromkeys(reversed(asked), 3))] == asked


# What follows


def test_evidence_without_those_it_is_about_is_hope():
    assert hopeful(EVIDENCE) == ("provider_trust",)
    assert hopeful(EVIDENCE, voice("provider", provider_trust=2)) == ()


def test_a_judgement_is_hope_whoever_has_been_heard():
    judged = {"provider_trust": {"value": 5, "confidence": "judgement"}}

    assert hopeful(judged, voice("provider", provider_trust=5)) == ("provider_trust",)


@tried_a_little
@given(documents())
def test_hearing_everybody_moves_nothing_but_what_is_said_of_hope_and_views(document):
    heard = tuple(voice(roles[0], **{key: 1}) for key, roles in NEEDED.items())
    agreed = landscape(document)

    alone = as_document(appraise(METHOD, agreed))
    together = as_document(appraise(METHOD, agreed, heard))

    assert together["unheard"] == []
    assert "perspectives" not in alone
    assert together["perspectives"]["spreads"]
    assert calculated(together) == calculated(alone)


def calculated(found):
    """Return an outcome without who was heard, and without the optimism test."""
    certainty = found["certainty"] and {**found["certainty"], "optimism": None}
    kept = {key: part for key, part in found.items() if key not in ("unheard", "perspectives")}
    return {**kept, "certainty": certainty}


def test_an_outcome_says_who_has_not_been_heard():
    found = as_document(appraise(METHOD, landscape({"answers": EVIDENCE})))

    assert found["unheard"] == [
        {"question": "provider_trust", "roles": ["provider"], "claimed": True}
    ]
