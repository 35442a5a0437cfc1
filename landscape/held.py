"""What someone sent after their session had ended: held until they have signed in again.

It waits in the session of the browser that sent it, for a day at the most, and only when the
person asks for it. Then it stands on its page again, not saved until they save it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import Resolver404, resolve

HELD = "held"
SECONDS_HELD = 24 * 60 * 60
# Pages that can show again what was typed on them.
PAGES_OF_ANSWERS = ("landscape:step",)


def can_be_held(address: str) -> bool:
    """Tell whether an address is a page of answers of ours; nowhere else is anyone sent."""
    try:
        return resolve(address).view_name in PAGES_OF_ANSWERS
    except Resolver404:
        return False


def hold(request: HttpRequest, address: str, sent: Mapping[str, str]) -> None:
    request.session[HELD] = {"address": address, "sent": dict(sent)}
    request.session.set_expiry(SECONDS_HELD)


def held_for(request: HttpRequest) -> dict[str, str] | None:
    """Return what waits for this page, if anything does."""
    held: dict[str, Any] | None = request.session.get(HELD)
    return held["sent"] if held and held["address"] == request.path else None


def release(request: HttpRequest) -> None:
    """Forget what waited for this page, which is saved now."""
    if held_for(request) is not None:
        del request.session[HELD]
        request.session.set_expiry(None)
