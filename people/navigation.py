"""What stands in the header and footer of every page."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from frontend.environment import GAP, Around, around

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


@dataclass(frozen=True)
class Link:
    href: str
    text: str
    active: bool = False


def header_and_footer(request: HttpRequest) -> dict[str, Any]:
    """Give templates the links of the header and the footer.

    A request that was refused before anyone looked who it is from has no visitor.
    """
    visitor = getattr(request, "visitor", None)
    user = visitor.user if visitor else None
    if user:
        national = (national_link(request),) if user.is_analyst else ()
        token = get_token(request)
        shown = signed_in_bar((*national, account_link(request))).html(token)
        # One token does for all forms of a page.
        return {"navigation": shown, "footer": footer(), "csrf_token": token}
    return {"navigation": sign_in_bar(request), "footer": footer()}


@cache
def signed_in_bar(links: tuple[Link, ...]) -> Around:
    """Return links and a button, with a gap for the token that the button sends along.

    It looks like a link: a link alone may sign nobody out.
    """
    return bar(links, render_to_string("people/sign_out_button.html", {"csrf_token": GAP}))


def sign_in_bar(request: HttpRequest) -> SafeString:
    """Return the link that leads back here after signing in, unless here is on the way to it."""
    sign_in = reverse("account_login")
    if request.path.startswith(reverse("people:account")):
        return bar((Link(sign_in, "Sign in", request.path.startswith(sign_in)),)).html()
    return elsewhere().html(urlencode({"next": request.get_full_path()}))


@cache
def elsewhere() -> Around:
    return bar((Link(f"{reverse('account_login')}?{GAP}", "Sign in"),))


def bar(links: tuple[Link, ...], at_the_end: str = "") -> Around:
    params = {
        "navigation": [asdict(each) for each in links],
        "slots": {"navigationEnd": at_the_end},
        "collapseNavigationOnMobile": False,
        "navigationLabel": "Account",
    }
    return around("service-navigation", params)


@cache
def footer() -> str:
    links = [Link(reverse(name), text) for name, text in FOOTER]
    return render_to_string("footer.html", {"footer_links": links})


def national_link(request: HttpRequest) -> Link:
    national = reverse("national:overview")
    return Link(national, "The national picture", request.path.startswith(national))


def account_link(request: HttpRequest) -> Link:
    account = reverse("people:account")
    return Link(account, "Your account", request.path.startswith(account))
