"""The e-mails we send about an appraisal. None of them holds a word that was typed in it."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.forms import Form
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from appraisal.method.content import method
from appraisal.models import Access, Event, Invitation
from people.models import User

# How soon another link may be asked for by whoever has a used one.
PAUSE = timedelta(minutes=10)
# The events of which a letter tells.
SENT = ("invited", "new link", "shared")


def site(path: str) -> str:
    """Return the whole address of a path, whatever host a request named."""
    return f"{settings.SITE_URL}{path}"


def address_of(link: str) -> str:
    """Return the whole address that a link's token opens."""
    return site(reverse("landscape:welcome", args=[link]))


def send_invitation(invitation: Invitation, link: str) -> None:
    role = method(invitation.appraisal.method_version).role_by_key[invitation.role]
    _send(
        "You are asked for your view",
        "invitation",
        invitation.email,
        invitation=invitation,
        role=role,
        council=invitation.appraisal.organisation,
        address=address_of(link),
    )


def send_access(access: Access, by: str) -> None:
    _send(
        "An options appraisal has been shared with you",
        "access",
        access.email,
        access=access,
        by=by,
        council=access.appraisal.organisation,
        address=site(reverse("landscape:home")),
    )


def may_send(user: User, form: Form | None = None) -> bool:
    """Tell whether the user may have another letter sent; if not, the form, if any, says so.

    Nobody shall be flooded through us.
    """
    since = timezone.now() - timedelta(days=1)
    sent = Event.objects.filter(by=user, at__gte=since, what__in=SENT).count()
    if sent < settings.MOST_LETTERS_A_DAY:
        return True
    if form:
        form.add_error(
            None,
            f"You have had {settings.MOST_LETTERS_A_DAY} e-mails sent within a day, which is as "
            "many as we send for anyone. Go on tomorrow",
        )
    return False


def was_sent_lately(invitation: Invitation) -> bool:
    latest = invitation.reminded_at or invitation.invited_at
    return timezone.now() - latest < PAUSE


def _send(subject: str, letter: str, to: str, **said: object) -> None:
    body = render_to_string(f"landscape/letters/{letter}.txt", said)
    send_mail(subject, body, None, [to])
