"""Giving and taking roles, from the command line."""

import pytest
from django.core.management import CommandError, call_command

from people.models import User

pytestmark = pytest.mark.django_db


def test_someone_who_has_never_been_here_is_appointed(capsys):
    call_command("appoint", "Carys@LGA.example", "--analyst")

    carys = User.objects.get()
    assert carys.email == "carys@lga.example"
    assert carys.is_analyst and not carys.is_administrator
    assert not carys.has_usable_password()
    assert capsys.readouterr().out == (
        "There was no account with the address carys@lga.example. There is one now.\n"
        "carys@lga.example is now an LGA analyst. When they next sign in, they will be asked to "
        "set up a second step first.\n"
    )


def test_the_roles_are_those_of_the_last_appointment(carys, capsys):
    carys.sign_in()
    carys.set_up_app()

    call_command("appoint", carys.email, "--analyst", "--administrator")
    assert carys.user.is_analyst and carys.user.is_administrator
    call_command("appoint", carys.email, "--administrator")
    assert not carys.user.is_analyst and carys.user.is_administrator
    call_command("appoint", carys.email, "--neither")
    assert not carys.user.needs_second_step

    assert capsys.readouterr().out.splitlines() == [
        "carys@lga.example is now an LGA analyst and an administrator. "
        "They will be asked for their second step.",
        "carys@lga.example is now an administrator. They will be asked for their second step.",
        "carys@lga.example is neither an analyst nor an administrator now.",
    ]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (["carys@lga.example"], "Say --analyst, --administrator or both; or else --neither."),
        (["carys@lga.example", "--analyst", "--neither"], "Say --analyst"),
        (["carys", "--analyst"], "“carys” is not an e-mail address."),
        (["carys@lga.example", "--neither"], "There is no account with the address"),
    ],
)
def test_what_cannot_be_done_is_said(said, told):
    with pytest.raises(CommandError, match=told):
        call_command("appoint", *said)

    assert not User.objects.exists()
