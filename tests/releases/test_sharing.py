"""An owner shares a result with the national picture, sees what that means, and withdraws it."""

from __future__ import annotations

from typing import Any

import pytest

from appraisal.conclusion import conclude
from appraisal.export import exported
from appraisal.models import Access, Appraisal, NationalConsent
from appraisal.sharing import share_with
from appraisal.sharing_nationally import WORDING, standing
from landscape.trail import trail
from people import councils
from people.models import Organisation, User
from reports.national.catalogue import CATALOGUE
from reports.releases.gathering import contributions
from tests.landscape.browser import Browser, address, text_of
from tests.landscape.invited import sign_in

NOTE = "canary1234"
AGREED = {"wording": WORDING, "agreed": "on"}


@pytest.fixture
def home_care(amina: Browser) -> Appraisal:
    """An appraisal of Kent's that Amina, who belongs to Kent, has concluded."""
    councils.load()
    kent = Organisation.objects.get(name="Kent")
    user = sign_in(amina, "amina@example.org")
    kent.memberships.create(user=user).approve(None)
    appraisal = amina.start(title=f"Home care {NOTE}", organisation=str(kent.pk), scope=NOTE)
    amina.save(appraisal, {"provider_count": "2", "provider_count-note": NOTE})
    conclude(appraisal, user)
    return appraisal


def page(browser: Browser, appraisal: Appraisal) -> str:
    return text_of(browser.get(appraisal, "national/"))


def send(browser: Browser, appraisal: Appraisal, **fields: str) -> Any:
    return browser.client.post(address(appraisal, "national/"), fields)


def test_nothing_is_shared_unless_an_owner_says_so(amina, home_care):
    assert "This appraisal is not shared" in page(amina, home_care)
    assert contributions() == ()
    assert not NationalConsent.objects.exists()


def test_sharing_records_who_when_and_which_wording(amina, home_care):
    response = send(amina, home_care, **AGREED)

    assert response.url == address(home_care, "national/")
    consent = NationalConsent.objects.get()
    assert (consent.is_given, consent.wording) == (True, WORDING)
    assert consent.by == User.objects.get(email="amina@example.org")
    assert consent.organisation == home_care.organisation
    assert "This appraisal is shared as that of Kent County Council" in page(amina, home_care)
    assert next(each.what for each in trail(home_care)) == "Shared with the national picture"
    assert WORDING in trail(home_care)[0].about
    assert [each.organisation for each in contributions()] == [str(consent.organisation.pk)]


def test_pressing_the_button_twice_shares_once(amina, home_care):
    send(amina, home_care, **AGREED)
    send(amina, home_care, **AGREED)

    assert NationalConsent.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"wording": WORDING}, "Tick the box if you have seen what would be contributed"),
        ({"wording": "national-2020-01", "agreed": "on"}, "These words have changed"),
    ],
)
def test_without_the_tick_or_in_view_of_other_words_nothing_is_shared(
    amina, home_care, fields, words
):
    response = send(amina, home_care, **fields)

    assert words in text_of(response)
    assert not NationalConsent.objects.exists()


def test_withdrawing_is_one_press_and_can_be_taken_back(amina, home_care):
    send(amina, home_care, **AGREED)
    assert "Releases that are built already stand" in page(amina, home_care)

    send(amina, home_care, action="withdraw")
    withdrawn = contributions()
    send(amina, home_care, action="withdraw")
    send(amina, home_care, **AGREED)

    assert withdrawn == ()
    assert [each.is_given for each in NationalConsent.objects.order_by("pk")] == [True, False, True]
    assert len(contributions()) == 1
    assert "Withdrawn from the national picture" in [each.what for each in trail(home_care)]


def test_every_owner_can_withdraw_and_nobody_else_may_look(amina, home_care):
    send(amina, home_care, **AGREED)
    user = User.objects.get(email="amina@example.org")
    second, editor = Browser(), Browser()
    for browser, level in ((second, Access.Level.OWNER), (editor, Access.Level.EDITOR)):
        email = f"{level}@example.org"
        sign_in(browser, email)
        share_with(home_care, email, level, user)

    refused = send(editor, home_care, action="withdraw")
    still = standing(home_care)
    send(second, home_care, action="withdraw")

    assert refused.status_code == 404 and still
    assert standing(home_care) is None


def test_only_someone_who_belongs_to_the_organisation_can_share(amina, home_care):
    home_care.organisation.memberships.all().delete()

    assert "Only someone who belongs to Kent can share it" in page(amina, home_care)
    response = send(amina, home_care, **AGREED)

    assert response.status_code == 200
    assert not NationalConsent.objects.exists()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"organisation": None}, "does not say which council it is for"),
        ({"organisation__is_verified": False}, "Kent is not on it"),
    ],
)
def test_only_appraisals_of_organisations_on_the_verified_list_are_shared(
    amina, home_care, change, words
):
    if "organisation" in change:
        Appraisal.objects.filter(pk=home_care.pk).update(**change)
    else:
        Organisation.objects.filter(name="Kent").update(is_verified=False)

    assert words in page(amina, home_care)
    send(amina, home_care, **AGREED)
    assert not NationalConsent.objects.exists()


def test_without_a_result_there_is_nothing_to_share(amina, home_care):
    home_care.outcomes.all().delete()

    assert "There is no result yet" in page(amina, home_care)
    assert amina.client.get(f"/reports/{home_care.reference}/contributed/").status_code == 302


# What would be contributed


def test_the_preview_shows_all_that_is_counted_and_nothing_anyone_typed(amina, home_care):
    response: Any = amina.client.get(f"/reports/{home_care.reference}/contributed/")

    shown = " ".join(text_of(response).split())
    for table in CATALOGUE.tables:
        titles = [row.title for row in table.rows] + [each.title for each in table.measures]
        assert [title for title in (table.title, *titles) if title not in shown] == []
    assert '<dd class="govuk-summary-list__value">Up to 3</dd>' in shown
    for name in ("England", "South East", "County councils"):
        assert f"<li>{name}</li>" in shown
    # Only the heading says which appraisal this is.
    assert shown.count(NOTE) == 1


def test_the_preview_shows_the_values_that_are_counted(amina, home_care):
    send(amina, home_care, **AGREED)

    [given] = contributions()
    page = text_of(amina.client.get(f"/reports/{home_care.reference}/contributed/"))

    for row in CATALOGUE.rows:
        code = row.code(given.levels().get(row.key, ""))
        assert next(value.name for value in row.values if value.key == code) in page
    for measure in CATALOGUE.measures:
        assert f"{given.readiness[measure.of]:.1f}" in page


# What is kept of it


def test_an_export_tells_of_it_and_deleting_the_appraisal_deletes_it(amina, home_care):
    send(amina, home_care, **AGREED)

    [told] = exported(home_care)["sharing_nationally"]
    assert told["shared"] and told["by"] == "amina@example.org"
    assert told["organisation"] == "Kent County Council"

    amina.client.post(address(home_care, "delete/"))
    assert not NationalConsent.objects.exists()
    assert contributions() == ()


def test_a_copy_is_not_shared(amina, home_care):
    send(amina, home_care, **AGREED)

    amina.client.post(address(home_care, "start-again/"), {"title": "Next year"})

    assert standing(Appraisal.objects.get(title="Next year")) is None
