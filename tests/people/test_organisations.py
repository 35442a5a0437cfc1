"""Belonging to an organisation: by a member's invitation, or on request."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from people import councils
from people.hints import hint
from people.models import Membership, MembershipInvitation, Organisation, User
from tests.people.cast import Someone, text_of


@pytest.fixture
def kent(db):
    return Organisation.objects.create(
        name="Kent", official_name="Kent County Council", gss_code="E10000016", is_verified=True
    )


@pytest.fixture
def ben_of_kent(ben, kent):
    """Ben, signed in, and the first member of Kent."""
    ben.sign_in()
    kent.memberships.create(user=ben.user).approve(by=None)
    return ben


def membership_of(someone, organisation):
    return Membership.objects.get(user=someone.user, organisation=organisation)


def test_asking_to_join_waits_for_an_approval(amina, kent):
    amina.sign_in()

    amina.post("/account/organisations/join/", organisation=kent.pk)

    assert not membership_of(amina, kent).is_approved
    assert "A member or an administrator decides" in text_of(amina.get("/account/"))
    assert amina.get(f"/account/organisations/{kent.pk}/").status_code == 404


def test_asking_twice_asks_once(amina, kent):
    amina.sign_in()

    for _ in range(2):
        amina.post("/account/organisations/join/", organisation=kent.pk)

    assert Membership.objects.count() == 1


def test_the_members_are_told_that_somebody_asks_but_not_who(amina, ben_of_kent, kent):
    amina.sign_in()
    mail.outbox.clear()

    amina.post("/account/organisations/join/", organisation=kent.pk)

    assert [each.to for each in mail.outbox] == [["ben@kent.example"]]
    assert mail.outbox[0].subject == "Someone asks to join Kent"
    assert "amina" not in str(mail.outbox[0].body)
    assert "http://127.0.0.1:8000/account/" in str(mail.outbox[0].body)


def test_a_member_approves_a_request(amina, ben_of_kent, kent):
    amina.sign_in()
    amina.post("/account/organisations/join/", organisation=kent.pk)
    request = f"/account/memberships/{membership_of(amina, kent).pk}/decide/"

    assert request in text_of(ben_of_kent.get("/account/"))
    ben_of_kent.post(request, decision="approve")

    assert membership_of(amina, kent).approved_by == ben_of_kent.user
    assert amina.email in text_of(amina.get(f"/account/organisations/{kent.pk}/"))


def test_a_member_declines_a_request(amina, ben_of_kent, kent):
    amina.sign_in()
    amina.post("/account/organisations/join/", organisation=kent.pk)

    request = f"/account/memberships/{membership_of(amina, kent).pk}/decide/"
    ben_of_kent.post(request, decision="decline")

    assert not Membership.objects.filter(user=amina.user).exists()
    assert ben_of_kent.post(request, decision="approve").status_code == 404


def test_an_administrator_approves_where_there_is_no_member_yet(amina, carys, kent):
    amina.sign_in()
    amina.post("/account/organisations/join/", organisation=kent.pk)
    carys.sign_in()
    carys.set_up_app()
    User.objects.filter(email=carys.email).update(is_administrator=True)

    request = f"/account/memberships/{membership_of(amina, kent).pk}/decide/"
    assert "There are no members yet to compare it with" in text_of(carys.get(request))
    carys.post(request, decision="approve")

    assert membership_of(amina, kent).is_approved


def test_nobody_approves_themselves_or_for_others(amina, ben, kent):
    for someone in (amina, ben):
        someone.sign_in()
        someone.post("/account/organisations/join/", organisation=kent.pk)

    for someone in (amina, ben):
        for asking in Membership.objects.all():
            address = f"/account/memberships/{asking.pk}/decide/"
            assert someone.get(address).status_code == 404
            assert someone.post(address, decision="approve").status_code == 404
    assert not Membership.objects.approved().exists()


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ([], "The address ends in @kent.example. There are no members yet to compare it with."),
        (["a@medway.example"], "The address ends in @kent.example, unlike that of any member."),
        (["a@kent.example"], "The address ends in @kent.example, like that of one member."),
        (
            ["a@kent.example", "b@medway.example", "c@kent.example"],
            "The address ends in @kent.example, like that of two members.",
        ),
        (
            [f"{number}@kent.example" for number in range(12)],
            "The address ends in @kent.example, like that of 12 members.",
        ),
    ],
)
def test_what_an_address_suggests_is_told_to_whoever_decides(kent, members, said):
    for email in members:
        kent.memberships.create(user=User.objects.create_user(email)).approve(by=None)

    asking = kent.memberships.create(user=User.objects.create_user("new@kent.example"))

    assert hint(asking) == said


def test_an_address_that_fits_makes_nobody_a_member(ben_of_kent, kent):
    colleague = Someone("colleague@kent.example")
    colleague.sign_in()

    assert not Membership.objects.filter(user=colleague.user).exists()


def test_whoever_is_invited_is_a_member_as_soon_as_they_sign_in(amina, ben_of_kent, kent):
    ben_of_kent.post(f"/account/organisations/{kent.pk}/", email=" Amina@Wiltshire.example")
    assert not User.objects.filter(email=amina.email).exists()

    amina.sign_in()

    assert membership_of(amina, kent).approved_by == ben_of_kent.user
    assert not MembershipInvitation.objects.exists()


def test_an_invitation_tells_the_inviter_nothing_about_who_has_an_account(amina, ben_of_kent, kent):
    amina.sign_in()

    for email in (amina.email, "nobody@wiltshire.example"):
        ben_of_kent.post(f"/account/organisations/{kent.pk}/", email=email)

    assert MembershipInvitation.objects.count() == 2
    assert not Membership.objects.filter(user=amina.user).exists()
    amina.get("/account/")
    assert membership_of(amina, kent).is_approved


def test_the_mail_of_an_invitation_names_a_council_and_leads_to_our_own_address(
    amina, ben_of_kent, kent, settings
):
    settings.ALLOWED_HOSTS = ["*"]
    mail.outbox.clear()

    ben_of_kent.client.post(
        f"/account/organisations/{kent.pk}/",
        {"email": amina.email},
        headers={"host": "evil.example"},
    )

    assert mail.outbox[0].subject == "You are invited to join Kent"
    assert "http://127.0.0.1:8000/account/sign-in/" in str(mail.outbox[0].body)
    assert "evil" not in str(mail.outbox[0].body)


def test_the_mail_of_an_invitation_carries_nothing_that_a_stranger_could_have_written(amina, ben):
    amina.sign_in()
    amina.post("/account/organisations/add/", name="Win a prize at evil.example", kind="Other")
    mail.outbox.clear()

    organisation = Organisation.objects.get()
    amina.post(f"/account/organisations/{organisation.pk}/", email=ben.email)

    assert "evil" not in mail.outbox[0].subject + str(mail.outbox[0].body)


def test_an_invitation_can_be_withdrawn(amina, ben_of_kent, kent):
    page = f"/account/organisations/{kent.pk}/"
    ben_of_kent.post(page, email=amina.email)

    invitation = MembershipInvitation.objects.get()
    ben_of_kent.post(f"{page}invitations/{invitation.pk}/withdraw/")
    amina.sign_in()

    assert not Membership.objects.filter(user=amina.user).exists()


def test_the_invitation_of_someone_who_has_left_lapses(amina, ben_of_kent, kent):
    ben_of_kent.post(f"/account/organisations/{kent.pk}/", email=amina.email)
    ben_of_kent.post(f"/account/memberships/{membership_of(ben_of_kent, kent).pk}/leave/")

    amina.sign_in()

    assert not Membership.objects.filter(user=amina.user).exists()
    assert not MembershipInvitation.objects.exists()


def test_only_members_see_the_members_and_invite(amina, ben_of_kent, kent):
    amina.sign_in()
    page = f"/account/organisations/{kent.pk}/"

    assert amina.get(page).status_code == 404
    assert amina.post(page, email="friend@wiltshire.example").status_code == 404
    assert not MembershipInvitation.objects.exists()


def test_a_member_is_not_invited_again(ben_of_kent, kent):
    response = ben_of_kent.post(f"/account/organisations/{kent.pk}/", email="BEN@kent.example")

    assert "This person is a member already" in text_of(response)


def test_nobody_invites_without_end(ben_of_kent, kent, monkeypatch):
    monkeypatch.setattr("people.organisations.LIMITS", {"invite": "2/h/user"})
    page = f"/account/organisations/{kent.pk}/"
    mail.outbox.clear()

    for number in range(3):
        response = ben_of_kent.post(page, email=f"{number}@kent.example")

    assert "You have invited many people" in text_of(response)
    assert len(mail.outbox) == 2


def test_leaving_takes_only_ones_own_membership(amina, ben_of_kent, kent):
    amina.sign_in()
    bens = membership_of(ben_of_kent, kent)

    assert amina.post(f"/account/memberships/{bens.pk}/leave/").status_code == 404
    ben_of_kent.post(f"/account/memberships/{bens.pk}/leave/")

    assert not Membership.objects.exists()


def test_whoever_adds_an_organisation_is_its_first_member(amina):
    amina.sign_in()

    amina.post("/account/organisations/add/", name="  NHS  Example  Board ", kind="NHS body")

    added = Organisation.objects.get()
    assert added.name == "NHS Example Board"
    assert not added.is_verified
    assert membership_of(amina, added).is_approved
    assert "Nobody has checked yet" in text_of(amina.get("/account/"))


@pytest.mark.parametrize("name", ["Kent", "KENT", " kent ", "kEnT"])
def test_a_name_that_differs_by_capitals_or_spaces_only_is_refused(amina, kent, name):
    amina.sign_in()

    response = amina.post("/account/organisations/add/", name=name, kind="Other")

    assert "“Kent” is here already" in text_of(response)
    assert Organisation.objects.count() == 1


def test_the_database_refuses_such_a_name_too(kent):
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.create(name="KENT", official_name="Kent")


def test_what_nobody_has_verified_is_not_offered_to_others(amina, ben, kent):
    amina.sign_in()
    amina.post("/account/organisations/add/", name="Example Trust", kind="Other")
    ben.sign_in()

    page = text_of(ben.get("/account/organisations/join/"))

    assert "Kent" in page
    assert "Example Trust" not in page


def test_a_council_that_has_ended_is_not_offered_any_more(amina, kent):
    today = timezone.localdate()
    names = []
    for days in (1, -1):
        Organisation.objects.update(ends=today + timedelta(days=days))
        names.append([each.name for each in Organisation.objects.councils()])

    assert names == [["Kent"], []]


def test_a_council_that_is_still_to_start_is_offered(kent):
    Organisation.objects.update(starts=timezone.localdate() + timedelta(days=400))

    assert Organisation.objects.councils().exists()


def test_the_list_may_say_when_a_council_ends_and_what_follows_it(db, monkeypatch, tmp_path):
    path = tmp_path / "councils.csv"
    path.write_text(
        "gss_code,official_name,name,type,region,valid_from,valid_to,successor\n"
        "E1,Old County Council,Old,County council,South East,1974-04-01,2028-04-01,E2\n"
        "E2,New Council,New,Unitary authority,South East,2028-04-01,,\n"
    )
    monkeypatch.setattr(councils, "COUNCILS", path)

    councils.load()

    old = Organisation.objects.get(name="Old")
    assert old.ends == date(2028, 4, 1)
    assert old.successor == Organisation.objects.get(name="New")


def test_loading_the_list_keeps_an_end_that_an_administrator_gave(db):
    councils.load()
    Organisation.objects.filter(name="Kent").update(ends=date(2028, 4, 1))

    councils.load()

    assert Organisation.objects.get(name="Kent").ends == date(2028, 4, 1)


def test_the_list_has_its_names_even_if_somebody_was_quicker(amina):
    amina.sign_in()
    amina.post("/account/organisations/add/", name="KENT", kind="Other")

    councils.load()

    assert Organisation.objects.get(gss_code=None).name == "KENT (added by hand)"
    assert Organisation.objects.get(name="Kent").is_verified
