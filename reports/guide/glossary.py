"""The glossary as it is shown: terms by their first letter, each with the law it states."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from appraisal.method.glossary import Term
from appraisal.method.model import Method
from reports import numbers


@dataclass(frozen=True)
class Entry:
    term: Term
    read_on: str


@dataclass(frozen=True)
class Letter:
    letter: str
    entries: tuple[Entry, ...]


def letters(method: Method) -> tuple[Letter, ...]:
    by_letter = groupby(method.glossary, key=lambda term: term.name[0].upper())
    return tuple(
        Letter(letter, tuple(_entry(term) for term in terms)) for letter, terms in by_letter
    )


def _entry(term: Term) -> Entry:
    day = numbers.day(date.fromisoformat(term.read_on)) if term.read_on else ""
    return Entry(term=term, read_on=day)
