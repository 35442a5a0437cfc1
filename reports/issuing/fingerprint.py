"""What a file shows and is made with, as one number: by it, requests for the same meet."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

from appraisal.models import Outcome
from reports.edition import Edition
from reports.issuing.formats import Format
from reports.pdf import for_paper

ROOT = Path(__file__).resolve().parents[2]


def fingerprint(outcome: Outcome, kind: Format, edition: Edition) -> str:
    """Return the SHA-256 of all that a file shows, and of all that makes it.

    The report in words is what every format shows, so whatever changes there, be it a decision,
    the organisation's name or our own wording, is in it without being listed here.
    """
    parts = (kind.key, edition.code, makers(), for_paper(outcome, edition))
    return sha256("\0".join(parts).encode()).hexdigest()


@cache
def makers() -> str:
    """Return the SHA-256 of the files that turn the words of a report into a file."""
    made_with = sha256()
    for path in _making():
        made_with.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return made_with.hexdigest()


def _making() -> Iterator[Path]:
    yield from sorted((ROOT / "reports").rglob("*.py"))
    yield from sorted((ROOT / "static" / "fonts").glob("*.woff2"))
    yield ROOT / "static" / "print.css"
    # The versions of the libraries that draw and write.
    yield ROOT / "requirements.txt"
