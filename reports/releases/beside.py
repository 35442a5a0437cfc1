"""You and the published picture: a council's own answers beside the published shares.

Its own answers come from its own result, and everything else from a published release: no number
stands here that is neither its own nor published.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from appraisal.coded import row_of
from appraisal.models import Outcome
from people.models import Organisation
from reports import numbers
from reports.national.contributions import Contribution
from reports.releases import words
from reports.releases.minute import GAPS
from reports.releases.reader import Group, Measure, Published, ReleaseReader, Row, Value
from reports.releases.tables import Cell, value_cell

# From this share on, a gap is one that many have.
MANY = 30


@dataclass(frozen=True)
class Line:
    """A question: what the council said, and for each group how many said the same."""

    title: str
    own: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Part:
    title: str
    is_scores: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True, eq=False)
class Beside:
    """A result beside the latest release; ``release`` is None where nothing is published."""

    outcome: Outcome
    reader: ReleaseReader

    @property
    def release(self) -> Published | None:
        return self.reader.latest

    @property
    def how_to_read(self) -> tuple[str, ...]:
        return words.how_to_read(self.reader.releases[0])

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """Return England, and the region and type of the council if they are known."""
        organisation = self.outcome.appraisal.organisation
        keys = [each["key"] for each in self._catalogue["groups"] if holds(each, organisation)]
        return tuple(each for each in self._every if each.key in keys and not each.same_as)

    @cached_property
    def heads(self) -> tuple[tuple[str, str], ...]:
        """Return the name of each group, and when it was counted or why it is not shown."""
        return tuple(
            (each.name, words.standing(each) or words.blank(each, self._every, self._policy))
            for each in self.groups
        )

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        return tuple(
            Part(
                words.titled(table["title"], self.reader.releases[0]),
                bool(table["measures"]),
                tuple(self._lines(table)),
            )
            for table in self._catalogue["tables"]
        )

    @cached_property
    def shared_gaps(self) -> tuple[str, ...]:
        """Return the gaps the council has that many in England have, with how many."""
        england = self.groups[0]
        found = []
        for table in self._catalogue["tables"]:
            if not table["key"].startswith(GAPS):
                continue
            for row in table["rows"]:
                value = _value(england.row(row["key"]), "low")
                if self._own(row) == "low" and value and (value.share or 0) >= MANY:
                    found.append(f"{row['title']}: {words.share(value, self._policy)}")
        return tuple(found)

    def _lines(self, table: Mapping[str, Any]) -> Iterator[Line]:
        for row in table["rows"]:
            own = self._own(row)
            name = next(each["name"] for each in row["values"] if each["key"] == own)
            yield Line(row["title"], name, self._cells(row["key"], own))
        for measure in table["measures"]:
            score = getattr(self._row, measure["key"])
            yield Line(measure["title"], numbers.score(score), self._cells(measure["key"]))

    def _cells(self, key: str, own: str = "") -> tuple[Cell, ...]:
        return tuple(self._cell(each, key, own) for each in self.groups)

    def _cell(self, group: Group, key: str, own: str) -> Cell:
        row = group.row(key)
        if isinstance(row, Measure):
            return Cell(group.name, words.mean(row))
        value = _value(row, own)
        if value is None:
            return Cell(group.name, words.TOO_UNIFORM if row else "not shown")
        found = value_cell(value, self._policy)
        return Cell(group.name, found.text, found.below, found.tint)

    def _own(self, row: Mapping[str, Any]) -> str:
        """Return the council's value, as the catalogue of the release groups levels."""
        values: Sequence[Mapping[str, Any]] = row["values"]
        level = self._levels.get(row["key"])
        own = next((each for each in values if level in each["levels"]), values[-1])
        return str(own["key"])

    @cached_property
    def _levels(self) -> Mapping[str, str]:
        return Contribution(
            organisation="",
            version="",
            region="",
            kind="",
            verdict=self._row.verdict,
            leader=self._row.leader or None,
            best_score=self._row.best_score,
            answers=self._row.answers,
        ).levels()

    @cached_property
    def _row(self) -> Any:
        return row_of(self.outcome)

    @cached_property
    def _every(self) -> tuple[Group, ...]:
        return self.reader.groups(self.reader.releases[0])

    @cached_property
    def _catalogue(self) -> Mapping[str, Any]:
        return self.reader.catalogue(self.reader.releases[0])

    @property
    def _policy(self) -> Mapping[str, int]:
        return self.reader.releases[0].policy


def beside(outcome: Outcome) -> Beside:
    """Put a result beside the real picture; what is made up, beside what is made up."""
    appraisal = outcome.appraisal
    made_up = appraisal.is_demonstration or appraisal.is_trial
    return Beside(outcome, ReleaseReader(is_synthetic=made_up))


def holds(group: Mapping[str, Any], organisation: Organisation | None) -> bool:
    """Return whether a group, as the catalogue describes it, is one of the organisation’s."""
    if group["kind"] == "nation":
        return True
    if organisation is None:
        return False
    place = organisation.region if group["kind"] == "region" else organisation.kind
    return place in group["takes"]


def _value(row: Row | Measure | None, key: str) -> Value | None:
    if not isinstance(row, Row):
        return None
    return next((each for each in row.values if each.key == key), None)
