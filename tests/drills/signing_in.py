"""Signing in as people do: with a code from a letter."""

from __future__ import annotations

import re

import requests

from tests.browser.server import Server

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


def post(who: requests.Session, address: str, **said: str) -> requests.Response:
    """Send the form of a page, with its token."""
    found = TOKEN.search(who.get(address, timeout=60).text)
    assert found, address
    answer = who.post(
        address,
        {"csrfmiddlewaretoken": found[1], **said},
        headers={"Referer": address},
        timeout=60,
    )
    assert answer.status_code == 200, answer.text
    return answer


def sign_in(who: requests.Session, url: str, email: str, letters: Server) -> None:
    """Sign in at an address, with the code that a server wrote to its log for a letter."""
    post(who, f"{url}/account/sign-in/", email=email)
    code = letters.letter_to(email, r"[B-Z]{4}-[B-Z]{4}")
    post(who, f"{url}/account/sign-in/code/", code=code)


def trusting(certificate: str) -> requests.Session:
    """Return a session that trusts this certificate, whatever this machine says of others."""
    who = requests.Session()
    who.trust_env = False
    who.verify = certificate
    return who
