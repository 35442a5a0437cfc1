"""An organisation's own sign-in, tried against a provider that runs on this machine."""

import importlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
import requests
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.urls import NoReverseMatch, clear_url_caches, reverse

import config.urls
import people.sign_in_urls
from config.settings import organisation_sign_in
from people.models import User
from tests.people.cast import SIGN_IN, Someone, text_of
from tests.people.provider import CLIENT, SECRET, running

ROOT = Path(__file__).resolve().parents[2]
AMINA = {"sub": "amina-at-the-council", "email": "Amina@Wiltshire.example", "name": "Amina Rahman"}


@pytest.fixture(scope="module")
def running_provider():
    with running() as provider:
        yield provider


@pytest.fixture
def provider(running_provider, settings):
    """A provider that knows Amina, and the product told of it."""
    running_provider.claims = dict(AMINA)
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": organisation_sign_in(
            running_provider.url, name="Wiltshire Council", client_id=CLIENT, secret=SECRET
        )
    }
    read_addresses_again()
    yield running_provider
    settings.SOCIALACCOUNT_PROVIDERS = {}
    read_addresses_again()


def read_addresses_again():
    importlib.reload(people.sign_in_urls)
    importlib.reload(config.urls)
    clear_url_caches()


def sign_in_through_it(someone):
    """Follow the link on the sign-in page to the provider, and come back."""
    link = "/account/sign-in/with/organisation/?next=%2Faccount%2F"
    assert link in text_of(someone.get(f"{SIGN_IN}?next=/account/"))
    to_provider = someone.get(link)
    back = requests.get(to_provider.url, allow_redirects=False, timeout=5).headers["Location"]
    return someone.get(back.removeprefix("http://testserver"))


def test_the_page_offers_it_by_name(provider, amina):
    assert "Sign in through Wiltshire Council" in text_of(amina.get(SIGN_IN))


def test_signing_in_through_it_makes_an_account(provider, amina):
    response = sign_in_through_it(amina)

    assert response.url == "/account/"
    assert amina.is_signed_in
    assert amina.user.email == "amina@wiltshire.example"
    assert not amina.user.has_usable_password()


def test_coming_back_through_it_finds_the_account_again(provider, amina):
    sign_in_through_it(amina)

    again = Someone(amina.email)
    sign_in_through_it(again)

    assert again.is_signed_in
    assert User.objects.count() == 1


def test_it_and_the_e_mailed_code_lead_to_the_same_account(provider, amina):
    amina.sign_in()

    through_it = Someone(amina.email)
    sign_in_through_it(through_it)
    by_code = Someone(amina.email)
    by_code.sign_in()

    assert through_it.is_signed_in and by_code.is_signed_in
    assert User.objects.count() == 1


def test_only_the_address_is_kept_of_what_it_tells(provider, amina):
    for _ in range(2):
        sign_in_through_it(Someone(amina.email))

    assert SocialAccount.objects.get().extra_data == {}


def test_the_second_step_is_still_asked_for(provider, amina):
    amina.sign_in()
    secret = amina.set_up_app()

    again = Someone(amina.email)
    response = sign_in_through_it(again)
    assert response.url == "/account/sign-in/second-step/"
    again.take_second_step(secret)

    assert again.is_signed_in
    assert Authenticator.objects.filter(user=again.user).exists()


def test_whoever_it_names_without_an_address_is_told_why_that_does_not_do(provider, amina):
    del provider.claims["email"]

    response = sign_in_through_it(amina)

    assert "does not tell us your e-mail address" in text_of(response)
    assert not User.objects.exists()


def test_a_way_back_that_nobody_set_out_on_is_refused(provider, amina):
    response = amina.get("/account/sign-in/with/organisation/back/?code=x&state=y")

    assert response.status_code == 401
    assert "You could not be signed in" in text_of(response)
    assert not amina.is_signed_in


def test_changing_ones_mind_leads_back(provider, amina):
    to_provider = amina.get("/account/sign-in/with/organisation/")
    state = to_provider.url.partition("state=")[2].partition("&")[0]

    response = amina.get(
        f"/account/sign-in/with/organisation/back/?error=access_denied&state={state}"
    )

    assert "You are not signed in" in text_of(amina.get(response.url))


def test_a_provider_that_does_not_answer_is_told_plainly(provider, amina, settings):
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": organisation_sign_in(
            "http://127.0.0.1:9", name="Wiltshire Council", client_id=CLIENT, secret=SECRET
        )
    }

    response = amina.get("/account/sign-in/with/organisation/")

    assert response.status_code == 502
    assert "You could not be signed in" in text_of(response)


def test_a_closed_account_stays_closed(provider, amina):
    amina.sign_in()
    User.objects.update(is_active=False)

    again = Someone(amina.email)
    response = sign_in_through_it(again)

    assert response.url == "/account/sign-in/inactive/"
    assert not again.is_signed_in


def test_without_its_settings_there_is_no_such_way(db, client):
    with pytest.raises(NoReverseMatch):
        reverse("openid_connect_login", args=["organisation"])

    assert client.get("/account/sign-in/with/organisation/").status_code == 404
    assert "through" not in text_of(client.get(SIGN_IN))


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"OIDC_SERVER_URL": "http://login.example"}, "OIDC_SERVER_URL must begin with https://."),
        ({"OIDC_SERVER_URL": "https://login.example"}, "OIDC_CLIENT_ID"),
        (
            {"OIDC_SERVER_URL": "https://login.example", "OIDC_CLIENT_ID": "appraisal"},
            "OIDC_CLIENT_SECRET",
        ),
    ],
)
def test_settings_that_are_not_complete_stop_the_start(said, told):
    environment = {"PATH": os.environ["PATH"], "SECRET_KEY": "x", **said}

    done = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )

    assert done.returncode != 0
    assert told in done.stderr
