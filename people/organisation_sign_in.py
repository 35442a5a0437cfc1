"""Signing in through an organisation's own OpenID Connect provider, when the settings name one."""

from __future__ import annotations

from collections.abc import Callable

import requests
from allauth.socialaccount.providers.openid_connect import views
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

View = Callable[[HttpRequest, str], HttpResponse]


def offered() -> dict[str, str] | None:
    """Return the provider's name and the address that leads to it, if there is one."""
    said = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect")
    if not said:
        return None
    app = said["APPS"][0]
    return {
        "name": app["name"],
        "href": reverse("openid_connect_login", args=[app["provider_id"]]),
    }


def even_if_it_is_down(view: View) -> View:
    """Say so plainly when the provider does not answer; allauth would let that be our error."""

    def shown(request: HttpRequest, provider_id: str) -> HttpResponse:
        try:
            return view(request, provider_id)
        except requests.RequestException:
            return render(request, "socialaccount/authentication_error.html", status=502)

    return shown


login = even_if_it_is_down(views.login)
callback = even_if_it_is_down(views.callback)
