"""What stands on the pages of the national picture, read once for each page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from reports.releases import charts, words
from reports.releases.charts import Bars, Dots, Trend
from reports.releases.minute import Minute
from reports.releases.reader import Group, Point, Published, ReleaseReader
from reports.releases.tables import Grid, Line, described, grids, line, nation, of_kind


@dataclass(frozen=True)
class Split:
    """A way to look at a table: ``key`` is its part of an address."""

    key: str
    name: str
    kind: str


SPLITS = (Split("regions", "By region", "region"), Split("types", "By type of council", "type"))


@dataclass(frozen=True)
class Drawing:
    """A row of England: its picture, or that it is too uniform."""

    title: str
    chart: Bars | Dots | None


@dataclass(frozen=True, eq=False)
class Shown:
    """The latest release, as pages show it. ``is_public`` leaves all but England out."""

    reader: ReleaseReader
    release: Published
    is_public: bool = False

    @cached_property
    def catalogue(self) -> Mapping[str, Any]:
        return self.reader.catalogue(self.release)

    @cached_property
    def tables(self) -> list[Mapping[str, Any]]:
        tables: list[Mapping[str, Any]] = self.catalogue["tables"]
        return tables

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        every = self.reader.groups(self.release)
        return of_kind(every, "nation") if self.is_public else every

    @cached_property
    def minute(self) -> Minute:
        return Minute(self.release, self.groups, self.catalogue)

    @property
    def how_to_read(self) -> tuple[str, ...]:
        return words.how_to_read(self.release)

    @property
    def is_filling(self) -> bool:
        """Return whether a region is not shown yet, which is to be explained."""
        return any(not each.is_shown for each in of_kind(self.groups, "region"))

    @property
    def first_year(self) -> str:
        return words.FIRST_YEAR


@dataclass(frozen=True, eq=False)
class TablePage:
    """One table of the catalogue: ``split`` is a way to look at it, None for England."""

    shown: Shown
    key: str
    split: Split | None = None

    @cached_property
    def table(self) -> Mapping[str, Any] | None:
        return described(self.shown.catalogue, self.key)

    @cached_property
    def england(self) -> Group:
        return nation(self.shown.groups)

    @property
    def standing(self) -> str:
        return words.standing(self.england)

    @property
    def contributors(self) -> str:
        return words.contributors(self.england)

    @property
    def blank(self) -> str:
        return words.blank(self.england, self.shown.groups, self.shown.release.policy)

    @cached_property
    def drawings(self) -> tuple[Drawing, ...]:
        """Return the pictures of England, row by row."""
        table = next((each for each in self.england.tables if each.key == self.key), None)
        if table is None:
            return ()
        release = self.shown.release
        found = [
            Drawing(words.titled(row.title, release), charts.shares(row, release))
            for row in table.rows
        ]
        if table.measures:
            found.append(Drawing("", charts.means(table.measures, release)))
        return tuple(found)

    @cached_property
    def grids(self) -> tuple[Grid, ...]:
        """Return the rows for the groups of the split, England first to compare with."""
        assert self.split and self.table
        groups = of_kind(self.shown.groups, self.split.kind)
        return grids((self.england, *groups), self.shown.groups, self.table, self.shown.release)

    @cached_property
    def blanks(self) -> bool:
        assert self.split
        return any(
            not each.is_shown and not each.same_as
            for each in of_kind(self.shown.groups, self.split.kind)
        )

    @property
    def groups_title(self) -> str:
        return words.titled("Which groups are shown", self.shown.release)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Return England and the groups of the split, without cells."""
        assert self.split
        groups = (self.england, *of_kind(self.shown.groups, self.split.kind))
        return tuple(
            line(each, self.shown.groups, [], self.shown.release.policy) for each in groups
        )


@dataclass(frozen=True, eq=False)
class TimePage:
    """One table of one group over all published releases."""

    shown: Shown
    key: str
    group_key: str

    @cached_property
    def table(self) -> Mapping[str, Any] | None:
        return described(self.shown.catalogue, self.key)

    @cached_property
    def group(self) -> Mapping[str, str] | None:
        """Return how the catalogue describes the group; one that is another one has no series."""
        return next((each for each in self.groups if each["key"] == self.group_key), None)

    @cached_property
    def groups(self) -> list[Mapping[str, str]]:
        every: list[Mapping[str, str]] = self.shown.catalogue["groups"]
        return [each for each in every if each["key"] not in self._same]

    @cached_property
    def _same(self) -> set[str]:
        return {each.key for each in self.shown.groups if each.same_as}

    @cached_property
    def series(self) -> tuple[tuple[Point, ...], ...]:
        return self.shown.reader.over_time(self.group_key, self.key)

    @cached_property
    def trends(self) -> tuple[Trend, ...]:
        """Return a picture of each row, and one of all measures."""
        assert self.table
        release, series = self.shown.release, {_key(each): each for each in self.series}
        found = [
            charts.trend(series[row["key"]], row, release)
            for row in self.table["rows"]
            if row["key"] in series
        ]
        measures = [each for each in self.table["measures"] if each["key"] in series]
        if measures:
            ordered = [series[each["key"]] for each in measures]
            found.append(charts.mean_trend(ordered, measures, release))
        return tuple(found)


def _key(points: tuple[Point, ...]) -> str:
    return next(each.row.key for each in points if each.row)
