"""Passkeys: where they work, and signing in with one."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Any

from allauth.mfa.webauthn.internal import auth
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.shortcuts import render


class PasskeySignInView(LoginWebAuthnView):
    """A page of its own, which carries what the passkey is to sign.

    allauth's script would fetch that with a second request, which our pages do not allow.
    """

    def get(self, request: HttpRequest, *args: Any, **said: Any) -> HttpResponse:
        said = {"js_data": {"request_options": auth.begin_authentication(user=None)}}
        return render(request, "mfa/webauthn/login.html", {"form": self.get_form(), **said})


def passkeys_here(request: HttpRequest) -> dict[str, str | bool]:
    """Tell templates whether passkeys can work here, and if not, at which address they do.

    Browsers tie a passkey to a name, and an address of numbers is none.
    """
    try:
        host, port = split_domain_port(request.get_host())
    except DisallowedHost:
        # The page that says so needs an answer, too.
        return {"passkeys_work": False}
    try:
        address = ip_address(host.strip("[]"))
    except ValueError:
        return {"passkeys_work": True}
    if not address.is_loopback:
        return {"passkeys_work": False}
    named = f"localhost:{port}" if port else "localhost"
    return {"passkeys_work": False, "passkeys_work_at": f"{request.scheme}://{named}/"}
