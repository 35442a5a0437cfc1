"""Who takes part: people with an appraisal of their own, all of it answered, and a result."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from appraisal.conclusion import conclude
from appraisal.demonstration import REFERENCE, copy_to_try
from appraisal.inviting import Asked, invite
from appraisal.models import Access, Appraisal, Decision, Outcome, Perspective, Scenario
from people.models import User
from people.visitor import COOKIE, hashed

# Of so many contributors the fullest appraisal has the views.
CONTRIBUTORS = 12


@dataclass(frozen=True)
class Person:
    """Somebody with an appraisal, known by their cookies."""

    reference: str
    cookies: dict[str, str]
    contribution: str = ""
    steps: tuple[str, ...] = field(default=())

    def page(self, step: str) -> str:
        return f"/appraisals/{self.reference}/{step}/"


def moved_in(count: int) -> list[Person]:
    """Return so many people, each signed in, whose appraisal is the demonstration's copy.

    The result is worked out once, as it is the same for all of them.
    """
    first, found = None, []
    for number in range(count):
        user = User.objects.create_user(f"person-{number}-{uuid4().hex[:8]}@council.example")
        appraisal = copied()
        appraisal.claim(user)
        first = first or conclude(appraisal, user)
        if first.appraisal_id != appraisal.pk:
            repeat(first, appraisal)
        # Most who sign in began without an account, so their browser is known as well.
        cookies = {COOKIE: uuid4().hex, **signed_in(user)}
        found.append(Person(appraisal.reference, cookies, steps=steps_of(appraisal)))
    return found


def copied(browser: str = "") -> Appraisal:
    appraisal = copy_to_try(Appraisal.objects.get(reference=REFERENCE), browser)
    appraisal.is_trial = False
    appraisal.save()
    return appraisal


def steps_of(appraisal: Appraisal) -> tuple[str, ...]:
    return tuple(appraisal.agreed.current_revisions())


def repeat(outcome: Outcome, appraisal: Appraisal) -> Outcome:
    """Give an appraisal the same outcome."""
    row = outcome.row
    again = Outcome.objects.get(pk=outcome.pk)
    again.pk, again.appraisal = None, appraisal
    again.save(force_insert=True)
    row.outcome, row.appraisal = again, appraisal
    row.save(force_insert=True)
    outcome.refresh_from_db()
    return again


def signed_in(user: User) -> dict[str, str]:
    """Return the cookies of somebody who has signed in."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return {settings.SESSION_COOKIE_NAME: str(session.session_key)}


def without_account() -> Person:
    """Return somebody who has not signed in, with an appraisal of the same kind."""
    token = uuid4().hex
    appraisal = copied(hashed(token))
    conclude(appraisal, None)
    return Person(appraisal.reference, {COOKIE: token}, steps=steps_of(appraisal))


def with_everything() -> Person:
    """Return somebody whose appraisal has all that there can be: views of others, a second
    result, a decision, what-ifs, colleagues."""
    user = User.objects.create_user(f"everything-{uuid4().hex[:8]}@council.example")
    appraisal = copied()
    appraisal.claim(user)
    conclude(appraisal, user)
    for number in range(CONTRIBUTORS):
        contributed(appraisal, user, f"contributor {number}")
        appraisal.access.create(email=f"colleague-{number}@council.example", level="viewer")
    outcome = conclude(appraisal, user)
    Scenario.objects.create(
        outcome=outcome, name="No trust", changes={"answers": {"provider_trust": 1}}, token=uuid4()
    )
    Decision.objects.create(
        outcome=outcome,
        what="as_now",
        taken_by="Cabinet",
        taken_on=timezone.localdate(),
        why="There is no time for anything else.",
        token=uuid4(),
    )
    assert outcome.number > 1
    assert Access.objects.filter(appraisal=appraisal).count() > CONTRIBUTORS
    cookies = {COOKIE: uuid4().hex, **signed_in(user)}
    return Person(appraisal.reference, cookies, steps=steps_of(appraisal))


def contributor() -> Person:
    """Return somebody who answers by an invitation, and has answered all of it."""
    user = User.objects.create_user(f"inviting-{uuid4().hex[:8]}@council.example")
    appraisal = copied()
    appraisal.claim(user)
    token = uuid4().hex
    own = contributed(appraisal, user, token)
    own.is_handed_in = False
    own.save()
    return Person(appraisal.reference, {COOKIE: token}, own.reference, steps_of(appraisal))


def contributed(appraisal: Appraisal, by: User, token: str) -> Perspective:
    """Return the view of somebody who was invited, and answered as the demonstration does."""
    asked = Asked("provider", (), timezone.localdate() + timedelta(days=7))
    invitation, _ = invite(appraisal, asked, uuid4(), by)
    own = appraisal.perspectives.create(
        role="provider",
        invitation=invitation,
        contributor=hashed(f"{invitation.seed} {token}"),
        is_handed_in=True,
    )
    for each in appraisal.agreed.current_revisions().values():
        each.pk, each.perspective, each.number, each.token = None, own, 1, uuid4()
        each.save(force_insert=True)
    return own
