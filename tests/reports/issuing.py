"""A format that takes no time to make, for tests of all that happens around the making."""

from __future__ import annotations

from appraisal.models import Decision, Outcome
from reports.edition import Edition
from reports.issuing.formats import EVERY_DIFFERENCE, Format
from reports.models import Document
from tests.reports.outcomes import NOON

STATES = Document.State
FULL = {"format": "plain", "length": "full", "holds": "whole"}


def words(outcome: Outcome, edition: Edition) -> bytes:
    return f"{outcome} {edition.code}".encode()


PLAIN = Format(
    key="plain",
    name="Plain text",
    use="To test",
    extension="txt",
    content_type="text/plain",
    differs_by=EVERY_DIFFERENCE - {"is_draft"},
    make=words,
)


def decide(outcome: Outcome, why: str = "The budget.") -> None:
    """Record a decision, which every report shows."""
    Decision.objects.create(
        outcome=outcome,
        what=Decision.What.SOMETHING_ELSE,
        in_words="Wait a year",
        taken_by="Cabinet",
        taken_on=NOON.date(),
        why=why,
        token="9c8f7f57-3f6c-4b5e-9d0a-1f0a5b8f7c11",
    )
