"""Tables of a release as pages and files show them: groups down, possible answers across.

Groups, rows and values stand as the catalogue has them. No order follows the numbers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reports.releases import words
from reports.releases.reader import Group, Measure, Published, Row, Value

REGIONS = "region"
TYPES = "type"


@dataclass(frozen=True)
class Cell:
    """A share with its count below, or a mean. ``tint`` is the band in tens, to colour by."""

    head: str
    text: str
    below: str = ""
    tint: int | None = None


@dataclass(frozen=True)
class Line:
    """A group with its cells, or why there are none. ``note`` says if they are of earlier."""

    name: str
    note: str
    contributors: str
    standing: str
    cells: tuple[Cell, ...]
    blank: str = ""


@dataclass(frozen=True)
class Grid:
    """One row of the catalogue, or all measures of a table, for several groups."""

    key: str
    title: str
    heads: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def columns(self) -> int:
        return len(self.heads)


def described(catalogue: Mapping[str, Any], key: str) -> Mapping[str, Any] | None:
    """Return how the catalogue describes a table."""
    tables: list[Mapping[str, Any]] = catalogue["tables"]
    return next((each for each in tables if each["key"] == key), None)


def grids(
    groups: Sequence[Group],
    every: Sequence[Group],
    table: Mapping[str, Any],
    release: Published,
) -> tuple[Grid, ...]:
    """Return each row of a table for some of the groups; ``every`` is all of them."""
    rows, measures = table["rows"], table["measures"]
    found = [
        Grid(
            row["key"],
            words.titled(row["title"], release),
            tuple(value["name"] for value in row["values"]),
            tuple(line(each, every, [row["key"]], release.policy) for each in groups),
        )
        for row in rows
    ]
    if measures:
        keys = [each["key"] for each in measures]
        found.append(
            Grid(
                "means",
                words.titled("Mean scores, from 0 to 100", release),
                tuple(each["title"] for each in measures),
                tuple(line(each, every, keys, release.policy) for each in groups),
            )
        )
    return tuple(found)


def line(
    group: Group, every: Sequence[Group], keys: Sequence[str], policy: Mapping[str, int]
) -> Line:
    blank = words.blank(group, every, policy)
    cells: tuple[Cell, ...] = ()
    if not blank:
        found = [group.row(key) for key in keys]
        cells = tuple(cell for each in found for cell in _cells(each, policy))
    if keys and not blank and not cells:
        blank = words.TOO_UNIFORM
    note = words.standing(group) if group.state == "kept" else ""
    return Line(group.name, note, words.contributors(group), words.standing(group), cells, blank)


def _cells(row: Row | Measure | None, policy: Mapping[str, int]) -> tuple[Cell, ...]:
    if isinstance(row, Row):
        return tuple(value_cell(each, policy) for each in row.values)
    return (Cell(row.title, words.mean(row)),) if row else ()


def value_cell(value: Value, policy: Mapping[str, int]) -> Cell:
    if value.share is None:
        return Cell(value.name, words.share(value, policy))
    return Cell(
        value.name,
        words.share(value, policy),
        words.count(value, policy),
        value.share // 10,
    )


def of_kind(groups: Sequence[Group], kind: str) -> tuple[Group, ...]:
    return tuple(each for each in groups if each.kind == kind)


def nation(groups: Sequence[Group]) -> Group:
    return next(each for each in groups if each.kind == "nation")
