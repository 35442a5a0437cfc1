"""Two councils' work and everyone who might come to it, each in a browser of their own."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from allauth.account.internal.userkit import user_id_to_str
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from appraisal import demonstration
from appraisal.conclusion import conclude
from appraisal.copying import BROUGHT_IN
from appraisal.inviting import Asked, invite, link_token
from appraisal.models import Access, Appraisal, Invitation, Perspective, Scenario
from appraisal.sharing import share_with
from landscape.work import Submission, Work
from people.models import Membership, Organisation, User
from reports.issuing.queue import issue, take
from reports.models import Document
from reports.what_if.changes import Changes
from tests.access.addresses import Address
from tests.landscape.browser import FULL_PAGE
from tests.releases.sectors import publish_all, series

# Everyone there is, as the columns of table.txt are named.
ROLES = (
    "stranger",  # has no account and never was here
    "ben",  # signed in, of another council
    "browser",  # began work of their own without an account
    "owner",  # Amina
    "editor",
    "viewer",
    "invited",  # opened a link, and has begun to answer
    "analyst",  # of the LGA, with the second step taken
    "admin",  # likewise
)

PUBLISHED = {"table": "verdict", "split": "types", "group": "type-unitary", "quarter": "2027-Q1"}
KEPT_AT = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Scene:
    """``values`` tells what stands in an address, by the beginning of its route; ``own`` likewise
    where somebody comes to something of their own rather than to Amina's."""

    values: Mapping[str, Mapping[str, object]]
    own: Mapping[str, Mapping[str, object]]
    clients: Mapping[str, Client]
    to_join: int

    def path(self, address: Address, role: str) -> str:
        values: dict[str, object] = {}
        for start, found in self.values.items():
            if address.route.startswith(start):
                values |= found
        return address.path({**values, **self.own.get(role, {})})


def scene() -> Scene:
    """Return a fresh one, as it would be after some days of work."""
    amina, ben, editor, viewer = (
        User.objects.create_user(f"{name}@example.org") for name in ("amina", "ben", "ed", "vi")
    )
    carys = User.objects.create_user("carys@example.org", is_analyst=True)
    dewi = User.objects.create_user("dewi@example.org", is_administrator=True)
    home_care = begun(by=amina)
    share_with(home_care, editor.email, Access.Level.EDITOR, amina)
    share_with(home_care, viewer.email, Access.Level.VIEWER, amina)
    begun(by=ben)
    browser, contributor = Client(), Client()
    respite = begun_in(browser)
    invitation, link = invited(home_care, amina)
    contribution = begun_to_answer(contributor, link)
    council, joining = members(amina, ben, viewer)
    Organisation.objects.filter(pk=council.pk).update(is_verified=True)
    Appraisal.objects.filter(pk=home_care.pk).update(organisation=council)
    kent = Organisation.objects.create(name="Kent", official_name="Kent", kind="c", gss_code="E1")
    analyst, app = with_app(carys)
    administrator, _ = with_app(dewi)
    demonstration.load()
    publish_all(series(1))
    return Scene(
        values={
            "appraisals/": {
                "reference": home_care.reference,
                "access": home_care.access.get(email=editor.email).pk,
                "invitation": invitation.pk,
                "step": FULL_PAGE,
                "key": "provider_count",
            },
            "reports/": {
                "reference": home_care.reference,
                "scenario": supposed(home_care).reference,
                "document": issued(home_care).reference,
            },
            "contributions/": {"reference": contribution.reference, "step": FULL_PAGE},
            "invitations/": {"link": link},
            "account/organisations/": {
                "pk": council.pk,
                "invitation": council.invitations.get().pk,
            },
            "account/memberships/<int:pk>/decide/": {"pk": joining.pk},
            "account/memberships/<int:pk>/leave/": {"pk": amina.memberships.get().pk},
            "account/security/": {"pk": app.pk},
            "guide/approaches/": {"key": "relational"},
            "guide/mechanisms/": {"key": "grant"},
            "guide/method/": {"slug": "gates"},
            "guide/on-paper/": {"length": "short"},
            "national/": PUBLISHED,
            "national-picture/": PUBLISHED,
            "api/national/": PUBLISHED,
            "admin/": {"app_label": "people", "url": "nowhere/"},
            "admin/people/user/": {"object_id": ben.pk},
            "admin/people/organisation/": {"object_id": council.pk},
            "admin/people/membership/": {"object_id": joining.pk},
        },
        own={
            "browser": {
                "reference": respite.reference,
                "scenario": supposed(respite).reference,
                "document": issued(respite).reference,
            }
        },
        clients={
            "stranger": Client(),
            "ben": signed_in(ben),
            "browser": browser,
            "owner": signed_in(amina),
            "editor": signed_in(editor),
            "viewer": signed_in(viewer),
            "invited": contributor,
            "analyst": analyst,
            "admin": administrator,
        },
        to_join=kent.pk,
    )


