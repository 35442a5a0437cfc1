"""The picture of readings: how often each approach took each place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from appraisal.scoring.draws import DRAWS
from reports import numbers
from reports.charts.drawing import MARGIN, WIDTH, Chart, Mark, Words, table, words
from reports.ranking import ORDINALS
from reports.stored import Finding, Found

TOP = 30
ROW = 58
# Between one place and the next.
GAP = 12

READING = (
    "A full frame would be every reading. In each, every weight moves by up to a quarter, and "
    "what is unknown or guessed is filled in by chance."
)


@dataclass(frozen=True)
class Share:
    """How often one approach took one place: a frame, filled as far as it did."""

    x: str
    width: str
    label: str


@dataclass(frozen=True)
class Places:
    name: Words
    bar_y: int
    label_y: int
    shares: tuple[Share, ...]


@dataclass(frozen=True)
class RankShares(Chart):
    svg: ClassVar[str] = "reports/charts/rank_shares.svg"

    frame: str
    heads: tuple[Mark, ...]
    approaches: tuple[Places, ...]


def rank_shares(found: Found) -> RankShares | None:
    """Return how often each of the core took each place; None when it is too early."""
    if found.too_early:
        return None
    places = ORDINALS[: len(found.core)]
    return RankShares(
        key="rank-shares-picture",
        title=f"How often each approach took each place in {DRAWS:,} readings",
        description=description(found.core),
        reading=READING,
        table=table(
            ("Approach", *places),
            ((each.name, *map(numbers.percent, each.rank_shares)) for each in found.core),
        ),
        width=WIDTH,
        height=TOP + ROW * len(found.core),
        frame=numbers.place(_frame(len(places))),
        heads=tuple(
            Mark(numbers.place(_left(at, len(places))), place) for at, place in enumerate(places)
        ),
        approaches=tuple(_places(each, TOP + ROW * at) for at, each in enumerate(found.core)),
    )


def description(core: tuple[Finding, ...]) -> str:
    """Return how often each came first, the most often first."""
    often = sorted(core, key=lambda each: -each.rank_shares[0])
    told = [
        f"{each.name} in {numbers.percent(each.rank_shares[0])}"
        for each in often
        if each.rank_shares[0]
    ]
    never = [each.name for each in often if not each.rank_shares[0]]
    sentence = f"Came first: {numbers.listed(told)} of the readings"
    return f"{sentence}; {numbers.listed(never)} never." if never else f"{sentence}."


def _places(finding: Finding, top: int) -> Places:
    count = len(finding.rank_shares)
    return Places(
        name=words(finding.name, MARGIN, top + 14),
        bar_y=top + 21,
        label_y=top + 47,
        shares=tuple(
            Share(
                numbers.place(_left(at, count)),
                numbers.place(share * _frame(count)),
                numbers.percent(share),
            )
            for at, share in enumerate(finding.rank_shares)
        ),
    )


def _frame(count: int) -> float:
    return (WIDTH - 2 * MARGIN - GAP * (count - 1)) / count


def _left(at: int, count: int) -> float:
    return MARGIN + at * (_frame(count) + GAP)
