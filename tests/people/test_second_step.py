"""The second step: an authenticator app and recovery codes. Passkeys are tried in Chromium."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.management import CommandError, call_command

from people.models import User
from tests.people.cast import SECOND_STEP, SET_UP_APP, Someone, app_code, text_of


@pytest.fixture
def secret(amina):
    """Amina's authenticator app, set up."""
    amina.sign_in()
    return amina.set_up_app()


def test_with_an_app_an_e_mailed_code_is_not_enough(amina, secret):
    again = Someone(amina.email)

    response = again.sign_in()

    assert response.url == SECOND_STEP
    assert not again.is_signed_in


def test_the_code_of_the_app_completes_the_sign_in(amina, secret):
    again = Someone(amina.email)
    again.sign_in()

    again.take_second_step(secret)

    assert again.is_signed_in


def test_a_wrong_code_of_the_app_does_not(amina, secret):
    again = Someone(amina.email)
    again.sign_in()

    response = again.post(SECOND_STEP, code="000000")

    assert "That code is not right" in text_of(response)
    assert not again.is_signed_in


def test_guessing_the_code_of_an_app_is_stopped(amina, secret):
    again = Someone(amina.email)
    again.sign_in()
    for _ in range(5):
        again.post(SECOND_STEP, code="000000")

    response = again.take_second_step(secret)

    assert "You have tried too often" in text_of(response)
    assert not again.is_signed_in


def test_the_code_of_an_app_works_once(amina, secret):
    code = app_code(secret, later=1)
    for expected in (True, False):
        again = Someone(amina.email)
        again.sign_in()
        again.post(SECOND_STEP, code=code)

        assert again.is_signed_in is expected


def test_a_recovery_code_stands_in_for_the_app_once(amina, secret):
    code = recovery_codes(amina)[0]
    for expected in (True, False):
        again = Someone(amina.email)
        again.sign_in()
        again.post(SECOND_STEP, code=code)

        assert again.is_signed_in is expected


def test_new_recovery_codes_replace_the_old_ones(amina, secret):
    old = recovery_codes(amina)

    amina.post("/account/security/codes/new/")

    assert len(recovery_codes(amina)) == 10
    assert not set(old) & set(recovery_codes(amina))


def recovery_codes(someone):
    page = text_of(someone.get("/account/security/codes/"))
    codes = re.findall(r"<code>(\d{8})</code>", page)
    downloaded = text_of(someone.get("/account/security/codes/download/"))
    assert all(code in downloaded for code in codes)
    return codes


def test_the_qr_code_is_part_of_the_page_and_its_key_is_there_in_text(amina):
    amina.sign_in()

    page = text_of(amina.get(SET_UP_APP))

    assert "<svg" in page and "<?xml" not in page
    assert "data:" not in page
    assert re.search(r"<strong class=\"app-typed\">[A-Z2-7]{32}</strong>", page)


def test_an_app_is_not_set_up_with_a_wrong_code(amina):
    amina.sign_in()
    amina.get(SET_UP_APP)

    response = amina.post(SET_UP_APP, code="000000")

    assert "That code is not right" in text_of(response)
    assert not Authenticator.objects.exists()


def test_the_secret_of_an_app_cannot_be_read_in_the_database(amina, secret):
    kept = Authenticator.objects.get(type=Authenticator.Type.TOTP).data

    assert secret not in str(kept)


def test_an_app_outlives_a_change_of_the_secret_key(amina, secret, settings):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a new key", [settings.SECRET_KEY]
    again = Someone(amina.email)
    again.sign_in()

    again.take_second_step(secret)

    assert again.is_signed_in


@pytest.mark.parametrize("with_app", [True, False])
def test_once_all_is_encrypted_again_the_earlier_key_can_go(amina, secret, settings, with_app):
    code = recovery_codes(amina)[0]
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a new key", [settings.SECRET_KEY]
    call_command("encrypt_again")
    settings.SECRET_KEY_FALLBACKS = []
    again = Someone(amina.email)
    again.sign_in()

    if with_app:
        again.take_second_step(secret)
    else:
        again.post(SECOND_STEP, code=code)

    assert again.is_signed_in


