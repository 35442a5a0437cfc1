"""What pages may read of the national picture, and the only way for them to read it.

    reader = published()                    # the real releases; made-up ones if there are none
    reader.is_synthetic                     # then every page must say so
    reader.releases                         # what is published, the latest first
    release = reader.release("2027-Q1")     # None: there is no such release
    reader.groups(release)                  # every group with all tables, in three queries
    reader.group(release, "region-london")  # one of them
    reader.series("england", "verdict")     # one row over all releases, the earliest first

A group that is not shown has no tables and does not say how many contribute: fewer than ten. A
value whose ``count`` is 0 reads “fewer than 5”, and has no share. ``share`` is the lower end of a
band of ten points: 40 reads “40% to 49%”, and the last one, 90, “90% to 100%”. Of a row that is
too uniform there are no values. ``as_of`` is the quarter for which a group was last counted. All
numbers are rounded already: nothing may be worked out from them and shown but what a reader could
work out as well. Titles and names come with each release, as they were when it was built.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from reports.releases.models import Publication, Release, ReleasedGroup, ReleasedRow


@dataclass(frozen=True)
class Value:
    """How many gave one of the possible answers; 0 for fewer than 5, and then no share."""

    key: str
    name: str
    count: int
    share: int | None


@dataclass(frozen=True)
class Row:
    key: str
    title: str
    values: tuple[Value, ...]
    is_too_uniform: bool


@dataclass(frozen=True)
class Measure:
    """The mean of a bounded score, rounded to 5."""

    key: str
    title: str
    lowest: int
    highest: int
    mean: int


@dataclass(frozen=True)
class Table:
    key: str
    title: str
    rows: tuple[Row, ...]
    measures: tuple[Measure, ...]


@dataclass(frozen=True)
class Group:
    """A group in a release. ``tables`` is empty if it is not shown, or the same as another."""

    key: str
    kind: str
    name: str
    state: str
    same_as: str
    as_of: str
    contributors: int | None
    tables: tuple[Table, ...]

    @property
    def is_shown(self) -> bool:
        return self.contributors is not None

    def row(self, key: str) -> Row | Measure | None:
        return next((row for row in self._rows() if row.key == key), None)

    def _rows(self) -> Iterator[Row | Measure]:
        for table in self.tables:
            yield from table.rows
            yield from table.measures


@dataclass(frozen=True)
class Published:
    """A published release, without its cells."""

    quarter: str
    is_synthetic: bool
    published_at: datetime
    hash: str
    policy: Mapping[str, int]
    pk: int = field(repr=False)


@dataclass(frozen=True)
class Point:
    """One row of one group, in one release. ``row`` is None where the group is not shown."""

    quarter: str
    as_of: str
    state: str
    contributors: int | None
    row: Row | Measure | None


@dataclass(frozen=True)
class ReleaseReader:
    """Published releases of one sector: the real one, or a made-up one."""

    is_synthetic: bool

    @cached_property
    def releases(self) -> tuple[Published, ...]:
        """Return what is published, the latest first, in one query."""
        found = Publication.objects.filter(release__is_synthetic=self.is_synthetic)
        columns = ("release_id", "release__quarter", "release__policy", "hash", "published_at")
        return tuple(
            Published(quarter, self.is_synthetic, at, digest, policy, pk)
            for pk, quarter, policy, digest, at in found.order_by("-release__quarter").values_list(
                *columns
            )
        )

    @property
    def latest(self) -> Published | None:
        return self.releases[0] if self.releases else None

    def release(self, quarter: str) -> Published | None:
        return next((each for each in self.releases if each.quarter == quarter), None)

    def groups(self, release: Published) -> tuple[Group, ...]:
        """Return every group of a release, in the order of the catalogue."""
        catalogue = self.catalogue(release)
        found = ReleasedGroup.objects.filter(release=release.pk).order_by("position")
        return tuple(_group(each, catalogue) for each in found.prefetch_related("rows"))

    def group(self, release: Published, key: str) -> Group | None:
        found = ReleasedGroup.objects.filter(release=release.pk, key=key)
        catalogue = self.catalogue(release)
        groups = [_group(each, catalogue) for each in found.prefetch_related("rows")]
        return groups[0] if groups else None

    def series(self, group: str, row: str) -> tuple[Point, ...]:
        """Return a row of a group over all published releases, the earliest first."""
        found = ReleasedGroup.objects.filter(
            release__in=[each.pk for each in self.releases], key=group
        )
        rows = {
            each.group_id: each for each in ReleasedRow.objects.filter(group__in=found, key=row)
        }
        catalogues = self._catalogues(self.releases)
        return tuple(
            _point(each, rows.get(each.pk), catalogues[each.release_id])
            for each in found.select_related("release").defer(*LARGE).order_by("release__quarter")
        )

    def over_time(self, group: str, table: str) -> tuple[tuple[Point, ...], ...]:
        """Return each row and measure of a table over all published releases, in three queries."""
        found = list(
            ReleasedGroup.objects.filter(release__in=[each.pk for each in self.releases], key=group)
            .select_related("release")
            .defer(*LARGE)
            .order_by("release__quarter")
        )
        rows = {
            (each.group_id, each.key): each
            for each in ReleasedRow.objects.filter(
                group__in=[each.pk for each in found], table=table
            ).order_by("position")
        }
        catalogues = self._catalogues(self.releases)
        return tuple(
            tuple(
                _point(each, rows.get((each.pk, key)), catalogues[each.release_id])
                for each in found
            )
            for key in dict.fromkeys(key for _, key in rows)
        )

    def catalogue(self, release: Published) -> Mapping[str, Any]:
        """Return how this release describes its tables, rows, values and groups, in full."""
        return self._catalogues([release])[release.pk]

    def proof(self, release: Published) -> bytes:
        """Return the file that the hash is of: everything that this release publishes."""
        return bytes(Release.objects.values_list("content", flat=True).get(pk=release.pk))

    def audit(self, release: Published) -> Mapping[str, Any]:
        """Return what the audit found, as it was stored. ``audit_report`` words it."""
        found: Mapping[str, Any] = Release.objects.values_list("audit", flat=True).get(
            pk=release.pk
        )
        return found

    def _catalogues(self, releases: Iterable[Published]) -> dict[int, Mapping[str, Any]]:
        keys = [each.pk for each in releases]
        return dict(Release.objects.filter(pk__in=keys).values_list("pk", "catalogue"))


# What is not needed where releases are only ordered.
LARGE = ("release__content", "release__catalogue", "release__audit")


def published() -> ReleaseReader:
    """Return a reader of the real releases, or, where none is published, of made-up ones."""
    is_real = Publication.objects.filter(release__is_synthetic=False).exists()
    return ReleaseReader(is_synthetic=not is_real)


def _group(group: ReleasedGroup, catalogue: Mapping[str, Any]) -> Group:
    rows = {each.key: each for each in group.rows.all()}
    return Group(
        key=group.key,
        kind=group.kind,
        name=group.name,
        state=group.state,
        same_as=group.same_as,
        as_of=group.as_of,
        contributors=group.contributors,
        tables=tuple(_table(each, rows) for each in catalogue["tables"]) if rows else (),
    )


def _table(table: Mapping[str, Any], rows: Mapping[str, ReleasedRow]) -> Table:
    return Table(
        key=table["key"],
        title=table["title"],
        rows=tuple(_row(each, rows[each["key"]]) for each in table["rows"]),
        measures=tuple(_measure(each, rows[each["key"]]) for each in table["measures"]),
    )


def _row(described: Mapping[str, Any], row: ReleasedRow) -> Row:
    values: Sequence[Mapping[str, Any]] = [] if row.is_too_uniform else described["values"]
    return Row(
        key=row.key,
        title=described["title"],
        values=tuple(
            Value(each["key"], each["name"], row.counts[each["key"]], row.shares.get(each["key"]))
            for each in values
        ),
        is_too_uniform=row.is_too_uniform,
    )


def _measure(described: Mapping[str, Any], row: ReleasedRow) -> Measure:
    assert row.mean is not None
    return Measure(row.key, described["title"], described["lowest"], described["highest"], row.mean)


def _point(group: ReleasedGroup, row: ReleasedRow | None, catalogue: Mapping[str, Any]) -> Point:
    return Point(
        quarter=group.release.quarter,
        as_of=group.as_of,
        state=group.state,
        contributors=group.contributors,
        row=_row_or_measure(row, catalogue) if row else None,
    )


def _row_or_measure(row: ReleasedRow, catalogue: Mapping[str, Any]) -> Row | Measure:
    table = next(each for each in catalogue["tables"] if each["key"] == row.table)
    for described in table["rows"]:
        if described["key"] == row.key:
            return _row(described, row)
    return next(_measure(each, row) for each in table["measures"] if each["key"] == row.key)
