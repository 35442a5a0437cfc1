"""The report of the example: asked for when a copy is set up, so that visitors find it printed."""

from __future__ import annotations

from pathlib import Path

from appraisal.models import Outcome
from reports.edition import WHOLE
from reports.issuing.asking import ask
from reports.issuing.form import PDF
from reports.issuing.formats import FORMATS
from reports.issuing.printer import Printer
from reports.issuing.wording import WHAT_WAS_WRONG
from reports.models import Document


class NotPrinted(Exception):
    """There is no sample report; the message says why."""


def ask_for_sample(outcome: Outcome) -> Document:
    """Return the example's report, to be printed unless it is there.

    The examples are no record of anything: what an earlier version of the product printed of them
    goes when this one prints its own.
    """
    document = ask(outcome, FORMATS[PDF], WHOLE)
    others = Document.objects.filter(outcome__appraisal__is_demonstration=True)
    others.filter(asked_at__lt=document.asked_at).delete()
    return document


def write_sample(document: Document, path: Path) -> None:
    """Write the example's report to a file, when it is printed. Raises NotPrinted."""
    Printer().until_done(document)
    if document.state == Document.State.FAILED:
        raise NotPrinted(WHAT_WAS_WRONG[Document.Problem(document.problem)])
    content = bytes(document.issued.content)
    if path.exists() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
