"""Concluding stores what was found, as it was found."""

from __future__ import annotations

from uuid import uuid4

import pytest

from appraisal.conclusion import conclude
from appraisal.method.content import CURRENT_VERSION, method
from appraisal.models import Appraisal, Event, Perspective

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreed() -> Perspective:
    appraisal = Appraisal.objects.create(title="Home care", method_version=CURRENT_VERSION)
    return Perspective.objects.create(appraisal=appraisal)


def save(perspective: Perspective, number: int, **answers: object) -> None:
    perspective.revisions.create(
        step="people-and-their-needs",
        number=number,
        answers={key: {"value": value} for key, value in answers.items()},
        method_version=CURRENT_VERSION,
        token=uuid4(),
    )


def test_an_outcome_keeps_the_answers_and_the_version_and_hash_of_the_method(agreed):
    save(agreed, 1, lives_vary=5)

    outcome = conclude(agreed.appraisal, by=None)

    assert outcome.landscape == {"answers": {"lives_vary": {"value": 5}}, "goals": {}}
    assert outcome.method_version == CURRENT_VERSION
    assert outcome.method_hash == method(CURRENT_VERSION).hash
    assert outcome.result["verdict"] == outcome.verdict == "too_early"
    assert outcome.leader == ""
    assert float(outcome.coverage) == pytest.approx(outcome.result["coverage"], abs=1e-6)


def test_concluding_again_after_a_change_adds_an_outcome_and_leaves_the_first_alone(agreed):
    save(agreed, 1, lives_vary=5)
    first = conclude(agreed.appraisal, by=None)
    before = (first.landscape, first.result)
    save(agreed, 2, lives_vary=1)

    second = conclude(agreed.appraisal, by=None)

    first.refresh_from_db()
    assert (first.number, second.number) == (1, 2)
    assert (first.landscape, first.result) == before
    assert second.landscape["answers"]["lives_vary"] == {"value": 1}


def test_concluding_twice_with_nothing_changed_makes_one_outcome_and_one_event(agreed):
    save(agreed, 1, lives_vary=5)

    first, second = conclude(agreed.appraisal, by=None), conclude(agreed.appraisal, by=None)

    assert first == second
    assert Event.objects.filter(what="concluded").count() == 1


def test_only_the_latest_revision_of_a_step_counts(agreed):
    save(agreed, 1, lives_vary=5, entitlement=1)
    save(agreed, 2, lives_vary=2)

    assert agreed.answers_file()["answers"] == {"lives_vary": {"value": 2}}


def test_an_outcome_keeps_what_was_appraised_when_it_was_found(agreed):
    outcome = conclude(agreed.appraisal, by=None)

    agreed.appraisal.title, agreed.appraisal.route = "Something else", "full"
    agreed.appraisal.save()

    outcome.refresh_from_db()
    assert outcome.appraised["title"] == "Home care"
    assert outcome.appraised["route"] == "short"
    assert conclude(agreed.appraisal, by=None).number == 2
