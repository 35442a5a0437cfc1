"""What something rests on: what is known, what is not, and how much of each source was read."""

from __future__ import annotations

from dataclasses import dataclass

from appraisal.method.model import Method, Source

NOT_KNOWN = "Not known: "


@dataclass(frozen=True)
class Evidence:
    known: str
    not_known: str
    sources: tuple[Source, ...]


def evidence(method: Method, text: str, sources: tuple[str, ...]) -> Evidence:
    """Return an account of evidence with what it says is not known standing apart."""
    known, _, not_known = text.partition(NOT_KNOWN)
    return Evidence(
        known=known.strip(),
        not_known=not_known[:1].upper() + not_known[1:],
        sources=tuple(method.source_by_key[key] for key in sources),
    )
