"""The picture of scores: each approach's score and possible range on one common axis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from appraisal.scoring.scores import MIDPOINT
from reports import numbers
from reports.charts.drawing import (
    MARGIN,
    WIDTH,
    Chart,
    Mark,
    Scale,
    Table,
    Words,
    around,
    marks,
    table,
    words,
)
from reports.ranking import in_order
from reports.stored import Finding, Found

TOP = 30
ROW = 42
GROUP_GAP = 26
STEP = 5

READING = (
    "The dot is the score. The bar shows how low or high it could go if every unknown or guessed "
    "answer turned out as badly or as well as it could for that approach. The dashed line is 50."
)


@dataclass(frozen=True)
class Bar:
    """One approach: its words above, the bar from low to high, and the mark of its score."""

    name: str
    score: str
    words: Words
    y: int
    x: str
    width: str
    mark_x: str
    mark_y: int


@dataclass(frozen=True)
class Ranges(Chart):
    svg: ClassVar[str] = "reports/charts/ranges.svg"

    top: int
    axis_y: int
    labels_y: int
    middle_x: str
    ticks: tuple[Mark, ...]
    headings: tuple[Words, ...]
    bars: tuple[Bar, ...]


def ranges(found: Found) -> Ranges | None:
    """Return every score with its range; None when it is too early to show them."""
    if found.too_early:
        return None
    core, further = in_order(found, found.core), in_order(found, found.further)
    scale = axis(core + further)
    further_top = TOP + ROW * len(core) + GROUP_GAP
    bottom = further_top + ROW * len(further)
    return Ranges(
        key="score-ranges",
        title="Score and possible range of each approach",
        description=description(core),
        reading=READING,
        table=_table(core + further),
        width=WIDTH,
        height=bottom + 26,
        top=TOP,
        axis_y=bottom,
        labels_y=bottom + 18,
        middle_x=numbers.place(scale.at(MIDPOINT)),
        ticks=marks(scale, STEP),
        headings=(
            words("Ranked", MARGIN, TOP - 8, bold=True),
            words("Also consider", MARGIN, further_top - 8, bold=True),
        ),
        bars=(*_bars(scale, core, TOP), *_bars(scale, further, further_top)),
    )


def axis(findings: tuple[Finding, ...]) -> Scale:
    """Return a scale that holds every range, and 50."""
    values = [MIDPOINT, *(end for each in findings for end in (each.low, each.high))]
    return around(values, STEP, MARGIN, WIDTH - MARGIN)


def description(core: tuple[Finding, ...]) -> str:
    """Return who scores highest and lowest, and whose range reaches that of the first."""
    highest, lowest = core[0], core[-1]
    firsts = [each.name for each in core if each.score == highest.score]
    if len(firsts) == len(core):
        return f"All {len(core)} that are ranked score {numbers.score(highest.score)}."
    others = [each for each in core if each.name not in firsts]
    reaching = [each.name for each in others if each.high >= highest.low]
    told = (
        f"{numbers.listed(reaching)} could reach that" if reaching else "No other could reach that"
    )
    return (
        f"{numbers.listed(firsts)} {'scores' if len(firsts) == 1 else 'score'} highest of those "
        f"that are ranked, {numbers.score(highest.score)}; {lowest.name} lowest, "
        f"{numbers.score(lowest.score)}. {told} if unknown and guessed answers turned out so."
    )


def _table(findings: tuple[Finding, ...]) -> Table:
    return table(
        ("Approach", "Lowest", "Score", "Highest"),
        (
            (
                each.name,
                numbers.score(each.low),
                numbers.score(each.score),
                numbers.score(each.high),
            )
            for each in findings
        ),
    )


def _bars(scale: Scale, findings: tuple[Finding, ...], top: int) -> tuple[Bar, ...]:
    return tuple(_bar(scale, each, top + ROW * index) for index, each in enumerate(findings))


def _bar(scale: Scale, finding: Finding, top: int) -> Bar:
    low, high = scale.at(finding.low), scale.at(finding.high)
    score = numbers.score(finding.score)
    return Bar(
        name=finding.name,
        score=score,
        words=words(f"{finding.name} {score}", MARGIN, top + 16),
        y=top + 25,
        mark_y=top + 29,
        x=numbers.place(low),
        # A range of nothing is still drawn, as a thin line.
        width=numbers.place(max(high - low, 1)),
        mark_x=numbers.place(scale.at(finding.score)),
    )
