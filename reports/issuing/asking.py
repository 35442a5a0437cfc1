"""Asking for a document: the same is never printed twice, and nobody can ask without end."""

from __future__ import annotations

from allauth.core.internal import ratelimit
from django.conf import settings
from django.utils import timezone

from appraisal.models import Outcome
from people.models import User
from people.visitor import VisitorRequest
from reports.edition import Edition
from reports.issuing.fingerprint import fingerprint
from reports.issuing.formats import Format
from reports.models import Document

State = Document.State


class TooMany(Exception):
    """Somebody has asked for more than is printed for anyone in an hour."""


def ask_within_limit(
    request: VisitorRequest, outcome: Outcome, kind: Format, edition: Edition
) -> Document:
    """Return the document, asked for now unless it was before. Raises TooMany.

    What is there already, or is to be printed anyway, counts against nobody.
    """
    shown = fingerprint(outcome, kind, edition)
    known = same(outcome, kind, edition, shown)
    if known and known.state != State.FAILED:
        return known
    if not may_ask(request):
        raise TooMany
    return asked(outcome, kind, edition, shown, request.visitor.user)


def ask(outcome: Outcome, kind: Format, edition: Edition) -> Document:
    """Return the document, asked for by nobody in particular unless it was before."""
    return asked(outcome, kind, edition, fingerprint(outcome, kind, edition), None)


def same(outcome: Outcome, kind: Format, edition: Edition, shown: str) -> Document | None:
    known = Document.objects.filter(outcome=outcome, format=kind.key, edition=edition.code)
    return known.filter(fingerprint=shown).first()


def asked(
    outcome: Outcome, kind: Format, edition: Edition, shown: str, by: User | None
) -> Document:
    """Return the one document for this; a failed one goes back to the end of the queue."""
    document, is_new = Document.objects.get_or_create(
        outcome=outcome,
        format=kind.key,
        edition=edition.code,
        fingerprint=shown,
        defaults={"asked_by": by},
    )
    if not is_new:
        again = {"asked_at": timezone.now(), "attempts": 0, "taken_at": None, "problem": ""}
        failed = Document.objects.filter(pk=document.pk, state=State.FAILED)
        if failed.update(state=State.WAITING, **again):
            document.refresh_from_db()
    return document


def may_ask(request: VisitorRequest) -> bool:
    """Count a request, and tell whether it is within what one person is printed in an hour."""
    visitor = request.visitor
    key = f"user {visitor.user.pk}" if visitor.user else visitor.browser
    # Whoever looks at the example without a cookie is known by their network address alone.
    rate = f"{settings.MOST_DOCUMENTS_AN_HOUR}/h/{'key' if key else 'ip'}"
    counted = ratelimit.consume(
        request, app="reports", action="document", config={"document": rate}, key=key
    )
    return counted is not None
