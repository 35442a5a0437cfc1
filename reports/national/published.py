"""What a release shows: rounded cells, their dates, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

State = Literal["counted", "kept", "not_shown", "same_as"]

FEWER = "fewer than {base}"
TOO_UNIFORM = "not shown (too uniform)"


@dataclass(frozen=True)
class ShownRow:
    """The rounded counts of a row by value, 0 for “fewer than 5”; None when too uniform.

    ``shares`` are the lower ends of bands of ten points, for the counts that are shown.
    """

    counts: Mapping[str, int] | None
    shares: Mapping[str, int]

    @property
    def too_uniform(self) -> bool:
        return self.counts is None


@dataclass(frozen=True)
class Picture:
    """What is shown of a group: as it stood in a quarter, with its number rounded down."""

    quarter: str
    contributors: int
    rows: Mapping[str, ShownRow]
    means: Mapping[str, int]


@dataclass(frozen=True)
class Shown:
    """A group in a release: counted for it, kept from an earlier one, or not shown at all.

    One that is the same as another group has no picture of its own; ``same_as`` names that other.
    """

    group: str
    state: State
    picture: Picture | None = None
    same_as: str = ""
