"""The queue of documents to be printed. It is kept in the database, so it outlives every process.

A printer holds a document until it has issued it or given it up. A printer that is killed holds
its document no longer than the lease; then another takes it. The database's clock alone tells when
that is: those of the machines may be hours apart.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta

from django.db import IntegrityError, connection, transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now

from reports.models import Document, IssuedFile

State, Problem = Document.State, Document.Problem

# Longer than a printer spends on one document.
LEASE = timedelta(minutes=4)
# What ends the printer every time must not stand in the way of the others for ever.
MOST_ATTEMPTS = 3
# A queue that nobody has taken anything from for so long is not being looked after.
TOO_LONG = timedelta(minutes=2)


def take() -> Document | None:
    """Return the document whose turn it is, held for whoever called; None if there is none."""
    # A look takes no lock: most of the time there is nothing to do.
    while due().exists():
        with transaction.atomic():
            document = locked(due().order_by("asked_at", "pk")).first()
            if document is None:
                return None
            if document.attempts >= MOST_ATTEMPTS:
                _end(document, State.FAILED, problem=Problem.ABANDONED)
                continue
            document.state = State.PRINTING
            document.taken_at = Now()
            document.attempts += 1
            document.save(update_fields=["state", "taken_at", "attempts"])
            document.refresh_from_db(fields=["taken_at"])
            return document
    return None


def due() -> QuerySet[Document]:
    """Return what waits, and what a printer took and has held for too long."""
    let_go = Q(state=State.PRINTING) & ~taken_within(LEASE)
    return Document.objects.filter(Q(state=State.WAITING) | let_go)


def is_let_go(document: Document) -> bool:
    """Tell whether a printer took it and has held it for too long, as one that was killed does."""
    return document.state == State.PRINTING and due().filter(pk=document.pk).exists()


def taken_within(span: timedelta) -> Q:
    """Find what was taken no longer ago than this.

    What lies ahead was taken before the clock was put back, and nobody knows how long ago. A little
    ahead is what is taken while we look.
    """
    return Q(taken_at__range=(Now() - span, Now() + LEASE))


def locked(documents: QuerySet[Document]) -> QuerySet[Document]:
    """Return them locked, without those that another printer is just taking.

    SQLite lets one connection write at a time, and needs no lock besides.
    """
    return documents.select_for_update(
        skip_locked=connection.features.has_select_for_update_skip_locked
    )


# What comes of it. Whoever no longer holds the document changes nothing.


@transaction.atomic
def issue(document: Document, content: bytes, shown: str) -> bool:
    """Keep the file, for good, and tell whether it was still wanted from this printer."""
    if not _end(document, State.READY):
        return False
    IssuedFile.objects.create(
        document=document,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
    )
    if shown != document.fingerprint:
        _show(document, shown)
    return True


def fail(document: Document, problem: Document.Problem) -> bool:
    return _end(document, State.FAILED, problem=problem)


def put_back(document: Document) -> bool:
    """Leave it to the next printer, as if it had not been taken."""
    return _end(document, State.WAITING, taken_at=None, attempts=F("attempts") - 1)


def _end(document: Document, state: Document.State, **said: object) -> bool:
    held = Document.objects.filter(pk=document.pk, state=document.state, attempts=document.attempts)
    return bool(held.update(state=state, **said))


def _show(document: Document, shown: str) -> None:
    """Note that what a document shows changed between asking and printing.

    If another shows the same already, requests meet there and nobody is led to this one.
    """
    itself = hashlib.sha256(f"{shown} {document.reference}".encode()).hexdigest()
    for fingerprint in (shown, itself):
        try:
            with transaction.atomic():
                Document.objects.filter(pk=document.pk).update(fingerprint=fingerprint)
        except IntegrityError:
            continue
        return


# How it stands with the queue


def ahead_of(document: Document) -> int:
    """Return how many are to be printed before this one."""
    earlier = Q(asked_at__lt=document.asked_at) | Q(asked_at=document.asked_at, pk__lt=document.pk)
    return Document.objects.filter(earlier, state__in=Document.OPEN).count()


def is_looked_after() -> bool:
    """Tell whether a printer is at work, or took something a short while ago."""
    at_work = Q(state=State.PRINTING) & taken_within(LEASE)
    return Document.objects.filter(at_work | taken_within(TOO_LONG)).exists()