def begun(by: User | None = None, browser: str = "") -> Appraisal:
    """Return an appraisal with an answer, a result, and an answer that changed since."""
    appraisal = Appraisal(title="Home care", route="full", method_version="2026.1", browser=browser)
    appraisal.begin(by)
    from_a_file(appraisal)
    answer(appraisal, 0, 1, by)
    conclude(appraisal, by)
    answer(appraisal, 1, 2, by)
    return appraisal


def from_a_file(appraisal: Appraisal) -> None:
    told = {"from": "K7M2", "results": 0, "compared": "none", "differing": [], "left": {}}
    appraisal.events.create(what=BROUGHT_IN, details=told)


def answer(appraisal: Appraisal, based_on: int, value: int, by: User | None) -> None:
    said = Submission(based_on, uuid4(), {"provider_count": {"value": value}}, {})
    Work(appraisal.agreed).save(FULL_PAGE, said, by)


def begun_in(browser: Client) -> Appraisal:
    browser.post("/start/", {"title": "Respite", "route": "full"})
    started = Appraisal.objects.get(title="Respite")
    from_a_file(started)
    answer(started, 0, 1, None)
    conclude(started, None)
    answer(started, 1, 2, None)
    return started


def supposed(appraisal: Appraisal) -> Scenario:
    """Return a scenario kept with an appraisal; all of them were kept at one time."""
    return Scenario.objects.create(
        outcome=appraisal.outcomes.get(),
        name="No trust",
        changes=Changes(answers={"provider_trust": 1}).stored(),
        token=uuid4(),
        changed_at=KEPT_AT,
    )


def issued(appraisal: Appraisal) -> Document:
    """Return a document that was printed, as far as anyone can tell who does not open it."""
    outcome = appraisal.outcomes.get()
    document = Document.objects.create(outcome=outcome, format="pdf", edition="full")
    taken = take()
    assert taken == document
    issue(taken, b"%PDF-1.7", taken.fingerprint)
    return document


def invited(appraisal: Appraisal, by: User) -> tuple[Invitation, str]:
    token = uuid4()
    asked = Asked("provider", (), timezone.localdate() + timedelta(days=7))
    invitation, _ = invite(appraisal, asked, token, by)
    return invitation, link_token(token)


def begun_to_answer(contributor: Client, link: str) -> Perspective:
    contributor.post(f"/invitations/{link}/")
    return Perspective.objects.contributions().get()


def members(amina: User, ben: User, joining: User) -> tuple[Organisation, Membership]:
    """Return Amina's council, where somebody asks to join; Ben belongs to another one."""
    kind = "county council"
    council = Organisation.objects.add("Northshire", kind, by=amina)
    Organisation.objects.add("Southshire", kind, by=ben)
    council.invitations.create(email="new@example.org", invited_by=amina)
    return council, council.memberships.create(user=joining)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def with_app(user: User) -> tuple[Client, Authenticator]:
    """Return the browser of somebody who signed in with an authenticator app, and the app."""
    client = signed_in(user)
    app = Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": ""})
    take_second_step(client, app)
    return client, app


def take_second_step(client: Client, step: Authenticator) -> None:
    """Leave the traces that signing in with a second step leaves."""
    session = client.session
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = user_id_to_str(step.user)
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        {"method": "mfa", "at": time.time(), "type": step.type, "reauthenticated": True}
    ]
    session.save()
