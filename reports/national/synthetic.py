"""A sector that is made up: councils that join, leave and change over some quarters.

Made to look plausible, not true: places differ, readiness comes in degrees, some answers are
rare, and councils of a region are somewhat alike. It shows what the pages look like, and measures
what the policy costs.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from reports.national.catalogue import CATALOGUE, CORE, Catalogue, Row
from reports.national.contributions import LED, Contribution

START = 0.16
JOINING = 0.14
LEAVING = 0.02
CHANGING = 0.09
UNSURE = 0.1
LEVELS = 5


@dataclass(frozen=True)
class Council:
    code: str
    region: str
    kind: str


def councils(path: Path) -> tuple[Council, ...]:
    """Read councils from the published list."""
    with path.open(encoding="utf-8", newline="") as lines:
        return tuple(
            Council(row["gss_code"], row["region"], row["type"]) for row in csv.DictReader(lines)
        )


def quarters(first_year: int, number: int) -> tuple[str, ...]:
    return tuple(f"{first_year + at // 4}-Q{at % 4 + 1}" for at in range(number))


def sector(
    among: Sequence[Council],
    seed: int,
    number: int = 8,
    catalogue: Catalogue = CATALOGUE,
    joining: tuple[float, float] = (START, JOINING),
) -> tuple[tuple[Contribution, ...], ...]:
    """Return what these councils contribute in each quarter, the same for the same seed.

    ``joining`` are the shares of those outside who join in the first quarter, and in each later.
    """
    making = Making(among, np.random.RandomState(seed), catalogue)
    present: dict[str, Contribution] = {}
    found = []
    for quarter in range(number):
        present = making.next(present, joining[quarter > 0])
        found.append(tuple(present[council.code] for council in among if council.code in present))
    return tuple(found)


class Making:
    """Draws one quarter after the other."""

    def __init__(
        self, among: Sequence[Council], random: np.random.RandomState, catalogue: Catalogue
    ) -> None:
        self.among, self.random, self.catalogue = among, random, catalogue
        self.versions: dict[str, int] = {}
        self.regions = {each.region: random.normal(0, 0.4) for each in among}
        self.middles = {row.key: random.normal(0, 0.7) for row in catalogue.rows}
        self.places = {each.code: self._place(each) for each in among}

    def _place(self, council: Council) -> float:
        return float(self.regions[council.region] + self.random.normal(0, 0.6))

    def next(self, present: Mapping[str, Contribution], joining: float) -> dict[str, Contribution]:
        """Return who contributes in the next quarter, and what."""
        found = {}
        for council in self.among:
            drawn, now = self.random.uniform(), present.get(council.code)
            if (now is None and drawn < joining) or (now is not None and drawn < CHANGING):
                found[council.code] = self.appraisal(council)
            elif now is not None and drawn < 1 - LEAVING:
                found[council.code] = now
        return found

    def appraisal(self, council: Council) -> Contribution:
        version = self.versions[council.code] = self.versions.get(council.code, 0) + 1
        place = self.places[council.code]
        answers = {row.key: self._answer(row, place) for row in self.catalogue.rows}
        verdict = self._one_of(
            ("clear", "leaning", "no_clear_difference", "too_early"), (0.3, 0.38, 0.24, 0.08)
        )
        leader = self._leader(council, place) if verdict in LED else None
        return Contribution(
            organisation=council.code,
            version=str(version),
            region=council.region,
            kind=council.kind,
            verdict=verdict,
            leader=leader,
            best_score=float(57 + self.random.normal(0, 4)),
            readiness={
                key: float(
                    50
                    + 6 * place * (1 if key != "competitive" else -0.3)
                    + self.random.normal(0, 8)
                )
                for key, _ in CORE
            },
            answers={key: level for key, level in answers.items() if level is not None},
        )

    def _leader(self, council: Council, place: float) -> str:
        rural = council.kind in ("County council", "Unitary authority")
        pulls = (0.3 + place, -0.2, 0.8 + 0.4 * rural + place, 0.2 - place)
        weights = np.exp(pulls)
        return self._one_of([key for key, _ in CORE], weights / weights.sum())

    def _answer(self, row: Row, place: float) -> str | None:
        """Return a level, or None when it is not known: scales lean as the place does."""
        if self.random.uniform() < UNSURE:
            return None
        levels = [level for value in row.values for level in value.levels]
        if levels != [str(level) for level in range(1, LEVELS + 1)]:
            weights = 1 / np.arange(1, len(levels) + 1)
            return self._one_of(levels, weights / weights.sum())
        drawn = 3 + self.middles[row.key] + 0.6 * place + self.random.normal(0, 1)
        return str(int(np.clip(np.rint(drawn), 1, LEVELS)))

    def _one_of(self, names: Sequence[str], chances: Sequence[float]) -> str:
        return names[int(self.random.choice(len(names), p=chances))]


def moved(given: Sequence[Contribution], organisation: str, kind: str) -> tuple[Contribution, ...]:
    """Return the same, with one organisation now of another type: reorganisation does that."""
    return tuple(
        replace(each, kind=kind) if each.organisation == organisation else each for each in given
    )
