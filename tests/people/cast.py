"""People at their browsers: Amina commissions, Ben works elsewhere, Carys reviews for the LGA."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.test import Client

from people.models import User

SIGN_IN = "/account/sign-in/"
ENTER_CODE = "/account/sign-in/code/"
SECOND_STEP = "/account/sign-in/second-step/"
SET_UP_APP = "/account/security/app/add/"


@dataclass
class Someone:
    """A person with an e-mail address and a browser of their own."""

    email: str
    client: Client = field(default_factory=Client)

    def get(self, address: str) -> Any:
        return self.client.get(address)

    def post(self, address: str, **fields: str) -> Any:
        return self.client.post(address, fields)

    def ask_for_code(self, **fields: str) -> str:
        """Ask for a code and return it, as it stands in the e-mail."""
        sent = len(mail.outbox)
        response = self.post(SIGN_IN, email=self.email, **fields)
        assert response.status_code == 302, text_of(response)
        assert len(mail.outbox) == sent + 1
        return newest_code()

    def sign_in(self) -> Any:
        return self.post(ENTER_CODE, code=self.ask_for_code())

    @property
    def user(self) -> User:
        return User.objects.get(email=self.email)

    @property
    def is_signed_in(self) -> bool:
        return "_auth_user_id" in self.client.session

    def set_up_app(self) -> str:
        """Set up an authenticator app, and return its secret."""
        page = text_of(self.get(SET_UP_APP))
        found = re.search(r"<strong class=\"app-typed\">([A-Z2-7]+)</strong>", page)
        assert found, page
        response = self.post(SET_UP_APP, code=app_code(found[1]))
        assert response.status_code == 302, text_of(response)
        return str(found[1])

    def take_second_step(self, secret: str) -> Any:
        # The code of the next half minute: one that has been used is not taken again.
        return self.post(SECOND_STEP, code=app_code(secret, later=1))


def newest_code() -> str:
    found = re.search(r"Your code: (\S+)", str(mail.outbox[-1].body))
    assert found, mail.outbox[-1].body
    return str(found[1])


def app_code(secret: str, later: int = 0) -> str:
    """Return what an authenticator app shows now, or some half minutes later."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later)))


def text_of(response: Any) -> str:
    return unescape(str(response.content, "utf-8"))
