"""A release as a file for spreadsheets and programs: the cells that pages show, and no other.

The same release gives the same bytes each time.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from io import StringIO
from typing import Any

from appraisal.cells import harmless
from reports.releases import words
from reports.releases.reader import Group, Measure, Published, ReleaseReader, Row
from reports.releases.tables import Grid, grids
from reports.workbook import sheet

TITLE = "The national picture"
COLUMNS = (
    "table",
    "row",
    "group",
    "organisations",
    "as of",
    "answer",
    "share",
    "count or mean",
)
MONTHS_IN_A_QUARTER = 3


@dataclass(frozen=True, eq=False)
class Export:
    """Everything that goes into files of a release."""

    reader: ReleaseReader
    release: Published

    @cached_property
    def catalogue(self) -> Mapping[str, Any]:
        return self.reader.catalogue(self.release)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        return self.reader.groups(self.release)

    @property
    def name(self) -> str:
        """Return how files of this release are called, without their ending."""
        made_up = "synthetic-" if self.release.is_synthetic else ""
        return f"national-picture-{made_up}{self.release.quarter}"

    @cached_property
    def about(self) -> tuple[tuple[str, str], ...]:
        """Return what a file says of itself, a name and words each."""
        told = json.loads(self.reader.proof(self.release))
        facts = (
            ("Release", self.release.quarter),
            ("Policy version", str(self.release.policy["version"])),
            ("Catalogue", str(told["catalogue"])),
            ("SHA-256 of the release", self.release.hash),
        )
        made_up = (("Data", "SYNTHETIC: made up"),) if self.release.is_synthetic else ()
        reading = words.how_to_read(self.release)
        return (*made_up, *facts, *(("How to read it", each) for each in reading))


# CSV


def as_csv(export: Export) -> bytes:
    """Return one line for each cell, below lines that start with “#” and say how to read them."""
    written = StringIO()
    for name, said in export.about:
        written.write(f"# {harmless(name)}: {harmless(said)}\n")
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(COLUMNS)
    for line in cells(export):
        writer.writerow([harmless(each) for each in line])
    return written.getvalue().encode("utf-8-sig")


def cells(export: Export) -> Iterator[tuple[str, ...]]:
    """Yield every cell that is shown, and for each group that is not shown one that says so."""
    policy = export.release.policy
    titles = {
        each["key"]: words.titled(each["title"], export.release)
        for each in export.catalogue["tables"]
    }
    for table in export.catalogue["tables"]:
        for row in (*table["rows"], *table["measures"]):
            for group in export.groups:
                start = (titles[table["key"]], row["title"], group.name)
                blank = words.blank(group, export.groups, policy)
                if blank:
                    yield (*start, "", "", "", blank, blank)
                    continue
                stands = (words.contributors(group), group.as_of)
                for cell in _cells(group.row(row["key"]), policy):
                    yield (*start, *stands, *cell)


def _cells(row: Row | Measure | None, policy: Mapping[str, int]) -> Iterator[tuple[str, str, str]]:
    if isinstance(row, Measure):
        yield ("mean", "", words.mean(row))
    elif isinstance(row, Row) and row.is_too_uniform:
        yield ("", words.TOO_UNIFORM, words.TOO_UNIFORM)
    elif isinstance(row, Row):
        for value in row.values:
            yield (value.name, words.share(value, policy), words.count(value, policy))


# OpenDocument


def as_ods(export: Export) -> bytes:
    """Return a workbook with a sheet for each table, groups down and answers across."""
    # odfdo takes a while to import, and only this needs it.
    from reports.workbook.opendocument import as_ods as written

    return written(workbook(export))


def workbook(export: Export) -> sheet.Workbook:
    title = f"{words.titled(TITLE, export.release)}, {export.release.quarter}"
    return sheet.Workbook(
        title=title,
        subject=f"Release {export.release.quarter}, policy version "
        f"{export.release.policy['version']}",
        footer=title,
        made_at=_first_day_after(export.release.quarter),
        sheets=(
            _read_me(title, export),
            *(_sheet(at, table, export) for at, table in enumerate(export.catalogue["tables"], 1)),
        ),
    )


def _first_day_after(quarter: str) -> int:
    """Return when a quarter had ended: no other time may stand in a file."""
    year, number = quarter.split("-Q")
    months = int(year) * 12 + int(number) * MONTHS_IN_A_QUARTER
    return int(datetime(months // 12, months % 12 + 1, 1, tzinfo=UTC).timestamp())


def _read_me(title: str, export: Export) -> sheet.Sheet:
    names = [
        (f"Table {at}", words.titled(table["title"], export.release))
        for at, table in enumerate(export.catalogue["tables"], 1)
    ]
    rows = [
        sheet.row(sheet.text(title, sheet.TITLE)),
        (),
        *(_named(name, said) for name, said in (*export.about, *names)),
    ]
    return sheet.Sheet("Read me", tuple(rows), (26, 140))


def _named(name: str, said: str) -> sheet.Row:
    return sheet.row(sheet.text(name, sheet.LABEL), sheet.text(said, sheet.TEXT))


def _sheet(at: int, table: Mapping[str, Any], export: Export) -> sheet.Sheet:
    rows = [
        sheet.row(sheet.text(words.titled(table["title"], export.release), sheet.TITLE)),
        (),
    ]
    widest = 0
    for grid in grids(export.groups, export.groups, table, export.release):
        rows += [*_grid(grid), ()]
        widest = max(widest, grid.columns)
    return sheet.Sheet(f"Table {at}", tuple(rows), (38, 24, 22, *[26] * widest), fixed=1)


def _grid(grid: Grid) -> Sequence[sheet.Row]:
    heads = ("Group", "Organisations", "When", *grid.heads)
    rows: list[sheet.Row] = [
        sheet.row(sheet.text(grid.title, sheet.HEADING)),
        sheet.head(*heads),
    ]
    for line in grid.lines:
        start = (line.name, line.contributors, line.standing)
        said = [_both(cell.text, cell.below) for cell in line.cells] or [line.blank]
        rows.append(sheet.texts((*start, *said)))
    return rows


def _both(text: str, below: str) -> str:
    return f"{text} ({below})" if below else text
