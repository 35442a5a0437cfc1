"""The formats that a report can be had in. A new format is a function and an entry in FORMATS.

What makes a file may take seconds to import, so it is imported where it is used.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from appraisal.models import Outcome
from reports.edition import WHOLE, Edition


def pdf(outcome: Outcome, edition: Edition) -> bytes:
    from reports.pdf import MOST_SECONDS_UNATTENDED, printed

    return printed(outcome, edition, seconds=MOST_SECONDS_UNATTENDED)


def docx(outcome: Outcome, edition: Edition) -> bytes:
    from reports.pdf import MOST_SECONDS_UNATTENDED
    from reports.word.document import docx

    return docx(outcome, edition, seconds=MOST_SECONDS_UNATTENDED)


def xlsx(outcome: Outcome, edition: Edition) -> bytes:
    from reports.workbook import xlsx

    return xlsx(outcome, edition)


def ods(outcome: Outcome, edition: Edition) -> bytes:
    from reports.workbook import ods

    return ods(outcome, edition)


@dataclass(frozen=True)
class Format:
    """One kind of file. ``differs_by`` names what of an edition makes a difference to it; ``make``
    is given an edition without the rest."""

    key: str
    name: str
    use: str
    extension: str
    content_type: str
    differs_by: frozenset[str]
    make: Callable[[Outcome, Edition], bytes]

    def edition(self, wanted: Edition) -> Edition:
        """Return the edition that a wish comes down to: what makes no difference is left out."""
        plain = {name: getattr(WHOLE, name) for name in EVERY_DIFFERENCE - self.differs_by}
        return replace(wanted, **plain)


EVERY_DIFFERENCE = frozenset({"is_short", "is_draft", "is_public"})
# There is no short workbook: its sums need all of it.
WORKBOOK_DIFFERS_BY = frozenset({"is_draft", "is_public"})

FORMATS = {
    each.key: each
    for each in (
        Format(
            key="pdf",
            name="PDF",
            use="To read, print and attach to a committee paper",
            extension="pdf",
            content_type="application/pdf",
            differs_by=EVERY_DIFFERENCE,
            make=pdf,
        ),
        Format(
            key="docx",
            name="Word",
            use="To work on, or to paste into your council’s template",
            extension="docx",
            content_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            differs_by=EVERY_DIFFERENCE,
            make=docx,
        ),
        Format(
            key="xlsx",
            name="Excel workbook",
            use="To redo every sum, or to change an answer or a weight and see the ranking move",
            extension="xlsx",
            content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            differs_by=WORKBOOK_DIFFERS_BY,
            make=xlsx,
        ),
        Format(
            key="ods",
            name="OpenDocument workbook",
            use="The same workbook, for LibreOffice and others",
            extension="ods",
            content_type="application/vnd.oasis.opendocument.spreadsheet",
            differs_by=WORKBOOK_DIFFERS_BY,
            make=ods,
        ),
    )
}
