"""The result as a workbook whose formulas work the ranking out again when a cell is changed.

    xlsx(outcome), ods(outcome)

Both hold the same cells. The same outcome gives the same bytes.
"""

from __future__ import annotations

from appraisal.models import Outcome
from reports.edition import WHOLE, Edition
from reports.stored import found
from reports.workbook import (
    answers,
    as_found,
    gates,
    influences,
    ranking,
    read_me,
    scores,
    weights,
)
from reports.workbook.drawn import Drawn
from reports.workbook.excel import as_xlsx
from reports.workbook.opendocument import as_ods
from reports.workbook.sheet import Workbook

__all__ = ["ods", "workbook", "xlsx"]


def xlsx(outcome: Outcome, edition: Edition = WHOLE) -> bytes:
    """Return the workbook as an Excel file."""
    return as_xlsx(workbook(outcome, edition))


def ods(outcome: Outcome, edition: Edition = WHOLE) -> bytes:
    """Return the workbook as an OpenDocument spreadsheet."""
    return as_ods(workbook(outcome, edition))


def workbook(outcome: Outcome, edition: Edition = WHOLE) -> Workbook:
    """Return all sheets of an outcome, for either kind of file."""
    drawn = Drawn(outcome, found(outcome, edition))
    subject = f"Appraisal {outcome.appraisal.reference}, result {outcome.number}"
    return Workbook(
        title=f"{read_me.TITLE_TEXT}: {outcome.appraised['title']}",
        subject=subject,
        footer=f"{'Draft. ' if edition.is_draft else ''}{subject}",
        made_at=int(outcome.found_at.timestamp()),
        sheets=(
            read_me.sheet(drawn),
            ranking.sheet(drawn),
            answers.sheet(drawn),
            weights.sheet(drawn),
            scores.sheet(drawn),
            influences.sheet(drawn),
            influences.reasons(drawn),
            gates.sheet(drawn),
            as_found.sheet(drawn),
        ),
    )
