"""The picture in a minute: sentences made of what is published of England, and of nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from reports import numbers
from reports.releases import charts, words
from reports.releases.charts import Bars, Dots
from reports.releases.reader import Group, Measure, Published, Row, Table, Value
from reports.releases.tables import Grid, grids, nation

# How tables are told apart by their keys, which never change.
GAPS = "gaps-"
SITUATIONS = ("needs", "results", "market", "timing")
NO_LEADER = "none"
# From this share on, something is said to be common among councils.
COMMON = 50


@dataclass(frozen=True)
class Situation:
    """What is common: a question of the catalogue, with the answer that most gave."""

    table: str
    title: str
    answer: str
    share: str


@dataclass(frozen=True)
class Level:
    """The gaps that are published with one share."""

    share: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Minute:
    """What an analyst could say after a minute. Every list stands in the catalogue's order."""

    release: Published
    groups: tuple[Group, ...]
    catalogue: Mapping[str, Any]

    @cached_property
    def england(self) -> Group:
        return nation(self.groups)

    @property
    def is_shown(self) -> bool:
        return self.england.is_shown

    @property
    def contributors(self) -> str:
        return words.contributors(self.england)

    @property
    def standing(self) -> str:
        return words.standing(self.england)

    @property
    def blank(self) -> str:
        return words.blank(self.england, self.groups, self.release.policy)

    # Which approaches fit

    @cached_property
    def leading(self) -> str:
        return leading_sentence(self.england.row("leading"), self.release.policy)

    @cached_property
    def verdict(self) -> str:
        row = self.england.row("verdict")
        if not isinstance(row, Row) or not (most := words.most_common(row)):
            return ""
        names = numbers.listed([f"“{each.name.lower()}”" for each in most])
        return f"Results are most often {names}: {self._share(most[0])} of organisations."

    @cached_property
    def leading_chart(self) -> Bars | None:
        return self._chart("leading")

    @cached_property
    def verdict_chart(self) -> Bars | None:
        return self._chart("verdict")

    # Where they fit

    @cached_property
    def where(self) -> Grid:
        """Return which approach leads, for every group that is shown beside England."""
        table = next(each for each in self._described if each["key"] == "leading")
        shown = [each for each in self.groups if each.is_shown and each is not self.england]
        return grids(shown, self.groups, table, self.release)[0]

    @cached_property
    def where_said(self) -> tuple[str, ...]:
        return tuple(self._where())

    def _where(self) -> Iterator[str]:
        """Say of each approach in which groups it is the most common best fit."""
        places: dict[str, list[str]] = {}
        unclear = False
        for group in self.groups:
            row = group.row("leading")
            if group is self.england or not isinstance(row, Row):
                continue
            most = clearly_most_common(row, self.release.policy)
            unclear = unclear or not most
            for value in most:
                places.setdefault(value.name, []).append(group.name)
        row = self.england.row("leading")
        for value in row.values if isinstance(row, Row) else ():
            if value.name in places:
                yield f"{value.name}: most common in {numbers.listed(places[value.name])}."
        if unclear:
            yield "In the other groups of the table the numbers are too small to say."

    @property
    def not_shown(self) -> int:
        return sum(1 for each in self.groups if not each.is_shown and not each.same_as)

    # Situations

    @cached_property
    def situations(self) -> tuple[Situation, ...]:
        return tuple(self._situations())

    def _situations(self) -> Iterator[Situation]:
        for table in self.england.tables:
            if table.key in SITUATIONS:
                for row in table.rows:
                    for value in words.most_common(row):
                        if value.share is not None and value.share >= COMMON:
                            yield Situation(table.key, row.title, value.name, self._share(value))

    # Readiness

    @cached_property
    def gaps(self) -> tuple[Level, ...]:
        """Return the most common gaps: those of the two highest shares there are."""
        named: dict[int, list[str]] = {}
        for table in self._gap_tables:
            for row in table.rows:
                gap = charts.gap_in(row)
                if gap and gap.share is not None:
                    named.setdefault(gap.share, []).append(row.title)
        highest = sorted(named, reverse=True)[:2]
        return tuple(Level(self._band(share), tuple(named[share])) for share in highest)

    @cached_property
    def gap_charts(self) -> tuple[Bars, ...]:
        return tuple(
            charts.bars(
                f"gaps-{at}",
                words.titled(table.title, self.release),
                "How many say that each of these is weak or missing.",
                charts.gaps_of(self.england, table.key),
                self.release,
                "Readiness",
            )
            for at, table in enumerate(self._gap_tables)
        )

    @cached_property
    def readiness(self) -> str:
        measures = self._measures
        if not measures:
            return ""
        most = max(each.mean for each in measures)
        least = min(each.mean for each in measures)
        if most == least:
            return f"On average councils are as ready for one approach as for another: {most}."
        ready = numbers.listed([_approach(each) for each in measures if each.mean == most])
        unready = numbers.listed([_approach(each) for each in measures if each.mean == least])
        return (
            f"On average councils are most ready for {ready} ({most}), and least for {unready} "
            f"({least})."
        )

    @cached_property
    def readiness_chart(self) -> Dots | None:
        return charts.means(self._measures, self.release)

    # The tables

    @cached_property
    def _measures(self) -> tuple[Measure, ...]:
        return tuple(each for table in self.england.tables for each in table.measures)

    @cached_property
    def _gap_tables(self) -> tuple[Table, ...]:
        return tuple(each for each in self.england.tables if each.key.startswith(GAPS))

    @cached_property
    def _described(self) -> Sequence[Mapping[str, Any]]:
        tables: Sequence[Mapping[str, Any]] = self.catalogue["tables"]
        return tables

    def _chart(self, key: str) -> Bars | None:
        row = self.england.row(key)
        return charts.shares(row, self.release) if isinstance(row, Row) else None

    def _share(self, value: Value) -> str:
        return words.share(value, self.release.policy)

    def _band(self, share: int) -> str:
        return self._share(Value("", "", 1, share))


def clearly_most_common(row: Row, policy: Mapping[str, int]) -> tuple[Value, ...]:
    """Return the most common values, unless so few gave them that rounding made them so."""
    return tuple(each for each in words.most_common(row) if each.count >= 2 * policy["base"])


def leading_sentence(row: object, policy: Mapping[str, int]) -> str:
    """Say which approach fits best most often, or that most often none leads."""
    if not isinstance(row, Row):
        return ""
    if not words.most_common(row):
        return "No approach is published as the best fit of more than a few."
    said = ""
    if any(each.key == NO_LEADER for each in words.most_common(row)):
        none = next(each for each in row.values if each.key == NO_LEADER)
        said = f"For {words.share(none, policy)} of organisations no approach leads clearly. "
    approaches = [each for each in row.values if each.key != NO_LEADER]
    highest = max(each.count for each in approaches)
    if not highest:
        return said.strip()
    best = [each for each in approaches if each.count == highest]
    names = numbers.listed([each.name for each in best])
    many = "each " if len(best) > 1 else ""
    fit = "fit" if len(best) > 1 else "fits"
    return (
        f"{said}{names} {fit} best most often: {many}for {words.share(best[0], policy)} of "
        "organisations."
    )


def _approach(measure: Measure) -> str:
    """Return the short name of what a mean of readiness is of: “relational commissioning”."""
    return measure.title.removeprefix("Readiness for ")
