"""Words a newcomer may not know, each told in a sentence or two."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from appraisal.method.table import Problems, Table, read_table


@dataclass(frozen=True)
class Term:
    """A word and what it means here; ``also`` are other words for it.

    A term that states law says when that was read, and where: information, not legal advice.
    """

    key: str
    name: str
    also: tuple[str, ...]
    means: str
    read_on: str = ""
    source: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.also)


def read_glossary(folder: Path, problems: Problems) -> tuple[Term, ...]:
    """Return the glossary of a folder of content, in the order it is shown."""
    table = read_table(folder / "glossary.toml", "glossary", problems)
    found = tuple(_term(part) for part in table.tables("term"))
    table.finish()
    names = [term.name.lower() for term in found]
    if names != sorted(names):
        first = next(
            name for name, right in zip(names, sorted(names), strict=True) if name != right
        )
        table.problem(f"“{first}” is out of order. Sort the terms by name.")
    return found


def _term(part: Table) -> Term:
    key = part.text("key")
    part.at(key)
    states_law = bool({"read_on", "source"} & set(part.values))
    term = Term(
        key=key,
        name=part.text("name"),
        also=part.texts("also", default=()),
        means=part.text("means"),
        read_on=part.day("read_on") if states_law else "",
        source=part.text("source") if states_law else "",
    )
    part.finish()
    return term
