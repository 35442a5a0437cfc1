"""A report as a Word document: written by a typist in a process of its own."""

from __future__ import annotations

from appraisal.models import Outcome
from reports.edition import WHOLE, Edition
from reports.pdf import for_paper, press

TYPIST = "reports.word.typist"


def docx(outcome: Outcome, edition: Edition = WHOLE, seconds: int = 0) -> bytes:
    """Return the report of an outcome as a Word document: the same outcome gives the same bytes.

    It is written from the same HTML as the PDF. Raises PressError as the press does.
    """
    made_at = int(outcome.found_at.timestamp())
    return press(for_paper(outcome, edition), made_at=made_at, seconds=seconds, module=TYPIST)
