"""Who is visiting: someone signed in, or a browser that began work without an account.

A browser is known by a random token in a cookie. Only the token's hash is stored, so
whoever reads the database cannot open anyone's appraisal.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from people.models import User

COOKIE = settings.BROWSER_COOKIE_NAME
TOKEN_BYTES = 32


@dataclass
class Visitor:
    """Whoever asks: ``user`` when signed in, ``token`` what this browser is known by."""

    user: User | None = None
    token: str = ""
    is_new: bool = False

    @property
    def browser(self) -> str:
        """Return the hash of the browser's token; "" when it has none."""
        return hashed(self.token) if self.token else ""

    def remember_browser(self, seed: str = "") -> str:
        """Return the browser's hash, giving the browser a token first if it has none.

        From the same seed, a secret of the page shown, comes the same token: a button pressed
        twice gives one browser one token, whichever answer arrives last.
        """
        if not self.token:
            self.token = token_from(seed) if seed else secrets.token_urlsafe(TOKEN_BYTES)
            self.is_new = True
        return self.browser

    def key_for(self, purpose: str) -> str:
        """Return a key that only this browser can make; "" is never one.

        Keys for two purposes cannot be told to be of one browser.
        """
        return hashed(f"{purpose} {self.token}") if self.token else hashed(secrets.token_hex())


class VisitorRequest(HttpRequest):
    """A request that has passed the middleware below."""

    visitor: Visitor


class VisitorMiddleware:
    """Put ``request.visitor`` on every request, and keep the browser's cookie alive."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: VisitorRequest) -> HttpResponse:
        token = request.COOKIES.get(COOKIE, "")
        request.visitor = Visitor(user=signed_in(request), token=token)
        response = self.get_response(request)
        if request.visitor.is_new or (token and request.method == "POST"):
            keep_cookie(response, request.visitor.token)
        return response


def signed_in(request: HttpRequest) -> User | None:
    """Return who is signed in. Only a browser with a session costs a look at the database."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    return request.user if request.user.is_authenticated else None


def keep_cookie(response: HttpResponse, token: str) -> None:
    response.set_cookie(
        COOKIE,
        token,
        max_age=settings.BROWSER_COOKIE_DAYS * 24 * 60 * 60,
        httponly=True,
        secure=settings.HTTPS,
        samesite="Lax",
    )


def token_from(seed: str) -> str:
    return salted_hmac("people.visitor", seed, algorithm="sha256").hexdigest()


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
