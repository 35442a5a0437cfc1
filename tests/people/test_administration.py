"""The administrators' pages: for administrators, about people and organisations, nothing else."""

import pytest
from django.contrib.admin.models import LogEntry

from people.admin import administration
from people.models import Membership, Organisation, User
from tests.people.cast import Someone, text_of

PAGES = (
    "/admin/",
    "/admin/people/",
    "/admin/people/user/",
    "/admin/people/user/add/",
    "/admin/people/organisation/",
    "/admin/people/membership/",
    "/admin/jsi18n/",
    "/admin/autocomplete/",
    "/admin/login/",
    "/admin/logout/",
    "/admin/password_change/",
    "/admin/anything/",
)


@pytest.fixture
def administrator(carys):
    """Carys, signed in with both steps, as an administrator."""
    carys.sign_in()
    carys.set_up_app()
    User.objects.filter(email=carys.email).update(is_administrator=True)
    return carys


@pytest.mark.parametrize("address", PAGES)
def test_to_a_stranger_there_are_no_such_pages(db, client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", PAGES)
def test_to_a_commissioner_there_are_no_such_pages(amina, address):
    amina.sign_in()

    assert amina.get(address).status_code == 404


@pytest.mark.parametrize("address", PAGES)
def test_to_an_analyst_there_are_no_such_pages(carys, address):
    carys.sign_in()
    carys.set_up_app()
    User.objects.update(is_analyst=True)

    assert carys.get(address).status_code == 404


def test_an_administrator_without_a_second_step_sees_none_of_it(carys):
    carys.sign_in()
    User.objects.update(is_administrator=True)

    assert carys.get("/admin/people/user/").url == "/account/security/"


def test_only_people_and_organisations_are_there():
    assert set(administration._registry) == {User, Organisation, Membership}


def test_there_is_no_page_to_sign_in_or_change_a_password(administrator):
    for address in ("/admin/login/", "/admin/logout/", "/admin/password_change/"):
        assert administrator.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/admin/", "/admin/people/user/", "/admin/people/user/add/"])
def test_an_administrator_sees_them(administrator, address):
    assert administrator.get(address).status_code == 200


def test_an_administrator_adds_an_account_that_has_no_password(administrator):
    administrator.post("/admin/people/user/add/", email="Dai@LGA.example", is_active="on")

    dai = User.objects.get(email="dai@lga.example")
    assert not dai.has_usable_password()


def test_an_address_that_is_taken_is_refused_however_it_is_typed(administrator):
    response = administrator.post("/admin/people/user/add/", email="CARYS@LGA.example")

    assert "User with this E-mail address already exists" in text_of(response)


def test_an_address_is_never_changed(administrator, amina):
    amina.sign_in()

    administrator.post(
        f"/admin/people/user/{amina.user.pk}/change/", email="x@y.example", is_active="on"
    )

    assert User.objects.filter(email=amina.email).exists()


def test_an_administrator_shuts_an_account_out(administrator, amina):
    amina.sign_in()

    administrator.post(f"/admin/people/user/{amina.user.pk}/change/")

    assert amina.get("/account/").status_code == 302


def test_an_administrator_lets_in_somebody_who_has_lost_their_phone(administrator, amina):
    amina.sign_in()
    amina.set_up_app()

    administrator.post(
        "/admin/people/user/", action="forget_second_step", _selected_action=str(amina.user.pk)
    )

    again = Someone(amina.email)
    again.sign_in()
    assert again.is_signed_in


def test_nobody_is_deleted_here(administrator, amina):
    amina.sign_in()

    response = administrator.post(f"/admin/people/user/{amina.user.pk}/delete/", post="yes")

    assert response.status_code == 403
    assert User.objects.filter(email=amina.email).exists()


def test_an_administrator_approves_requests_to_join(administrator, amina):
    amina.sign_in()
    kent = Organisation.objects.create(name="Kent", official_name="Kent County Council")
    asking = kent.memberships.create(user=amina.user)

    administrator.post(
        "/admin/people/membership/", action="approve", _selected_action=str(asking.pk)
    )

    asking.refresh_from_db()
    assert asking.approved_by == administrator.user


def test_what_is_noted_about_a_change_names_fields_only(administrator):
    kent = Organisation.objects.create(name="Kent", official_name="Kent", kind="County council")

    administrator.post(
        f"/admin/people/organisation/{kent.pk}/change/",
        name="Kent",
        official_name="A new name",
        kind="County council",
    )

    noted = LogEntry.objects.get()
    assert noted.object_repr == "Kent"
    assert noted.get_change_message() == "Changed Official name."


def test_the_log_forgets_the_address_of_an_account_that_was_deleted(administrator, amina):
    amina.sign_in()
    account = amina.user
    administrator.post(
        f"/admin/people/user/{account.pk}/change/", email=account.email, is_active="on"
    )

    amina.post("/account/delete/")

    assert not LogEntry.objects.filter(object_repr__contains=account.email).exists()
    assert LogEntry.objects.filter(object_repr="A deleted account").exists()
