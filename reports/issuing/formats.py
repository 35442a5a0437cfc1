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
    )
}
