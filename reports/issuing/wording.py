"""Documents in words: what they are called, how it stands with them, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from reports import numbers
from reports.edition import EDITIONS, Edition
from reports.issuing import queue
from reports.issuing.formats import FORMATS, Format
from reports.models import Document, IssuedFile

State, Problem = Document.State, Document.Problem

WHAT_WAS_WRONG = {
    Problem.NOT_MADE: "The program that makes the file ended without one.",
    Problem.TOO_SLOW: "The file was not done in the time that one file may take. "
    "Often the machine was busy with something else.",
    Problem.ABANDONED: "The program that makes the file was cut off each time it tried.",
}
MINUTE = timedelta(minutes=1)
LIMITS = {
    "is_short": "always in full",
    "is_draft": "never marked as a draft",
    "is_public": "always with everything",
}


@dataclass(frozen=True)
class File:
    """A file that was issued."""

    name: str
    issued: str
    size: str
    sha256: str


@dataclass(frozen=True)
class Shown:
    """A document as pages show it. ``says`` tells where it stands; ``warns`` that nothing moves.

    ``state`` is a key for templates and the script; ``file`` is there when it is ready.
    """

    reference: str
    name: str
    result: int
    asked: str
    state: str
    heading: str
    says: str
    warns: str
    file: File | None

    @property
    def is_open(self) -> bool:
        return self.state in Document.OPEN


def shown(document: Document) -> Shown:
    warns = _warns(document)
    return Shown(
        reference=document.reference,
        name=name(FORMATS[document.format], EDITIONS[document.edition]),
        result=document.outcome.number,
        asked=numbers.moment(document.asked_at),
        state=document.state,
        heading=HEADINGS[State(document.state)],
        says="" if warns and document.state == State.WAITING else _says(document),
        warns=warns,
        file=_file(document) if document.state == State.READY else None,
    )


HEADINGS = {
    State.WAITING: "It is being prepared",
    State.PRINTING: "It is being prepared",
    State.READY: "It is ready",
    State.FAILED: "It could not be made",
}


def name(kind: Format, edition: Edition) -> str:
    """Return what a document is called, such as “Short report (PDF), Part A, draft”."""
    length = "Short report" if edition.is_short else "Full report"
    rest = [("is_public", "Part A"), ("is_draft", "draft")]
    said = [words for which, words in rest if getattr(edition, which)]
    return ", ".join([f"{length} ({kind.name})", *said])


def limits_of(kind: Format) -> str:
    """Return what a kind of file is for, and which choices make no difference to it."""
    limits = [words for which, words in LIMITS.items() if which not in kind.differs_by]
    if not limits:
        return kind.use
    said = numbers.listed(limits)
    return f"{kind.use}. It comes {said}"


def filename(document: Document) -> str:
    of = document.outcome
    extension = FORMATS[document.format].extension
    return f"appraisal-{of.appraisal.reference}-{of.number}-{document.edition}.{extension}"


def _file(document: Document) -> File:
    issued: IssuedFile = document.issued
    return File(
        name=filename(document),
        issued=numbers.moment(issued.issued_at),
        size=numbers.size(issued.size),
        sha256=issued.sha256,
    )


def _says(document: Document) -> str:
    if document.state == State.FAILED:
        return WHAT_WAS_WRONG[Problem(document.problem)]
    if document.state == State.READY:
        return ""
    if document.state == State.WAITING:
        return _place(queue.ahead_of(document))
    if queue.is_let_go(document):
        return "The printing was cut off. It is started again by itself."
    return "It is being printed now. Most files take a few seconds."


def _place(ahead: int) -> str:
    if not ahead:
        return "It is the next to be printed. Most files take a few seconds."
    before = numbers.counted(ahead, "other file is", "other files are")
    return f"{before} to be printed before it. Most files take a few seconds."


def _warns(document: Document) -> str:
    """Say so when nobody prints, rather than let people wait for nothing."""
    if document.state == State.WAITING:
        waited = _passed(document.asked_at)
    elif queue.is_let_go(document):
        waited = _passed(document.taken_at)
    else:
        return ""
    if waited < queue.TOO_LONG or queue.is_looked_after():
        return ""
    return (
        f"Nothing has picked this up for {_in_words(waited)}. The program that prints may "
        "not be running: tell whoever runs this copy. Your place is kept."
    )


def _in_words(waited: timedelta) -> str:
    minutes = int(waited / MINUTE)
    if minutes < 2 * 60:
        return numbers.counted(minutes, "minute")
    return numbers.counted(minutes // 60, "hour")


def _passed(since: datetime | None) -> timedelta:
    return timezone.now() - since if since else timedelta()
