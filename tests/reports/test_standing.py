"""What stands in the way is told on page and paper, and never moves a score."""

from __future__ import annotations

from reports.report import report
from tests.reports.outcomes import METHOD, demonstrated, outcome


def test_a_gate_that_is_met_says_what_and_what_to_do_and_because_of_what():
    told = report(outcome({"provider_trust": 1})).in_the_way

    trust = next(gate for gate in METHOD.gates if gate.key == "trust")
    shown = next(each for each in told.met if each.says == trust.says)
    assert shown.kind == "Holds back"
    assert shown.concerns == "Relational"
    assert shown.action == trust.action
    assert shown.because[0].startswith("How much do providers trust the council?")


def test_a_gate_on_an_unanswered_question_is_not_known():
    told = report(outcome({})).in_the_way

    assert told.met == ()
    assert {each.status for each in told.standings} == {"Not known"}
    assert told.leader == ""
    assert len(told.not_known) == 13


def test_the_verdict_says_when_the_leader_could_not_start_now():
    told = report(demonstrated())

    status = {each.name: each.status for each in told.in_the_way.standings}["Relational"]
    assert (told.in_the_way.leader == "") == (status == "Ready")