def test_what_no_key_can_read_is_counted_and_left_as_it_is(amina, secret, settings):
    kept = list(Authenticator.objects.order_by("pk").values("data"))
    settings.SECRET_KEY = "another key"

    with pytest.raises(CommandError, match=f"^{len(kept)} cannot be read with any key"):
        call_command("encrypt_again")

    assert list(Authenticator.objects.order_by("pk").values("data")) == kept


def test_a_change_of_the_second_step_is_told_by_mail(amina, secret):
    assert mail.outbox[-1].to == [amina.email]
    assert mail.outbox[-1].subject == "An authenticator app was set up"

    amina.post("/account/security/app/remove/")

    assert mail.outbox[-1].subject == "The authenticator app was removed"
    assert "http" not in str(mail.outbox[-1].body)


def test_a_mail_that_cannot_be_sent_undoes_nothing(amina, settings, caplog):
    amina.sign_in()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9

    amina.set_up_app()

    assert Authenticator.objects.filter(type=Authenticator.Type.TOTP).exists()
    assert amina.email not in caplog.text


def test_whoever_has_lost_everything_is_let_in_again_by_the_operator(carys, capsys):
    carys.sign_in()
    carys.set_up_app()
    User.objects.update(is_analyst=True)

    call_command("forget_second_step", carys.email)

    assert capsys.readouterr().out == (
        "carys@lga.example can sign in with an e-mailed code alone.\n"
        "Their role needs a second step: they will be asked to set one up.\n"
    )
    again = Someone(carys.email)
    again.sign_in()
    assert again.get("/").url == "/account/security/"


def test_the_operator_is_told_of_an_address_that_nobody_has(db):
    with pytest.raises(CommandError, match="There is no account with this address"):
        call_command("forget_second_step", "nobody@example.org")


def test_the_app_can_be_left(amina, secret):
    amina.post("/account/security/app/remove/")

    again = Someone(amina.email)
    again.sign_in()
    assert again.is_signed_in
    assert not Authenticator.objects.exists()


def test_changing_the_second_step_asks_for_it_again_after_a_while(amina, secret, monkeypatch):
    later = time.time() + 301
    monkeypatch.setattr("time.time", lambda: later)

    response = amina.post("/account/security/app/remove/")

    assert response.url.startswith("/account/security/confirm/?next=")
    assert Authenticator.objects.filter(type=Authenticator.Type.TOTP).exists()
    amina.post(response.url, code=app_code(secret))
    amina.post("/account/security/app/remove/")
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("role", ["is_analyst", "is_administrator"])
def test_a_role_is_served_nothing_before_a_second_step_is_set_up(carys, role):
    carys.sign_in()
    User.objects.update(**{role: True})

    for address in ("/", "/start/", "/account/", "/account/export/", "/admin/"):
        assert carys.get(address).url == "/account/security/"
    assert "Your role needs a second step" in text_of(carys.get("/account/security/"))
    carys.set_up_app()

    assert carys.get("/").status_code == 200


def test_a_role_that_is_given_meanwhile_asks_for_the_second_step(carys):
    carys.sign_in()
    secret = carys.set_up_app()
    again = Someone(carys.email)
    again.client.force_login(carys.user)
    User.objects.update(is_analyst=True)

    response = again.get("/start/")

    assert response.url == "/account/security/confirm/?next=%2Fstart%2F"
    assert again.post(response.url, code=app_code(secret)).url == "/start/"
    assert again.get("/start/").status_code == 200


def test_a_role_keeps_its_last_second_step(carys):
    carys.sign_in()
    carys.set_up_app()
    User.objects.update(is_analyst=True)

    response = carys.post("/account/security/app/remove/")

    assert "Your role needs a second step" in text_of(response)
    assert Authenticator.objects.filter(type=Authenticator.Type.TOTP).exists()


def test_whoever_has_no_role_needs_no_second_step(amina):
    amina.sign_in()

    assert amina.get("/account/").status_code == 200


def test_passkeys_are_sent_to_a_name_where_they_can_work(amina):
    amina.sign_in()

    at_numbers = text_of(amina.client.get("/account/security/", headers={"host": "127.0.0.1:8000"}))
    at_a_name = text_of(amina.client.get("/account/security/", headers={"host": "localhost:8000"}))

    assert "http://localhost:8000/" in at_numbers
    assert "Add a passkey" not in at_numbers
    assert "Add a passkey" in at_a_name
