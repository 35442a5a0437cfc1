"""How long things are kept, and what ends them: all rules, in the order they are applied.

The daily command delete_expired applies them. The page /privacy/ promises them, and
docs/privacy/retention.md lists them.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection, models, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from appraisal.models import Access, Appraisal, Invitation
from people import account_data
from people.models import MembershipInvitation, User
from people.visitor import hashed


@dataclass(frozen=True)
class Rule:
    """One kind of thing that is kept for a time: how many have outlived it, and how they go."""

    what: str
    count: Callable[[], int]
    end: Callable[[], int]


def rules() -> tuple[Rule, ...]:
    """Return every rule. Accounts come after appraisals: who owns none any more may go as well."""
    tried = in_words(hours=settings.KEEP_TRIAL_HOURS)
    unclaimed = in_words(days=settings.KEEP_UNCLAIMED_DAYS)
    invited = in_words(days=settings.KEEP_INVITED_ADDRESSES_DAYS)
    return (
        each(f"copies of the example, begun {tried} ago", trials),
        each(f"appraisals without an account, unchanged for {unclaimed}", unclaimed_appraisals),
        each(
            f"appraisals with an owner, unchanged for "
            f"{in_words(days=settings.KEEP_UNCHANGED_APPRAISALS_DAYS)}",
            unchanged_appraisals,
        ),
        each(
            f"e-mail addresses of people asked for their view, {invited} after the end",
            invitations_with_an_old_address,
            forget_address,
        ),
        each(f"invitations to organisations, unanswered for {invited}", unanswered_invitations),
        each(
            f"accounts that own nothing, unused for "
            f"{in_words(days=settings.KEEP_UNUSED_ACCOUNTS_DAYS)}",
            unused_accounts,
            account_data.delete,
        ),
        Rule("sessions that have ended", ended_sessions().count, end_sessions),
        Rule("counts of tries to sign in that no longer matter", old_tries, end_tries),
    )


# What has outlived its time


def trials() -> QuerySet[Appraisal]:
    return Appraisal.objects.expired().filter(is_trial=True)


def unclaimed_appraisals() -> QuerySet[Appraisal]:
    return Appraisal.objects.expired().filter(is_trial=False)


def unchanged_appraisals() -> QuerySet[Appraisal]:
    """Return what somebody owns and nobody has changed; never the demonstration, which is ours."""
    owned = Appraisal.objects.filter(browser="", is_demonstration=False)
    return owned.filter(changed_at__lt=before(days=settings.KEEP_UNCHANGED_APPRAISALS_DAYS))


def invitations_with_an_old_address() -> QuerySet[Invitation]:
    """Return invitations to one person that ended long ago, on their last day or by hand."""
    days = settings.KEEP_INVITED_ADDRESSES_DAYS
    last_day: date = timezone.localdate() - timedelta(days=days)
    ended = Q(deadline__lt=last_day) | Q(closed_at__lt=before(days=days))
    return Invitation.objects.exclude(email="").filter(ended)


def unanswered_invitations() -> QuerySet[MembershipInvitation]:
    since = before(days=settings.KEEP_INVITED_ADDRESSES_DAYS)
    return MembershipInvitation.objects.filter(invited_at__lt=since)


def unused_accounts() -> QuerySet[User]:
    """Return accounts that nobody has signed in with, and that would leave no appraisal behind."""
    since = before(days=settings.KEEP_UNUSED_ACCOUNTS_DAYS)
    unused = Q(last_login__lt=since) | Q(last_login=None, joined_at__lt=since)
    owned = Access.objects.filter(email=OuterRef("email"), level=Access.Level.OWNER)
    return User.objects.filter(unused).exclude(Exists(owned))


def ended_sessions() -> QuerySet[Session]:
    return Session.objects.filter(expire_date__lt=timezone.now())


# How it goes


def each(
    what: str,
    due: Callable[[], QuerySet[Any]],
    end: Callable[[Any], object] = models.Model.delete,
) -> Rule:
    return Rule(what, lambda: due().count(), lambda: end_each(due, end))


def end_each(due: Callable[[], QuerySet[Any]], end: Callable[[Any], object]) -> int:
    """End what is due, one by one, and return how many went.

    Each is looked at once more under a lock: what somebody has changed a moment ago is not due.
    """
    ended = 0
    for pk in list(due().values_list("pk", flat=True)):
        with transaction.atomic():
            found = due().select_for_update().filter(pk=pk).first()
            if found:
                end(found)
                ended += 1
    return ended


def forget_address(invitation: Invitation) -> None:
    """Keep of an invitation to one person only that somebody in this role was asked.

    Its link ends for good. Without an address it counts as one for many people, and whoever has
    the old letter could otherwise answer a second time, should the last day be moved.
    """
    invitation.email = ""
    invitation.used_at = None
    invitation.token_hash = hashed(secrets.token_hex(32))
    invitation.save(update_fields=["email", "used_at", "token_hash"])


def end_sessions() -> int:
    ended, _ = ended_sessions().delete()
    return ended


# The counts that slow down guessing name the network addresses they are about. Django's database
# cache deletes them only when it is full, and offers no other way than to ask its table.


def old_tries() -> int:
    with connection.cursor() as cursor:
        # Its name is one of our settings, and quoted.
        cursor.execute(f"SELECT COUNT(*) FROM {_tries()} WHERE expires < %s", [_now()])  # nosec B608
        return int(cursor.fetchone()[0])


def end_tries() -> int:
    with connection.cursor() as cursor:
        # Its name is one of our settings, and quoted.
        cursor.execute(f"DELETE FROM {_tries()} WHERE expires < %s", [_now()])  # nosec B608
        return int(cursor.rowcount)


def _tries() -> str:
    return connection.ops.quote_name(str(settings.CACHES["default"]["LOCATION"]))


def _now() -> Any:
    return connection.ops.adapt_datetimefield_value(timezone.now())


# Time


def before(**said: float) -> datetime:
    return timezone.now() - timedelta(**said)


def in_words(days: int = 0, hours: int = 0) -> str:
    """Return a time as people say it: 3 years, 90 days, 24 hours."""
    if hours:
        return _counted(hours, "hour")
    if days and days % 365 == 0:
        return _counted(days // 365, "year")
    return _counted(days, "day")


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
