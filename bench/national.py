"""What the national picture takes, and what its policy costs in usefulness.

    python -m bench.national             # all of it: half an hour
    python -m bench.national --count     # counting alone
    python -m bench.national --database  # building from a million results in PostgreSQL

The sector is made up: the councils of the published list, which join, leave and change.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import numpy as np
import pandas as pd

from bench import national_database
from reports.national.catalogue import CATALOGUE
from reports.national.contributions import Contribution
from reports.national.groups import GROUPS, Group
from reports.national.release import Release, build
from reports.national.synthetic import Council, Making, councils, quarters, sector
from reports.national.tabulate import Tables, latest, tabulate

COUNCILS = Path(__file__).resolve().parents[1] / "people" / "data" / "councils.csv"
SECRET = b"A benchmark has nothing to keep secret."
APPRAISALS, ORGANISATIONS, SEED = 1_000_000, 5_000, 153
# So fast that nearly every council contributes by the end: the most an audit may have to do.
JOINING = (0.3, 0.4)
COUNTED = tuple(group for group in GROUPS if not group.same_as)

Found = TypeVar("Found")


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    only = asked.add_mutually_exclusive_group()
    only.add_argument("--count", action="store_true", help="count only, without releases")
    only.add_argument("--database", action="store_true", help="build from PostgreSQL only")
    chosen = asked.parse_args()
    if not chosen.database:
        count()
    if not chosen.count and not chosen.database:
        audit()
    return 0 if chosen.count else national_database.main()


def count() -> None:
    """Choose among a million appraisals, and count what the chosen ones say."""
    random = np.random.RandomState(SEED)
    appraisals = pd.DataFrame(
        {
            "organisation": random.randint(0, ORGANISATIONS, APPRAISALS),
            "version": np.arange(APPRAISALS),
            "concluded": random.randint(0, 10**9, APPRAISALS),
            "shared": random.uniform(size=APPRAISALS) < 0.7,
            "verified": True,
        }
    )
    print(f"{APPRAISALS:,} appraisals of {ORGANISATIONS:,} organisations", flush=True)
    with Timed("Choose the one that counts of each"):
        chosen = latest(appraisals)
    places = councils(COUNCILS)
    making = Making(places, random, CATALOGUE)
    given = [
        making.appraisal(Council(places[at % len(places)].code, *_place(places, at)))
        for at in range(len(chosen))
    ]
    named = [_named(each, at) for at, each in enumerate(given)]
    with Timed(f"Count {len(named):,} in {len(CATALOGUE.rows)} rows and {len(COUNTED)} groups"):
        tabulate(named, CATALOGUE, COUNTED)


def _place(places: Sequence[Council], at: int) -> tuple[str, str]:
    place = places[at % len(places)]
    return place.region, place.kind


def _named(each: Contribution, at: int) -> Contribution:
    return Contribution(**{**vars(each), "organisation": f"o{at:05}"})


def audit() -> None:
    among = councils(COUNCILS)
    for name, joining in (("as fast as may be", JOINING), ("slowly", None)):
        given = sector(among, SEED) if joining is None else sector(among, SEED, joining=joining)
        print(f"\n{len(among)} councils that join {name}", flush=True)
        use = Use()
        found: list[Release] = []
        for quarter, contributions in zip(quarters(2027, len(given)), given, strict=True):
            with Timed(f"{quarter}: build, with {len(contributions)} contributing"):
                found.append(build(quarter, contributions, found, SECRET))
            use.add(found[-1], contributions)
        print(use.report())


@dataclass
class Use:
    """What of the truth is seen in releases, and how far what is seen is from it."""

    groups: Counter[str] = field(default_factory=Counter)
    cells: Counter[str] = field(default_factory=Counter)
    errors: list[float] = field(default_factory=list)
    mean_errors: list[float] = field(default_factory=list)

    def add(self, release: Release, given: Sequence[Contribution]) -> None:
        truth = tabulate(given, CATALOGUE, COUNTED)
        for group, shown in zip(GROUPS, release.shown, strict=True):
            number = sum(group.holds(each.region, each.kind) for each in given)
            if group.same_as or number < release.policy.group:
                continue
            self.groups[shown.state] += 1
            if shown.picture is None:
                self.cells["group not shown"] += sum(len(row.values) for row in CATALOGUE.rows)
                continue
            self._rows(shown.picture.rows, truth, group, number)
            for measure in CATALOGUE.measures:
                true = truth.means[group.key, measure.key]
                self.mean_errors.append(abs(shown.picture.means[measure.key] - true))

    def _rows(self, rows, truth: Tables, group: Group, number: int) -> None:  # type: ignore[no-untyped-def]
        for row in CATALOGUE.rows:
            counts = rows[row.key].counts
            for value in row.keys:
                true = 100 * truth.counts[group.key, row.key][value] / number
                if counts is None:
                    self.cells["too uniform"] += 1
                elif counts[value] == 0:
                    self.cells["fewer than 5"] += 1
                else:
                    self.cells["a number"] += 1
                    self.errors.append(abs(rows[row.key].shares[value] + 5 - true))

    def report(self) -> str:
        cells, groups = sum(self.cells.values()), sum(self.groups.values())
        told = ", ".join(f"{100 * n / cells:.0f}% {name}" for name, n in self.cells.most_common())
        stands = ", ".join(f"{100 * n / groups:.0f}% {n_}" for n_, n in self.groups.most_common())
        return "\n".join(
            [
                f"Groups of ten or more, by release: {stands}",
                f"Their cells: {told}",
                f"Middle of the band of a share against the truth of that day, in points: "
                f"{np.mean(self.errors):.1f} on average, "
                f"{np.percentile(self.errors, 95):.1f} at most in 95 of 100",
                f"Means of scores, in points: {np.mean(self.mean_errors):.1f} on average, "
                f"{max(self.mean_errors):.1f} at most",
            ]
        )


class Timed:
    """Prints how long something took, by the wall's clock and by the processor's."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __enter__(self) -> None:
        self.wall, self.cpu = time.perf_counter(), time.process_time()

    def __exit__(self, *_: object) -> None:
        wall, cpu = time.perf_counter() - self.wall, time.process_time() - self.cpu
        print(f"{self.name:62}{wall:>8.1f} s{cpu:>8.1f} s of this processor", flush=True)


if __name__ == "__main__":
    sys.exit(main())
