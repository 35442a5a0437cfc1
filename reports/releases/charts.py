"""Pictures of what is published. Every shape is drawn from the rounded numbers and bands alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from reports import numbers
from reports.charts.drawing import (
    LINE,
    MARGIN,
    WIDTH,
    Box,
    Chart,
    Scale,
    Words,
    lines,
    table,
)
from reports.charts.drawing import words as placed
from reports.releases import words
from reports.releases.reader import Group, Measure, Point, Published, Row, Value

BAR = 14
GAP = 12
BAR_ENDS = 232
FIGURE = 240
COLUMN_HEIGHT = 44
MOST_COLUMNS = 12
WIDEST_COLUMN = 40
DOT_AT = 12


@dataclass(frozen=True)
class Bar:
    """A share: a frame for all organisations, dark up to its band and light for the band."""

    words: tuple[Words, ...]
    frame: Box
    dark: Box | None
    light: Box | None
    figure: Words


@dataclass(frozen=True)
class Bars(Chart):
    svg: ClassVar[str] = "national/charts/bars.svg"

    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Dot:
    words: tuple[Words, ...]
    figure: Words
    x: str
    y: str
    tick_top: str
    tick_bottom: str


@dataclass(frozen=True)
class Dots(Chart):
    svg: ClassVar[str] = "national/charts/dots.svg"

    dots: tuple[Dot, ...]
    start: str
    end: str
    middle: str


@dataclass(frozen=True)
class Column:
    """A share in one release; ``label`` stands in its place where there is no share."""

    dark: Box | None
    light: Box | None
    kept: bool
    label: Words | None


@dataclass(frozen=True)
class Columns:
    words: tuple[Words, ...]
    baseline: str
    top: str
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class Trend(Chart):
    svg: ClassVar[str] = "national/charts/trend.svg"

    values: tuple[Columns, ...]
    marks: tuple[Words, ...]
    right: str


# Shares of one group


def shares(row: Row, release: Published, key: str = "") -> Bars | None:
    """Return how often each value of a row was given; None if the row is too uniform."""
    if row.is_too_uniform:
        return None
    return bars(
        key or f"row-{row.key}",
        words.titled(row.title, release),
        most_often(row, release.policy),
        [(each.name, each) for each in row.values],
        release,
        "Answer",
    )


def most_often(row: Row, policy: Mapping[str, int]) -> str:
    most = words.most_common(row)
    if not most:
        return f"Each answer: {words.fewer(policy)}."
    named = numbers.listed([f"“{each.name}”" for each in most])
    return f"Most often: {named}, {words.share(most[0], policy)}."


def bars(
    key: str,
    title: str,
    description: str,
    named: Sequence[tuple[str, Value | None]],
    release: Published,
    head: str,
) -> Bars:
    """Return a picture of named shares, in the order given. None is a row that is too uniform."""
    drawn, top = [], 4.0
    for name, value in named:
        bar, top = _bar(name, value, top, release.policy)
        drawn.append(bar)
    figures = ((name, *_figures(value, release.policy)) for name, value in named)
    return Bars(
        key=key,
        title=title,
        description=description,
        reading="",
        table=table((head, "Share", "Organisations"), figures),
        width=WIDTH,
        height=int(top),
        bars=tuple(drawn),
    )


def _figures(value: Value | None, policy: Mapping[str, int]) -> tuple[str, str]:
    if value is None:
        return words.TOO_UNIFORM, words.TOO_UNIFORM
    return words.share(value, policy), words.count(value, policy)


def _bar(
    name: str, value: Value | None, top: float, policy: Mapping[str, int]
) -> tuple[Bar, float]:
    said, below = _lines(name, top)
    dark, light = _extent(value, Scale(0, 100, MARGIN, BAR_ENDS), policy)
    figure = "too uniform" if value is None else words.share(value, policy)
    bar = Bar(
        words=said,
        frame=Box(MARGIN, below, BAR_ENDS - MARGIN, BAR),
        dark=Box(MARGIN, below, dark - MARGIN, BAR) if light > dark else None,
        light=Box(dark, below, light - dark, BAR) if light > dark else None,
        figure=placed(figure, FIGURE, below + BAR - 2),
    )
    return bar, below + BAR + GAP


def _lines(name: str, top: float, bold: bool = False) -> tuple[tuple[Words, ...], float]:
    """Return the lines of a name, and where what belongs to it starts."""
    said = tuple(
        placed(line, MARGIN, top + LINE * at + DOT_AT, bold) for at, line in enumerate(lines(name))
    )
    return said, top + LINE * len(said) + 2


def _extent(value: Value | None, scale: Scale, policy: Mapping[str, int]) -> tuple[float, float]:
    """Return where the band of a share starts and ends; both alike where there is none."""
    if value is None or value.share is None:
        return scale.start, scale.start
    return scale.at(value.share), scale.at(value.share + policy["share_band"])


# Means


def means(measures: Sequence[Measure], release: Published, key: str = "means") -> Dots | None:
    """Return the rounded means of scores, on a scale of all that they could be."""
    if not measures:
        return None
    scale = Scale(measures[0].lowest, measures[0].highest, MARGIN, BAR_ENDS + 60)
    dots, top = [], 4.0
    for each in measures:
        said, below = _lines(each.title, top)
        dots.append(
            Dot(
                said,
                placed(words.mean(each), BAR_ENDS + 76, below + DOT_AT, bold=True),
                numbers.place(scale.at(each.mean)),
                numbers.place(below + BAR / 2),
                tick_top=numbers.place(below),
                tick_bottom=numbers.place(below + BAR),
            )
        )
        top = below + BAR + GAP
    named = ((each.title, words.mean(each)) for each in measures)
    return Dots(
        key=key,
        title=words.titled("Mean scores, from 0 to 100", release),
        description=f"The line in the middle is 50. All are rounded to {_step(release)}.",
        reading="",
        table=table(("Score", "Mean"), named),
        width=WIDTH,
        height=int(top),
        dots=tuple(dots),
        start=numbers.place(scale.start),
        end=numbers.place(scale.end),
        middle=numbers.place(scale.at(50)),
    )


def _step(release: Published) -> str:
    return f"the nearest {release.policy['score_step']}"


# Over releases


@dataclass(frozen=True)
class Height:
    """How high a column is, in points of a hundred; ``said`` where there is none to draw."""

    low: int = 0
    high: int = 0
    said: str = ""


def trend(points: Sequence[Point], described: Mapping[str, Any], release: Published) -> Trend:
    """Return how often each value of a row was given, release by release."""
    policy = release.policy
    named = [(value["key"], value["name"]) for value in described["values"]]
    return _trend(
        f"trend-{described['key']}",
        words.titled(described["title"], release),
        _first_and_last(points, policy),
        [(name, [_height(each, key, policy) for each in points]) for key, name in named],
        points,
        [[_said(each, key, policy) for key, _ in named] for each in points],
    )


def mean_trend(
    series: Sequence[Sequence[Point]], described: Sequence[Mapping[str, Any]], release: Published
) -> Trend:
    """Return the rounded means of scores, release by release."""
    points = series[0]
    means = [[each.row for each in every] for every in series]
    return _trend(
        "trend-means",
        words.titled("Mean scores, from 0 to 100", release),
        "How ready councils are for each approach. Each column is a mean, rounded.",
        [
            (_short(measure["title"]), [_mean_height(each) for each in found])
            for measure, found in zip(described, means, strict=True)
        ],
        points,
        [
            [words.mean(each) if isinstance(each, Measure) else "not shown" for each in at]
            for at in zip(*means, strict=True)
        ],
    )


def _short(title: str) -> str:
    """Return the name of an approach alone: six columns have no room for more."""
    named = title.removeprefix("Readiness for ").removesuffix(" commissioning")
    return named[:1].upper() + named[1:]


def _trend(
    key: str,
    title: str,
    description: str,
    named: Sequence[tuple[str, Sequence[Height]]],
    points: Sequence[Point],
    figures: Sequence[Sequence[str]],
) -> Trend:
    latest = points[-MOST_COLUMNS:]
    drawn, top = [], 4.0
    for name, heights in named:
        columns, top = _columns(name, heights[-MOST_COLUMNS:], latest, top)
        drawn.append(columns)
    marks, top = _quarters([each.quarter for each in latest], top)
    return Trend(
        key=key,
        title=title,
        description=description,
        reading="",
        table=table(
            ("Release", "As of", *(name for name, _ in named)),
            (
                (point.quarter, point.as_of or "not shown", *said)
                for point, said in zip(points, figures, strict=True)
            ),
            worded=("As of",),
        ),
        width=WIDTH,
        height=int(top),
        values=tuple(drawn),
        marks=marks,
        right=numbers.place(WIDTH - MARGIN),
    )


def _first_and_last(points: Sequence[Point], policy: Mapping[str, int]) -> str:
    shown = [each for each in points if isinstance(each.row, Row) and not each.row.is_too_uniform]
    if not shown:
        return "Not shown in any release yet."
    first, last = shown[0], shown[-1]
    assert isinstance(first.row, Row) and isinstance(last.row, Row)
    now = f"In {last.quarter}: {_lower(most_often(last.row, policy))}"
    if first is last:
        return now
    return f"In {first.quarter}: {_lower(most_often(first.row, policy))} {now}"


def _lower(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]


def value_in(point: Point, key: str) -> Value | None:
    if not isinstance(point.row, Row):
        return None
    return next((each for each in point.row.values if each.key == key), None)


def _said(point: Point, key: str, policy: Mapping[str, int]) -> str:
    value = value_in(point, key)
    if value:
        return words.both(value, policy)
    return words.TOO_UNIFORM if isinstance(point.row, Row) else "not shown"


def _height(point: Point, key: str, policy: Mapping[str, int]) -> Height:
    value = value_in(point, key)
    if value is None:
        return Height(said="–")
    if value.share is None:
        return Height(said=f"<{policy['base']}")
    return Height(value.share, value.share + policy["share_band"])


def _mean_height(row: object) -> Height:
    return Height(row.mean, row.mean) if isinstance(row, Measure) else Height(said="–")


def _columns(
    name: str, heights: Sequence[Height], points: Sequence[Point], top: float
) -> tuple[Columns, float]:
    said, below = _lines(name, top)
    bottom = below + COLUMN_HEIGHT
    step = _step_of(len(points))
    found = tuple(
        _column(height, point, MARGIN + at * step, step - 6, Scale(0, 100, bottom, below))
        for at, (height, point) in enumerate(zip(heights, points, strict=True))
    )
    return Columns(said, numbers.place(bottom), numbers.place(below), found), bottom + GAP


def _step_of(number: int) -> float:
    return min((WIDTH - 2 * MARGIN) / max(number, 1), WIDEST_COLUMN)


def _column(height: Height, point: Point, left: float, width: float, scale: Scale) -> Column:
    if height.said:
        middle = left + width / 2
        label = placed(height.said, middle, scale.start - 4, anchor="middle")
        return Column(None, None, kept=False, label=label)
    low, high = scale.at(height.low), scale.at(height.high)
    return Column(
        dark=Box(left, low, width, scale.start - low),
        light=Box(left, high, width, low - high),
        kept=point.state == "kept",
        label=None,
    )


def _quarters(quarters: Sequence[str], top: float) -> tuple[tuple[Words, ...], float]:
    """Return the names of quarters below their columns, with the year under the first of each."""
    step, marks, year_before = _step_of(len(quarters)), [], ""
    for at, name in enumerate(quarters):
        year, quarter = name.split("-")
        left = MARGIN + at * step
        marks.append(placed(quarter, left + (step - 6) / 2, top + 4, anchor="middle"))
        if year != year_before:
            marks.append(placed(year, left, top + 4 + LINE, bold=True))
        year_before = year
    return tuple(marks), top + 2 * LINE


def gaps_of(group: Group, table_key: str) -> list[tuple[str, Value | None]]:
    """Return each kind of readiness of a table, with how many have a gap there."""
    found = next(each for each in group.tables if each.key == table_key)
    return [(row.title, gap_in(row)) for row in found.rows]


def gap_in(row: Row) -> Value | None:
    return next((each for each in row.values if each.key == "low"), None)
