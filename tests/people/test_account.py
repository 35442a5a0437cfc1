"""Your account: what is kept about you is yours to take away and to delete."""

import json

import pytest

from people import account_data
from people.account_data import Part, keep
from people.models import Membership, MembershipInvitation, Organisation, User
from tests.people.cast import Someone, text_of

PAGES = (
    "/account/",
    "/account/export/",
    "/account/delete/",
    "/account/organisations/join/",
    "/account/organisations/add/",
    "/account/organisations/1/",
    "/account/memberships/1/decide/",
    "/account/memberships/1/leave/",
    "/account/security/",
    "/account/security/app/add/",
    "/account/security/passkeys/",
    "/account/security/passkeys/add/",
    "/account/security/codes/",
)


@pytest.mark.parametrize("address", PAGES)
def test_whoever_is_not_signed_in_is_asked_to(db, client, address):
    response = client.get(address)

    assert response.url.startswith("/account/sign-in/?next=")


def test_the_account_shows_the_address(amina):
    amina.sign_in()

    assert amina.email in text_of(amina.get("/account/"))


def test_everything_kept_is_given_as_a_file(amina, ben):
    amina.sign_in()
    amina.set_up_app()
    amina.post("/account/organisations/add/", name="Example Trust", kind="Other")
    organisation = Organisation.objects.get()
    amina.post(f"/account/organisations/{organisation.pk}/", email=ben.email)

    response = amina.get("/account/export/")

    assert "attachment" in response["Content-Disposition"]
    data = json.loads(response.content)
    assert data["account"]["email"] == amina.email
    assert [each["kind"] for each in data["second_steps"]] == ["totp", "recovery_codes"]
    assert [each["name"] for each in data["organisations"]] == ["Example Trust"]
    assert [each["to"] for each in data["invitations_to_organisations"]] == [ben.email]


def test_other_parts_of_the_product_add_what_they_keep(amina, monkeypatch):
    monkeypatch.setattr(account_data, "_parts", {})
    forgotten = []
    keep(
        Part(
            "notes",
            gather=lambda user: [f"a note of {user}"],
            foretell=lambda user: ["1 note is deleted."],
            forget=lambda user: forgotten.append(user.email),
        )
    )
    amina.sign_in()

    assert json.loads(amina.get("/account/export/").content)["notes"] == [
        f"a note of {amina.email}"
    ]
    assert "1 note is deleted." in text_of(amina.get("/account/delete/"))
    amina.post("/account/delete/")

    assert forgotten == [amina.email]


def test_deleting_the_account_deletes_all_that_was_kept(amina, ben):
    amina.sign_in()
    amina.set_up_app()
    amina.post("/account/organisations/add/", name="Example Trust", kind="Other")
    organisation = Organisation.objects.get()
    amina.post(f"/account/organisations/{organisation.pk}/", email=ben.email)

    response = amina.post("/account/delete/")

    assert not User.objects.exists()
    assert not Membership.objects.exists()
    assert not MembershipInvitation.objects.exists()
    assert not amina.is_signed_in
    assert "Your account is deleted" in text_of(amina.get(response.url))


def test_whoever_deletes_their_account_is_signed_out_everywhere(amina):
    amina.sign_in()
    elsewhere = Someone(amina.email)
    elsewhere.sign_in()

    amina.post("/account/delete/")

    assert elsewhere.get("/account/").url.startswith("/account/sign-in/")


def test_looking_at_the_page_deletes_nothing(amina):
    amina.sign_in()

    amina.get("/account/delete/")

    assert User.objects.exists()
