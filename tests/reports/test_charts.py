"""Every picture can be read: by eye, in black and white, on paper, and by those who hear it."""

import random
from collections.abc import Iterator
from dataclasses import replace

import pytest

from reports.charts import Charts
from reports.charts.corners import ON_THE_LINE, Corners, corner, corners
from reports.charts.drawing import Box, Chart
from reports.charts.labels import Point, labels
from reports.stored import Found, found
from tests.reports.outcomes import METHOD, demonstrated, outcome
from tests.reports.pictures import (
    SVG,
    any_outcome,
    contrast_to_white,
    drawn,
    on_top_of_another,
    outside,
    paints,
    shown,
    svg,
    texts,
)

# Lines that help the eye along and carry no meaning that is not written as well.
QUIET = {"#e9edee", "#cfe0e0", "#ffffff"}


def every(charts: Charts) -> Iterator[Chart]:
    """Return every picture there is."""
    one = (charts.ranges, charts.corners, charts.lead, charts.rank_shares, charts.swings)
    for each in (*one, *charts.reasons.values(), *charts.weights.values()):
        if each is not None:
            yield each


@pytest.fixture(scope="module")
def charts():
    return Charts(found(demonstrated()))


@pytest.fixture(scope="module")
def some():
    """Return pictures of many different results."""
    return [Charts(found(any_outcome(seed))) for seed in range(6)]


def test_there_is_no_picture_when_it_is_too_early():
    assert list(every(Charts(found(outcome({"kind_of_place": "sparse"}))))) == []
    assert list(every(Charts(found(outcome())))) == []


def test_every_picture_says_what_is_seen(charts):
    keys = [chart.key for chart in every(charts)]

    assert len(set(keys)) == len(keys)
    for chart in every(charts):
        picture = drawn(chart)
        assert picture.get("role") == "img"
        assert picture[0].tag == f"{SVG}title" and picture[0].text == chart.title
        assert picture[1].tag == f"{SVG}desc" and (picture[1].text or "").startswith(
            chart.description
        )


def test_no_words_stand_on_others_or_outside_the_picture(some):
    for charts in some:
        for chart in every(charts):
            assert on_top_of_another(chart) == []
            assert outside(chart) == []


def test_what_is_drawn_stands_out_from_white(some):
    for chart in (chart for charts in some for chart in every(charts)):
        for shape, colour in paints(chart):
            least = 4.5 if shape in ("text", "tspan", "g") else 3
            assert colour in QUIET or contrast_to_white(colour) >= least
            assert shape not in ("text", "tspan") or colour not in QUIET


def test_nothing_in_a_picture_is_styled_by_what_the_policy_or_the_press_would_not_apply(charts):
    for chart in every(charts):
        assert "style" not in svg(chart)
        assert "<script" not in svg(chart)


def test_every_row_of_the_figures_is_as_long_as_its_head(some):
    for chart in (chart for charts in some for chart in every(charts)):
        assert chart.table.rows
        for row in chart.table.rows:
            assert tuple(cell.column for cell in row.cells) == chart.table.columns[1:]


def test_what_is_written_is_escaped(charts):
    hostile = replace(charts.ranges, title="<b>A & B</b>", description="</desc><script>")

    assert drawn(hostile)[0].text == "<b>A & B</b>"
    assert "<b>" not in shown(hostile)
    assert "<script>" not in shown(hostile)


# Fit and readiness


def pictured(shown_: Found) -> Corners:
    chart = corners(shown_)
    assert chart is not None
    return chart


def placed(found_: Found, places: dict[str, tuple[float, float]]) -> Found:
    """Return what was found as if the approaches had these fits and readinesses."""
    moved = [
        replace(each, fit=places[each.approach.key][0], readiness=places[each.approach.key][1])
        for each in (*found_.core, *found_.further)
    ]
    return replace(
        found_,
        core=tuple(each for each in moved if each.approach.core),
        further=tuple(each for each in moved if not each.approach.core),
    )


@pytest.mark.parametrize("spread", [0, 0.5, 3, 10, 40])
def test_labels_of_fit_and_readiness_find_room_wherever_the_dots_are(spread):
    chance = random.Random(spread)
    shown_ = found(demonstrated())

    for _ in range(40):
        places = {
            approach.key: (50 + chance.gauss(0, spread), 50 + chance.gauss(0, spread))
            for approach in METHOD.approaches
        }
        chart = pictured(placed(shown_, places))
        assert on_top_of_another(chart) == []
        assert outside(chart) == []
        assert covered_dots(chart) == []


def covered_dots(chart):
    return [
        each.text
        for each in texts(chart)
        for dot in chart.dots
        if each.box.left < float(dot.x) < each.box.right
        and each.box.top < float(dot.y) < each.box.bottom
    ]


@pytest.mark.parametrize(
    ("fit", "readiness", "expected"),
    [
        (60, 60, "start now"),
        (60, 40, "build towards"),
        (40, 60, "available but not aligned"),
        (40, 40, "not now"),
        (52.5, 70, ON_THE_LINE),
        (70, 47.5, ON_THE_LINE),
        (52.51, 70, "start now"),
    ],
)
def test_the_corner_of_an_approach_has_a_name(fit, readiness, expected):
    shown_ = found(demonstrated())
    places = {approach.key: (fit, readiness) for approach in METHOD.approaches}
    there = placed(shown_, places)

    assert {corner(each) for each in there.core} == {expected}
    assert f"“{expected}”: Relational, Place-based" in pictured(there).description


def test_an_approach_that_is_held_back_is_named_where_it_could_seem_ready():
    shown_ = found(demonstrated())
    best, *others = shown_.core
    assert corner(best) == "start now"

    held = replace(shown_, core=(replace(best, status="not yet ready"), *others))

    assert "holds back" not in pictured(shown_).description
    assert pictured(held).description.endswith("what still holds back Relational.")


# Labels


def test_words_go_wherever_there_is_room_when_there_is_none_near_their_point():
    around = Box(100, 0, 400, 320)

    [label] = labels([Point("Far away", 300, 160)], Box(0, 0, 500, 320), [around])

    assert label.words.box.right <= 100
    assert label.pointer is not None


def test_words_beside_their_point_need_no_pointer():
    [label] = labels([Point("Near", 100, 100)], Box(0, 0, 300, 300), [])

    assert label.pointer is None


def test_a_pointer_runs_over_nothing_else_where_it_need_not():
    walls = [Box(125, 60, 10, 120), Box(165, 60, 10, 120), Box(125, 170, 50, 10)]

    [label] = labels([Point("Words that need room", 150, 150)], Box(0, 0, 340, 180), walls)

    ends = label.pointer
    assert ends is not None
    x1, y1, x2, y2 = (float(each) for each in (ends.x1, ends.y1, ends.x2, ends.y2))
    for part in (step / 50 for step in range(51)):
        spot = Box(x1 + part * (x2 - x1), y1 + part * (y2 - y1), 0.01, 0.01)
        assert not any(spot.overlaps(wall) for wall in walls)
