"""Gates: what holds an approach back or asks for care, in three-valued logic."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appraisal.method.advice import Condition, Gate, Rule
from appraisal.scoring.best import best
from appraisal.scoring.document import as_document
from appraisal.scoring.gates import GateFinding, Status, gate_findings, statuses, worst
from appraisal.scoring.result import appraise
from appraisal.scoring.rules import Finding, Trigger, all_of, any_of, evaluate
from appraisal.scoring.scores import fits
from tests.scoring.landscapes import (
    METHOD,
    all_answered,
    documents,
    fits_by_key,
    landscape,
    tried,
    tried_a_little,
    with_answer,
)

CORE = [approach.key for approach in METHOD.core]
EVERYONE = [approach.key for approach in METHOD.approaches]
WITHOUT_GATES = replace(METHOD, gates=())


# Three-valued logic

TRUTHS = (True, False, None)
AND = {
    (True, True): True,
    (True, False): False,
    (True, None): None,
    (False, False): False,
    (False, None): False,
    (None, None): None,
}
OR = {
    (True, True): True,
    (True, False): True,
    (True, None): True,
    (False, False): False,
    (False, None): None,
    (None, None): None,
}


@pytest.mark.parametrize(("pair", "expected"), AND.items())
def test_all_of_two_is_as_in_kleenes_table(pair, expected):
    assert all_of(list(pair)) is all_of(list(reversed(pair))) is expected


@pytest.mark.parametrize(("pair", "expected"), OR.items())
def test_any_of_two_is_as_in_kleenes_table(pair, expected):
    assert any_of(list(pair)) is any_of(list(reversed(pair))) is expected


def test_what_holds_for_three_follows_from_two():
    for one, two, three in product(TRUTHS, repeat=3):
        assert all_of([one, two, three]) is all_of([all_of([one, two]), three])
        assert any_of([one, two, three]) is any_of([any_of([one, two]), three])


def test_a_rule_without_conditions_is_met_by_all_and_by_none():
    assert all_of([]) is True
    assert any_of([]) is False


# Rules over answers

EITHER = Rule("any", (Condition("fee_against_cost", (1, 2)), Condition("provider_count", (1,))))
BOTH = replace(EITHER, need="all")


def said(**answers):
    return landscape({"answers": answers})


@pytest.mark.parametrize(
    ("answers", "either", "both"),
    [
        ({"fee_against_cost": 2, "provider_count": 1}, True, True),
        ({"fee_against_cost": 2, "provider_count": 2}, True, False),
        ({"fee_against_cost": 3, "provider_count": 2}, False, False),
        ({"fee_against_cost": 2}, True, None),
        ({"fee_against_cost": 3}, None, False),
        ({"fee_against_cost": None}, None, None),
        ({"fee_against_cost": "n/a", "provider_count": 1}, True, False),
        ({"fee_against_cost": "n/a", "provider_count": 5}, False, False),
        ({"fee_against_cost": "n/a"}, None, False),
    ],
)
def test_a_rule_is_met_not_met_or_not_known(answers, either, both):
    assert evaluate(METHOD, EITHER, said(**answers)).truth is either
    assert evaluate(METHOD, BOTH, said(**answers)).truth is both


def test_a_rule_tells_the_answers_that_decided_it():
    found = evaluate(METHOD, EITHER, said(fee_against_cost=2, provider_count=4))

    assert found == Finding(True, (Trigger("fee_against_cost", 2, True),))


def test_an_unknown_answer_is_told_as_what_it_hangs_on():
    found = evaluate(METHOD, EITHER, said(fee_against_cost=4))

    assert found == Finding(None, (Trigger("provider_count", None, None),))


def test_an_answer_that_does_not_apply_is_told_as_not_meeting_its_condition():
    found = evaluate(METHOD, BOTH, said(fee_against_cost="n/a"))

    assert found == Finding(False, (Trigger("fee_against_cost", None, False),))


def test_a_guess_counts_as_what_was_guessed():
    guess = {"value": 1, "confidence": "guess"}

    assert evaluate(METHOD, BOTH, said(fee_against_cost=guess, provider_count=1)).truth is True


# The gates of the published version: what fires them, and what just does not

FIRES: dict[str, list[tuple[str, Any, Any]]] = {
    "G1": [("fee_against_cost", 2, 3)],
    "G2": [("outcomes_measurable", 2, 3), ("outcomes_attributable", 2, 3)],
    "G3": [("payment_risk", 2, 3)],
    "G4": [("nhs_readiness", 2, 3)],
    "G5": [("provider_trust", 2, 3)],
    "G6": [("contract_end", "lt6", "m6_18")],
    "G7": [("market_concentration", 1, 2), ("provider_count", 2, 3)],
    "G8": [("provider_exits", 2, 3)],
    "G9": [("voluntary_sector", 2, 3), ("community_networks", 2, 3)],
    "G10": [("budget_position", "efs", "balanced")],
    "G11": [("health_care_in_scope", "yes", "no")],
    "G12": [("coproduction", 2, 3)],
    "G15": [("year_one_cash", 4, 3)],
}
KINDS = {
    "legal": {"G11"},
    "not yet": {"G2", "G4", "G5", "G6", "G9", "G12"},
    "caution": {"G1", "G3", "G7", "G8", "G10", "G15"},
    "warning": {"G13", "G14"},
}
CONCERNS = {
    "G1": {"competitive"},
    "G2": {"outcome_based"},
    "G3": {"outcome_based"},
    "G4": {"integrated"},
    "G5": {"relational"},
    "G6": set(EVERYONE) - {"competitive"},
    "G7": {"competitive", "place_based"},
    "G8": set(EVERYONE),
    "G9": {"place_based", "strengths_based"},
    "G10": set(EVERYONE),
    "G11": {"integrated"},
    "G12": set(EVERYONE),
    "G13": set(),
    "G14": set(),
    "G15": {"place_based", "strengths_based", "integrated", "outcome_based"},
}


def other_level(question, level):
    """Return the level given, or for a choice any that is not the one that fires."""
    keys = METHOD.question_by_key[question].level_keys
    return level if level in keys else next(key for key in keys if key != "efs")


def truth_of(code, given):
    [found] = [found for found in gate_findings(METHOD, given) if found.gate.code == code]
    return found.finding.truth


@pytest.mark.parametrize(
    ("code", "case"), [(code, case) for code, cases in FIRES.items() for case in cases]
)
def test_a_gate_fires_at_its_answer_and_not_beside_it(code, case):
    question, fires, quiet = case
    others = {key: other_level(key, calm) for key, _, calm in FIRES[code]}

    assert truth_of(code, said(**{**others, question: fires})) is True
    assert truth_of(code, said(**{**others, question: other_level(question, quiet)})) is False
    assert truth_of(code, said(**{**others, question: None})) is None


def test_all_fifteen_gates_are_there_with_their_kinds():
    kinds = {kind: {gate.code for gate in METHOD.gates if gate.kind == kind} for kind in KINDS}

    assert kinds == KINDS
    assert {gate.code: set(gate.approaches) for gate in METHOD.gates} == CONCERNS
    assert {gate.code for gate in METHOD.gates if gate.rule} == set(FIRES)


# Status


def finding(kind, truth, approaches=("relational",)):
    gate = Gate("g", "G0", kind, approaches, EITHER, "", "", "", ())
    return GateFinding(gate, Finding(truth, ()))


@pytest.mark.parametrize(
    ("kind", "truth", "status"),
    [
        ("legal", True, "not yet ready"),
        ("legal", None, "not known"),
        ("legal", False, "ready"),
        ("not yet", True, "not yet ready"),
        ("not yet", None, "not known"),
        ("not yet", False, "ready"),
        ("caution", True, "ready with actions"),
        ("caution", None, "ready with actions"),
        ("caution", False, "ready"),
    ],
)
def test_one_gate_makes_a_status(kind, truth, status):
    assert worst([finding(kind, truth)]) == status


ORDER = ["ready", "ready with actions", "not known", "not yet ready"]


@given(
    st.lists(
        st.builds(
            finding, st.sampled_from(["legal", "not yet", "caution"]), st.sampled_from(TRUTHS)
        )
    )
)
def test_a_status_is_the_worst_of_its_gates(findings):
    each = [ORDER.index(worst([found])) for found in findings]

    assert worst(findings) == ORDER[max(each, default=0)]


def test_a_gate_speaks_only_of_the_approaches_it_names():
    found = statuses(METHOD, (finding("not yet", True, ("relational", "integrated")),))

    assert {key for key, status in found.items() if status != "ready"} == {
        "relational",
        "integrated",
    }
    assert set(found) == set(EVERYONE)


@tried
@given(documents())
def test_no_gate_moves_a_score(document):
    assert fits_by_key(document) == fits_by_key(document, WITHOUT_GATES)


@tried_a_little
@given(documents(), st.sampled_from(["yes", "no", None]))
def test_an_answer_that_only_drives_a_gate_moves_no_score(document, said_of_health):
    after = with_answer(document, "health_care_in_scope", said_of_health)

    assert fits_by_key(after) == fits_by_key(document)


def test_gates_and_statuses_are_told_even_when_it_is_too_early():
    found = as_document(appraise(METHOD, said(provider_trust=1)))

    by_key = {each["key"]: each for each in found["approaches"]}
    assert found["verdict"] == "too_early"
    assert by_key["relational"]["status"] == "not yet ready"
    assert "trust" in [gate["key"] for gate in by_key["relational"]["gates"] if gate["met"]]
    assert (found["best"]["fit"], found["blends"], found["mechanisms"]) == (None, [], [])


# Best fit, best fit that is ready, and what stands between


def ranked(document):
    given = landscape(document)
    return tuple(fit for fit in fits(METHOD, given) if fit.approach.core)


ALL_READY: dict[str, Status] = dict.fromkeys(CORE, "ready")
NONE_KNOWN: dict[str, Status] = dict.fromkeys(CORE, "not known")
RELATIONAL = {"answers": {"lives_vary": 5, "harm_of_change": 5, "specification_stable": 1}}


def test_the_best_fit_is_the_highest_fit_whatever_holds_it_back():
    held: dict[str, Status] = {**ALL_READY, "relational": "not yet ready"}
    trust = finding("not yet", True)
    others = (
        finding("caution", True),
        finding("not yet", False),
        finding("not yet", True, ("competitive",)),
    )

    found = best(ranked(RELATIONAL), held, (trust, *others))

    assert found.fit == "relational"
    assert found.ready not in (None, "relational")
    assert found.between == (trust,)


def test_an_unknown_gate_stands_between_as_well():
    held: dict[str, Status] = {**ALL_READY, "relational": "not known"}
    unknown = finding("not yet", None)

    found = best(ranked(RELATIONAL), held, (unknown,))

    assert (found.fit, found.between) == ("relational", (unknown,))
    assert found.ready != "relational"


def test_a_caution_does_not_hold_an_approach_back():
    careful: dict[str, Status] = {**ALL_READY, "relational": "ready with actions"}

    found = best(ranked(RELATIONAL), careful, ())

    assert found.fit == found.ready == "relational"


def test_when_none_is_ready_none_is_named():
    found = best(ranked(RELATIONAL), NONE_KNOWN, ())

    assert (found.fit, found.ready, found.ready_tie, found.ready_fits) == (
        "relational",
        None,
        (),
        None,
    )
    assert set(found.unknown) == set(CORE)


def test_equal_fits_have_no_best():
    found = best(ranked({}), ALL_READY, ())

    assert (found.fit, found.ready, found.between) == (None, None, ())
    assert found.fit_tie == found.ready_tie == tuple(CORE)
    assert found.ready_fits


def test_what_is_ready_may_still_fit_badly():
    only: dict[str, Status] = {**dict.fromkeys(CORE, "not yet ready"), "competitive": "ready"}

    found = best(ranked(RELATIONAL), only, ())

    assert (found.ready, found.ready_fits, found.unknown) == ("competitive", False, ())


def test_what_fits_better_but_is_not_known_to_be_ready_is_named():
    held: dict[str, Status] = {
        "place_based": "ready",
        "outcome_based": "not known",
        "relational": "not known",
        "competitive": "not known",
    }

    found = best(ranked(RELATIONAL), held, ())

    assert (found.ready, found.unknown) == ("place_based", ("relational",))
    assert (found.fit_tie, found.ready_tie) == ((), ())


def test_readiness_answers_do_not_change_the_best_fit():
    answered = all_answered(3)
    before = appraise(METHOD, said(**answered)).advice.best.fit
    readiness = {
        key: 1
        for criterion in METHOD.criteria
        if criterion.group == "readiness"
        for key in criterion.questions
        if METHOD.question_by_key[key].kind != "choice"
    }

    after = appraise(METHOD, said(**{**answered, **readiness})).advice.best.fit

    assert after == before
