"""The printer: takes documents from the queue, one at a time, and issues them.

It is a process of its own (`manage.py print_documents`), so that no page waits for it. What it logs
quotes no report.
"""

from __future__ import annotations

import hashlib
import logging
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import close_old_connections, connection

from appraisal.models import Outcome
from appraisal.trouble import trouble_behind
from reports.edition import EDITIONS
from reports.issuing import queue
from reports.issuing.fingerprint import fingerprint
from reports.issuing.formats import FORMATS
from reports.models import Document
from reports.pdf import MOST_SECONDS_UNATTENDED, PressError, TooSlow

logger = logging.getLogger(__name__)

Problem = Document.Problem

PAUSE = 0.5
PAUSE_WITHOUT_DATABASE = 5
# The press has its own limit, within this one, which holds for every format.
MOST_SECONDS = MOST_SECONDS_UNATTENDED + 30


class Stopped(BaseException):
    """The printer was told to stop while it was printing."""


class Printer:
    """Prints what is in the queue until there is nothing left, or until it is told to stop."""

    def __init__(self) -> None:
        self.is_stopping = False
        self.is_printing = False
        self.held: Document | None = None

    def until_stopped(self) -> None:
        while not self.is_stopping:
            close_old_connections()
            try:
                self._put_back_held()
                has_printed = self.print_next()
            except Exception as error:
                if not trouble_behind(error):
                    raise
                said = "The database does not answer, or takes nothing new: %s"
                logger.error(said, type(error).__name__)
                connection.close()
                time.sleep(PAUSE_WITHOUT_DATABASE)
            else:
                if not has_printed:
                    time.sleep(PAUSE)

    def until_empty(self) -> None:
        while not self.is_stopping and self.print_next():
            pass

    def until_done(self, document: Document) -> None:
        """Print until this one is done, be it by another printer."""
        while document.state in Document.OPEN and not self.is_stopping:
            if not self.print_next():
                time.sleep(PAUSE)
            document.refresh_from_db()

    def stop(self, *signal_and_frame: object) -> None:
        """Stop after what is being done; what is being printed is left to the next printer."""
        self.is_stopping = True
        if self.is_printing:
            raise Stopped

    def print_next(self) -> bool:
        """Print the document whose turn it is; tell whether there was one."""
        document = queue.take()
        if document is None:
            return False
        self.held = document
        self._print(document)
        self.held = None
        return True

    def _put_back_held(self) -> None:
        """Put back what the database did not let us end, so that nobody waits for the lease.

        It counts as not taken: a disk that is full must not use up a document's attempts.
        """
        if self.held:
            queue.put_back(self.held)
            self.held = None

    def _print(self, document: Document) -> None:
        begun = time.monotonic()
        try:
            content, shown = self._made(document)
        except Stopped:
            queue.put_back(document)
        except Outcome.DoesNotExist:
            logger.info("Deleted before it was printed: %s", named(document))
        except Exception as error:
            if trouble_behind(error):
                # It is no fault of the document's: it is printed when the database is back.
                raise
            self._fail(document, error)
        else:
            if queue.issue(document, content, shown):
                took = time.monotonic() - begun
                said = (named(document), len(content), took)
                logger.info("Printed %s: %d bytes, %.1f s", *said)

    def _made(self, document: Document) -> tuple[bytes, str]:
        """Return the file, and the fingerprint of what it shows."""
        kind, edition = FORMATS[document.format], EDITIONS[document.edition]
        try:
            self.is_printing = True
            with at_most(MOST_SECONDS):
                outcome = fresh(document)
                before = fingerprint(outcome, kind, edition)
                content = kind.make(outcome, edition)
                after = fingerprint(fresh(document), kind, edition)
        finally:
            self.is_printing = False
        # Of what changed while it was printed nobody can say what it shows.
        same = before == after
        return content, before if same else hashlib.sha256((before + after).encode()).hexdigest()

    def _fail(self, document: Document, error: Exception) -> None:
        if self.is_stopping:
            # Whoever stopped us has stopped the press as well.
            queue.put_back(document)
        elif isinstance(error, PressError):
            logger.error("No %s: %s", named(document), error)
            queue.fail(document, problem_of(error))
        else:
            logger.exception("No %s", named(document))
            queue.fail(document, problem_of(error))


def named(document: Document) -> str:
    """Return what logs call a document, without asking the database, which may know it no more."""
    return f"document {document.reference} ({document.format} {document.edition})"


def fresh(document: Document) -> Outcome:
    """Return the outcome as it is stored now."""
    known = Outcome.objects.select_related("appraisal__organisation")
    return known.get(pk=document.outcome_id)


def problem_of(error: Exception) -> Document.Problem:
    return Problem.TOO_SLOW if isinstance(error, TimeoutError | TooSlow) else Problem.NOT_MADE


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise TimeoutError in whatever takes longer."""

    def ring(*signal_and_frame: object) -> None:
        raise TimeoutError(f"not done after {seconds} seconds")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
