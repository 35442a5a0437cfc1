"""What stands in the header and footer of every page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode

# An address by its name in urls.py, and what the link says.
FOOTER = [
    ("guide:about", "What this is"),
    ("guide:approaches", "Approaches"),
    ("guide:method", "How it decides"),
    ("guide:glossary", "Glossary"),
    ("guide:on_paper", "On paper"),
    ("national:how_made", "How the national picture is made"),
    ("landscape:privacy", "Privacy notice"),
    ("landscape:cookies", "Cookies"),
]


def header_and_footer(request: HttpRequest) -> dict[str, Any]:
    """Give templates the links of the header and the footer.

    A request that was refused before anyone looked who it is from has no visitor.
    """
    visitor = getattr(request, "visitor", None)
    user = visitor.user if visitor else None
    return {
        "navigation": [
            *([national_link(request)] if user and user.is_analyst else []),
            account_link(request) if user else sign_in_link(request),
        ],
        "sign_out_button": sign_out_button(request) if user else "",
        "footer_links": [{"href": reverse(name), "text": text} for name, text in FOOTER],
    }


def national_link(request: HttpRequest) -> dict[str, Any]:
    national = reverse("national:overview")
    return {
        "href": national,
        "text": "The national picture",
        "active": request.path.startswith(national),
    }


def account_link(request: HttpRequest) -> dict[str, Any]:
    account = reverse("people:account")
    return {"href": account, "text": "Your account", "active": request.path.startswith(account)}


def sign_out_button(request: HttpRequest) -> str:
    """Return a button that looks like a link: a link alone may sign nobody out."""
    return render_to_string("people/sign_out_button.html", {"csrf_token": get_token(request)})


def sign_in_link(request: HttpRequest) -> dict[str, Any]:
    """Return the link that leads back here after signing in, unless here is on the way to it."""
    sign_in = reverse("account_login")
    if request.path.startswith(reverse("people:account")):
        return {"href": sign_in, "text": "Sign in", "active": request.path.startswith(sign_in)}
    query = urlencode({"next": request.get_full_path()})
    return {"href": f"{sign_in}?{query}", "text": "Sign in"}
