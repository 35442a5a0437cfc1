"""Every answer carries the headers that keep a page to itself, whatever it answers."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from people.visitor import COOKIE
from tests.access.addresses import addresses
from tests.people.cast import ENTER_CODE, Someone, text_of
from tests.security.observatory import modifiers, score

# A link or form to another site; what merely repeats “next” in a query or a field leads nowhere.
LEADS_AWAY = re.compile(r"""(?:href|action|src)="[^"?]*evil""")
SCRIPT = re.compile(r'<script[^>]*\bsrc="([^"]+)"')
# A stranger's way to each kind of answer: pages, a form with a cookie, not found, not allowed.
PATHS = (
    "/",
    "/start/",
    "/guide/",
    "/account/sign-in/",
    "/appraisals/NQSVCH22/",
    "/example/try/",
    "/nowhere/",
    "/static/app.css",
    "/healthz",
)
OF_EVERY_ANSWER = (
    "Content-Security-Policy",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
    "Permissions-Policy",
    "Referrer-Policy",
    "X-Content-Type-Options",
    "X-Frame-Options",
)


def points(response: Any) -> int:
    is_page = response.headers["Content-Type"].startswith("text/html")
    scripts = SCRIPT.findall(response.content.decode()) if is_page else []
    return score(response, response.cookies, scripts)


@pytest.mark.parametrize("path", PATHS)
def test_answers_score_at_least_130_by_the_observatorys_table(db: None, path: str):
    response = Client().get(path, secure=True)

    said = modifiers(response.headers, response.cookies, [])
    assert points(response) >= 130, said
    response.close()


def test_a_page_with_a_cookie_scores_135(db: None):
    response = Client().get("/start/", secure=True)

    assert response.cookies
    assert points(response) == 135


def test_every_page_without_a_variable_in_its_address_scores_as_well(db: None):
    client = Client()
    low = {}
    for address in addresses().values():
        if not address.variables and not address.route.startswith("^"):
            response = client.get(address.path({}), secure=True)
            response.content  # noqa: B018 a view may answer by and by
            if points(response) < 130:
                low[address.name] = modifiers(response.headers, response.cookies, [])

    assert not low


def test_what_is_asked_for_in_plain_http_is_sent_to_the_same_host(db: None):
    response = Client().get("/start/?a=b", headers={"host": "localhost"})

    assert response.status_code == 301
    assert response.headers["Location"] == "https://localhost/start/?a=b"


# A page in plain http is sent to https; a host that is not ours is refused, however it is asked.
NO_PAGES = ((False, "localhost", 301), (False, "evil.example", 400), (True, "evil.example", 400))


@pytest.mark.parametrize(("secure", "host", "status"), NO_PAGES)
def test_what_is_answered_instead_of_a_page_has_the_headers_of_one(
    db: None, secure: bool, host: str, status: int
):
    page = Client().get("/", secure=True)
    response = Client().get("/", secure=secure, headers={"host": host})

    assert response.status_code == status
    for name in OF_EVERY_ANSWER:
        assert response.headers.get(name) == page.headers[name], name


def test_to_ask_for_a_host_that_is_not_ours_wakes_nobody(
    db: None, caplog: pytest.LogCaptureFixture
):
    Client().get("/", headers={"host": "evil.example"})

    assert "Invalid HTTP_HOST header: 'evil.example'" in caplog.text
    assert {each.levelname for each in caplog.records} == {"WARNING"}
    assert "Traceback" not in caplog.text


def test_the_other_headers_are_as_strict(db: None):
    headers = Client().get("/", secure=True).headers

    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "publickey-credentials" not in headers["Permissions-Policy"]
    assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"


def test_no_policy_has_an_unsafe_source_or_another_host(db: None):
    policy = Client().get("/", secure=True).headers["Content-Security-Policy"]

    sources = {source for part in policy.split(";") for source in part.split()[1:]}
    assert sources == {"'none'", "'self'"}


def test_pages_need_nothing_that_the_policy_forbids(example: str):
    assert not re.search(r"<[^>]+\sstyle=", example)
    assert not re.search(r"<[^>]+\son\w+=", example)
    assert all("src=" in each for each in re.findall(r"<script[^>]*>", example))
    assert "<style" not in example


@pytest.fixture
def example(db: None) -> str:
    page = Client().get("/", secure=True).content.decode()
    return page + Client().get("/start/", secure=True).content.decode()


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_no_address_takes_another_method(method: str):
    response = getattr(Client(), method)("/start/", secure=True)

    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD, POST"
    assert set(OF_EVERY_ANSWER) <= set(response.headers)
    assert "Strict-Transport-Security" in response.headers


# Cookies


def test_every_cookie_is_for_this_very_host_and_hidden_from_scripts(db: None, settings: Any):
    settings.SECURE_SSL_REDIRECT = False
    amina = Someone("amina@example.org")
    amina.client.post("/start/", {"title": "Home care", "route": "short"})
    amina.sign_in()
    amina.client.get("/start/")

    cookies = amina.client.cookies
    assert set(cookies) == {COOKIE, settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME}
    for name, cookie in cookies.items():
        assert name.startswith("__Host-")
        assert (cookie["secure"], cookie["httponly"], cookie["samesite"]) == (True, True, "Lax")
        assert (cookie["path"], cookie["domain"]) == ("/", "")


# Pages that nobody else shall see


@pytest.fixture
def signed_in(db: None, settings: Any) -> Client:
    settings.SECURE_SSL_REDIRECT = False
    amina = Someone("amina@example.org")
    amina.sign_in()
    return amina.client


def test_nothing_is_kept_of_what_was_seen_signed_in(signed_in: Client):
    for path in ("/", "/account/", "/start/"):
        assert "no-store" in signed_in.get(path).headers["Cache-Control"]


def test_signing_out_clears_what_the_browser_kept(signed_in: Client):
    response = signed_in.post("/account/sign-out/")

    assert response.headers["Clear-Site-Data"] == '"cache"'
    assert "no-store" in response.headers["Cache-Control"]


# Where people are sent


ELSEWHERE = (
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example/",
    "\\\\evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "http:///evil.example",
    "https://localhost.evil.example/",
    "https://localhost@evil.example/",
    "\t//evil.example",
)


@pytest.mark.parametrize("address", ELSEWHERE)
def test_nobody_is_led_elsewhere_after_signing_in(db: None, settings: Any, address: str):
    settings.SECURE_SSL_REDIRECT = False
    amina = Someone("amina@example.org")

    assert not LEADS_AWAY.search(text_of(amina.client.get("/account/sign-in/", {"next": address})))
    response = amina.post(ENTER_CODE, code=amina.ask_for_code(next=address), next=address)

    assert response.status_code == 302
    assert response.headers["Location"] == "/"


@pytest.mark.parametrize("address", ELSEWHERE)
def test_nobody_is_led_elsewhere_by_any_other_next(signed_in: Client, address: str):
    for path in (
        "/account/sign-out/",
        "/sign-in-again/",
        "/account/security/confirm/",
        "/account/sign-in/",
        "/account/sign-in/passkey/",
    ):
        data = {"next": address, "address": address}
        for response in (signed_in.get(path, data), signed_in.post(path, data)):
            onward = response.headers.get("Location", "/").partition("?")[0]
            assert "evil" not in onward and onward.startswith("/"), path
            assert not LEADS_AWAY.search(text_of(response)), path


# What a request says we are called


def test_letters_lead_where_the_setting_says_whatever_host_was_asked(
    db: None, settings: Any, mailoutbox: list[Any]
):
    settings.ALLOWED_HOSTS = ["*"]
    settings.SECURE_SSL_REDIRECT = False
    settings.SITE_URL = "https://appraisal.example.org"
    amina = Someone("amina@example.org")
    amina.client.defaults["HTTP_HOST"] = "evil.example"
    amina.sign_in()
    amina.client.post("/account/organisations/add/", {"name": "Trust", "kind": "NHS body"})
    (pk,) = amina.user.memberships.values_list("organisation", flat=True)

    amina.client.post(f"/account/organisations/{pk}/", {"email": "ben@example.org"})

    assert len(mailoutbox) >= 2
    assert not any("evil" in mail.body + mail.subject for mail in mailoutbox)
    assert "https://appraisal.example.org/" in mailoutbox[-1].body


def test_a_host_we_do_not_know_is_refused(db: None):
    assert Client().get("/", secure=True, headers={"host": "evil.example"}).status_code == 400
