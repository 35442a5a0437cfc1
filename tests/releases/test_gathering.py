"""Who contributes: one result for each organisation on the verified list, while it is shared."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from appraisal.models import NationalConsent, ResultRow
from appraisal.sharing_nationally import withdraw_nationally
from people import councils
from people.models import Organisation
from reports.releases.gathering import contributions
from reports.releases.keeping import keep, kept
from tests.releases.sharing import (
    MARCH,
    build_now,
    concluded,
    council,
    share,
)


@pytest.fixture(autouse=True)
def list_of_councils(db: None) -> None:
    councils.load()


def versions() -> list[str]:
    return [each.version for each in contributions()]


def test_ten_appraisals_of_a_council_count_once_and_the_latest_result_counts():
    shared = [share(council(), number) for number in range(10)]
    latest = concluded(shared[3], 99)

    assert versions() == [str(latest.pk)]


def test_a_later_result_that_is_not_shared_does_not_count():
    shared = share(council())
    NationalConsent.objects.filter(appraisal=share(council(), 5)).delete()

    assert versions() == [str(shared.outcomes.get().pk)]


def test_what_is_contributed_is_codes_scores_and_the_place_in_the_groups():
    share(council(), 4)
    row = ResultRow.objects.get()

    [given] = contributions()

    assert given.organisation == str(council().pk)
    assert (given.region, given.kind) == ("South East", "County council")
    assert (given.verdict, given.leader) == ("clear", "place_based")
    assert given.best_score == row.best_score
    assert given.readiness["competitive"] == row.readiness_competitive
    assert given.answers == row.answers


def test_only_organisations_on_the_verified_list_that_have_not_ended_count():
    share(Organisation.objects.create(name="Exampleshire", official_name="E", kind="NHS body"))
    share(council("Essex"), 1)
    Organisation.objects.filter(name="Essex").update(ends=MARCH.date())
    share(council(), 2)

    assert [each.organisation for each in contributions()] == [str(council().pk)]


@pytest.mark.parametrize("which", ["is_demonstration", "is_trial"])
def test_what_is_made_up_does_not_count(which):
    appraisal = share(council())
    setattr(appraisal, which, True)
    appraisal.save()

    assert contributions() == ()


def test_withdrawing_takes_it_out_and_sharing_again_brings_it_back():
    appraisal = share(council())
    withdraw_nationally(appraisal, None)
    withdrawn = contributions()
    appraisal.national_consents.create(organisation=council(), is_given=True, wording="w")

    assert withdrawn == ()
    assert len(contributions()) == 1


def test_the_consent_lapses_when_the_appraisal_becomes_another_councils():
    appraisal = share(council())
    appraisal.organisation = council("Essex")
    appraisal.save()

    assert contributions() == ()


def test_deleting_the_appraisal_withdraws_it():
    share(council()).delete()

    assert contributions() == ()
    assert not NationalConsent.objects.exists()


def test_withdrawal_leaves_the_next_release_only(sector):
    first = build_now("2026-Q1")
    keep(first.bytes, first.members)
    leaving = [each.appraisal for each in NationalConsent.objects.order_by("pk")[:12]]
    for each in leaving[:6]:
        withdraw_nationally(each, None)
    for each in leaving[6:]:
        each.delete()

    second = build_now("2026-Q2")

    [stored] = kept()
    assert stored.bytes == first.bytes and stored.members == first.members
    assert len(contributions()) == 8
    # Too few are left to count anew, so what was published is published again, as of its date.
    states = {each["group"]: each for each in json.loads(second.bytes)["groups"]}
    assert states["england"]["state"] == "kept"
    assert states["england"]["as_of"] == "2026-Q1"


def test_a_council_that_is_to_end_counts_until_then():
    share(council())
    Organisation.objects.filter(pk=council().pk).update(
        ends=timezone.localdate() + timedelta(days=2)
    )

    assert len(contributions()) == 1
