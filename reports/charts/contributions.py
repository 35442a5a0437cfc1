"""The pictures of reasons: what moved one score most, or what sets two approaches apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Literal

from appraisal.scoring.scores import MIDPOINT
from reports import numbers
from reports.answers import in_words
from reports.charts.drawing import LINE, MARGIN, WIDTH, Chart, Scale, Table, lines, table
from reports.stored import Finding, Found

SHOWN = 8
# A part that rounds to nothing at two decimals is none.
LEAST = 0.005

TOP = 34
BAR = 14
GAP = 10
# Room beside the longest bar for its figure.
FIGURE = 56
BESIDE = 5

READING = (
    "Filled bars to the right add points, outlined bars to the left take them. “Everything else” "
    "is all that is not shown, with what rounding leaves, so that the figures add up."
)

Kind = Literal["reason", "rest", "total"]


@dataclass(frozen=True)
class Entry:
    """One part of a sum, by its question or goal, with its points as they are written."""

    kind: Kind
    name: str
    key: str
    points: str

    @property
    def value(self) -> float:
        return float(numbers.written(self.points))


@dataclass(frozen=True)
class Bar:
    kind: Kind
    lines: tuple[tuple[str, int], ...]
    points: str
    y: int
    figure_y: int
    x: str
    width: str
    figure_x: str
    anchor: str
    is_for: bool


@dataclass(frozen=True)
class Contributions(Chart):
    """``left`` and ``right`` say what the two sides of ``middle_x`` speak for."""

    svg: ClassVar[str] = "reports/charts/contributions.svg"

    left: str
    right: str
    middle_x: str
    top: int
    bottom: int
    total_y: int
    bars: tuple[Bar, ...]


def contributions(found: Found, finding: Finding) -> Contributions | None:
    """Return what moved a score most from 50; None when it is too early or nothing did."""
    points = {key: part.points for key, part in finding.parts.items()}
    if found.too_early or not any(points.values()):
        return None
    score = numbers.score(finding.score)
    total = numbers.signed(numbers.written(score) - MIDPOINT, 1)
    entries = summed(found, points, total, f"Together: the score of {score} less {MIDPOINT}")
    return _chart(
        entries,
        key=f"reasons-{finding.approach.key}",
        title=f"What moved the score of {finding.name}",
        description=f"Of what is shown, the reasons for {finding.name} come to "
        f"{_one_way(entries, 1)} points and those against it to {_one_way(entries, -1)}.",
        figures=_table(found, entries, ()),
        ends=("Against", "For"),
    )


def against(found: Found, one: Finding, other: Finding) -> Contributions | None:
    """Return what sets one apart from another; None when it is too early or nothing does."""
    points = {key: part.points - other.parts[key].points for key, part in one.parts.items()}
    if found.too_early or not any(points.values()):
        return None
    total = numbers.signed(one.score - other.score, 1)
    entries = summed(found, points, total, f"Together: {one.name} less {other.name}")
    return _chart(
        entries,
        key=f"{one.approach.key}-against-{other.approach.key}",
        title=f"{one.name} against {other.name}",
        description=f"Of what is shown, what speaks for {one.name} comes to "
        f"{_one_way(entries, 1)} points and what speaks for {other.name} to "
        f"{_one_way(entries, -1)}.",
        figures=_table(found, entries, (one, other)),
        ends=(f"For {other.name}", f"For {one.name}"),
    )


def summed(
    found: Found, points: Mapping[str, float], total: str, together: str
) -> tuple[Entry, ...]:
    """Return the parts that count most, what is left, and the total: as written, they add up."""
    by_size = sorted(points, key=lambda key: -abs(points[key]))
    most = [key for key in by_size[:SHOWN] if abs(points[key]) >= LEAST]
    reasons = [
        Entry("reason", _asked(found, key), key, numbers.signed(points[key], 2))
        for key in sorted(most, key=lambda key: -points[key])
    ]
    shown = sum((numbers.written(each.points) for each in reasons), Fraction(0))
    rest = numbers.signed(numbers.written(total) - shown, 2)
    return (
        *reasons,
        Entry("rest", "Everything else", "", rest),
        Entry("total", together, "", total),
    )


def _asked(found: Found, key: str) -> str:
    goal = found.method.goal_by_key.get(key)
    return f"Goal: {goal.text}" if goal else found.method.question_by_key[key].text


def _said(found: Found, key: str) -> str:
    if not key:
        return ""
    if key in found.method.goal_by_key:
        given = found.landscape.goals.get(key, Fraction(0))
        return f"{numbers.figure(given, '')} of 100 points"
    return in_words(found, found.method.question_by_key[key]).words


def _one_way(entries: Sequence[Entry], way: int) -> str:
    """Return what the reasons that count one way come to."""
    counted = (
        abs(numbers.written(each.points))
        for each in entries
        if each.kind == "reason" and each.value * way > 0
    )
    return numbers.plain(sum(counted, Fraction(0)), 2)


def _table(found: Found, entries: Sequence[Entry], sides: Sequence[Finding]) -> Table:
    """Return the sum; of two approaches, with what each of them gets."""
    names = [each.name for each in sides]
    return table(
        ("Answer or goal", "What was said", *names, "Difference" if sides else "Points"),
        (
            (
                each.name,
                _said(found, each.key),
                *(
                    numbers.signed(side.parts[each.key].points, 2) if each.key else ""
                    for side in sides
                ),
                each.points,
            )
            for each in entries
        ),
        worded=("What was said",),
    )


def _chart(
    entries: Sequence[Entry],
    key: str,
    title: str,
    description: str,
    figures: Table,
    ends: tuple[str, str],
) -> Contributions:
    most = max(abs(each.value) for each in entries)
    scale = Scale(-most, most, MARGIN + FIGURE, WIDTH - MARGIN - FIGURE)
    bars: list[Bar] = []
    y = TOP
    for entry in entries:
        # The total stands apart, below a line.
        y += GAP if entry.kind == "total" else 0
        bars.append(_bar(entry, scale, y))
        y = bars[-1].y + BAR + GAP
    left, right = ends
    return Contributions(
        key=key,
        title=title,
        description=description,
        reading=READING,
        table=figures,
        width=WIDTH,
        height=y,
        left=left,
        right=right,
        middle_x=numbers.place(scale.at(0)),
        top=TOP,
        bottom=y - GAP + 4,
        total_y=bars[-1].lines[0][1] - LINE - 3,
        bars=tuple(bars),
    )


def _bar(entry: Entry, scale: Scale, top: int) -> Bar:
    told = lines(entry.name)
    y = top + LINE * len(told) + 4
    ends = sorted((scale.at(0), scale.at(entry.value)))
    is_for = entry.value >= 0
    return Bar(
        kind=entry.kind,
        lines=tuple((line, top + LINE * (at + 1) - 3) for at, line in enumerate(told)),
        points=entry.points,
        y=y,
        figure_y=y + 12,
        x=numbers.place(ends[0]),
        # Nothing is still drawn, as a thin line.
        width=numbers.place(max(ends[1] - ends[0], 1)),
        figure_x=numbers.place(ends[1] + BESIDE if is_for else ends[0] - BESIDE),
        anchor="start" if is_for else "end",
        is_for=is_for,
    )
