"""Releases to look at: of a sector that is made up, counted and rounded as real ones are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from reports.national.catalogue import CATALOGUE
from reports.national.contributions import Contribution
from reports.national.policy import VERSION_1
from reports.national.protect import Lots
from reports.national.puzzle import Snapshot
from reports.national.release import Building, Release
from reports.national.synthetic import councils, quarters, sector
from reports.releases.keeping import keep, publish

COUNCILS = Path(__file__).parents[2] / "people" / "data" / "councils.csv"
SECRET = b"for tests, and known to everybody"
# No group is held back by lot, so that tests know which are shown.
POLICY = replace(VERSION_1, lot=0)


class NotAudited(Building):
    """A release that nobody tries to take apart. The audit takes minutes, and has its own tests."""

    def _audited(self, new: Sequence[Snapshot]) -> tuple[Snapshot, ...]:
        return tuple(new)


@cache
def contributions(number: int) -> tuple[tuple[Contribution, ...], ...]:
    return sector(councils(COUNCILS), seed=3, number=number)


def release_of(
    quarter: str, given: Sequence[Contribution], earlier: Sequence[Release] = ()
) -> Release:
    lots = Lots(SECRET, quarter)
    building = NotAudited(quarter, tuple(given), tuple(earlier), lots, POLICY, CATALOGUE)
    return building.release()


@cache
def series(number: int) -> tuple[Release, ...]:
    """Return the releases of so many quarters."""
    found: list[Release] = []
    for quarter, given in zip(quarters(2027, number), contributions(number), strict=True):
        found.append(release_of(quarter, given, found))
    return tuple(found)


def publish_all(releases: Sequence[Release], is_synthetic: bool = False) -> None:
    for each in releases:
        keep(each.bytes, {}, is_synthetic=is_synthetic)
        publish(each.quarter, is_synthetic)
