"""A report says who was heard and where they see it otherwise, and never in their words."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

import pytest

from appraisal.conclusion import conclude
from appraisal.models import Appraisal, Invitation, Outcome, Perspective
from reports.report import report
from tests.reports.conftest import begin, save

pytestmark = pytest.mark.django_db
PAGE = "relationships"


def contribute(appraisal: Appraisal, role: str, **answers: Any) -> None:
    invitation = Invitation.objects.create(
        appraisal=appraisal,
        role=role,
        deadline=date(2126, 1, 1),
        token_hash=uuid.uuid4().hex,
        token=uuid.uuid4(),
    )
    perspective = Perspective.objects.create(
        appraisal=appraisal, role=role, invitation=invitation, is_handed_in=True
    )
    perspective.revisions.create(
        step=PAGE,
        number=1,
        answers={key: {"value": value, "note": "Canary"} for key, value in answers.items()},
        method_version=appraisal.method_version,
        token=uuid.uuid4(),
    )


def outcome(agreed: dict[str, Any], *said: tuple[str, int]) -> Outcome:
    appraisal = begin()
    save(appraisal, {"provider_trust": {"value": 4, **agreed}})
    for role, level in said:
        contribute(appraisal, role, provider_trust=level)
    return conclude(appraisal, by=None)


def test_groups_are_counted_and_named():
    heard = report(outcome({}, ("provider", 1), ("provider", 2), ("nhs", 4))).perspectives

    assert heard.heard == ("Providers: 2", "NHS: 1")
    assert not heard.unheard


def test_a_talking_point_shows_what_each_group_said_and_what_was_agreed():
    (point,) = report(outcome({}, ("provider", 1), ("nhs", 5))).perspectives.talking_points

    assert point.question == "How much do providers trust the council?"
    assert point.agreed == "Mostly open, with some subjects still off limits"
    assert [(each.group, each.words) for each in point.groups] == [
        ("Providers", ("Hostile, with fee disputes not forgotten: 1",)),
        ("NHS", ("Open books, and problems raised early: 1",)),
    ]


def test_evidence_about_providers_without_a_provider_is_called_a_judgement():
    (claimed,) = report(outcome({"confidence": "evidence"}, ("nhs", 4))).perspectives.unheard
    (said,) = report(outcome({"confidence": "judgement"}, ("nhs", 4))).perspectives.unheard

    assert said == "Providers have not been heard on “How much do providers trust the council?”."
    assert claimed.startswith(said[:-1])
    assert "it counts as a judgement" in claimed


def test_no_words_of_a_contributor_are_in_an_outcome_or_its_report():
    found = outcome({}, ("provider", 1))

    assert "Canary" not in str(found.landscape) + str(found.result) + str(report(found))


def test_an_outcome_from_before_there_were_contributors_is_still_read():
    found = outcome({})
    found.result.pop("unheard")

    assert report(found).perspectives.heard == ()
