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

from people.models import User

COOKIE = "browser"
KEPT_DAYS = 30
TOKEN_BYTES = 32


@dataclass
class Visitor:
    """Whoever asks: ``user`` when signed in, ``browser`` the hash of this browser's token."""

    user: User | None = None
    browser: str = ""
    new_token: str = ""

    def remember_browser(self) -> str:
        """Return the browser's hash, giving the browser a token first if it has none."""
        if not self.browser:
            self.new_token = secrets.token_urlsafe(TOKEN_BYTES)
            self.browser = hashed(self.new_token)
        return self.browser


class VisitorRequest(HttpRequest):
    """A request that has passed the middleware below."""

    visitor: Visitor


class VisitorMiddleware:
    """Put ``request.visitor`` on every request, and keep the browser's cookie alive."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: VisitorRequest) -> HttpResponse:
        token = request.COOKIES.get(COOKIE, "")
        request.visitor = Visitor(user=signed_in(request), browser=hashed(token) if token else "")
        response = self.get_response(request)
        if request.visitor.new_token or (token and request.method == "POST"):
            keep_cookie(response, request.visitor.new_token or token)
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
        max_age=KEPT_DAYS * 24 * 60 * 60,
        httponly=True,
        secure=settings.HTTPS,
        samesite="Lax",
    )


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
