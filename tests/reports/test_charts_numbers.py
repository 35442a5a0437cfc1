"""Every number of a picture is one that was found, and adds up as it is shown."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from appraisal.models import Outcome
from reports import numbers
from reports.charts import Charts
from reports.charts.contributions import SHOWN
from reports.charts.rank_shares import rank_shares
from reports.charts.swings import CHANGES
from reports.charts.swings import SHOWN as MOST_SWINGS
from reports.stored import found
from tests.reports.outcomes import demonstrated, outcome
from tests.reports.pictures import any_outcome, texts
from tests.reports.reading import number

SCENARIOS = Path(__file__).parents[1] / "scoring" / "scenarios"
# Half of the last decimal shown.
TENTH, HUNDREDTH = 0.05, 0.005


def told(scenario):
    written = tomllib.loads((SCENARIOS / f"{scenario}.toml").read_text("utf-8"))
    return outcome(written.get("answers"), written.get("goals"))


SITUATIONS: dict[str, Callable[[], Outcome]] = {
    "clear": lambda: told("measurable_reablement"),
    "leaning": demonstrated,
    "no_clear_difference": lambda: told("two_markets_in_one_answer"),
}


@pytest.fixture(scope="module", params=SITUATIONS)
def stored(request):
    found_ = SITUATIONS[request.param]()
    assert found_.result["verdict"] == request.param
    return found_


@pytest.fixture
def charts(stored):
    return Charts(found(stored))


def by_name(stored):
    names = {each.key: each.name for each in found(stored).method.approaches}
    return {names[each["key"]]: each for each in stored.result["approaches"]}


def written(chart):
    return " ".join(each.text for each in texts(chart))


def cells(row):
    return [cell.value for cell in row.cells]


# Scores with their ranges, fit and readiness


def test_every_score_and_range_is_the_stored_one(stored, charts):
    approaches = by_name(stored)

    assert [row.name for row in charts.ranges.table.rows] == list(approaches)
    for row in charts.ranges.table.rows:
        each = approaches[row.name]
        assert [number(value) for value in cells(row)] == pytest.approx(
            [each["low"], each["score"], each["high"]], abs=TENTH
        )
        assert f"{row.name} {numbers.score(each['score'])}" in written(charts.ranges)


def test_a_bar_goes_from_low_to_high_on_the_axis_that_is_drawn(stored, charts):
    chart, approaches = charts.ranges, by_name(stored)
    first, *_, last = chart.ticks
    unit = (float(last.at) - float(first.at)) / (number(last.label) - number(first.label))

    for bar in chart.bars:
        each = approaches[bar.name]
        for drawn, value in (
            (float(bar.x), each["low"]),
            (float(bar.mark_x), each["score"]),
            (float(bar.x) + float(bar.width), max(each["high"], each["low"] + 1 / unit)),
        ):
            at = float(first.at) + unit * (value - number(first.label))
            assert drawn == pytest.approx(at, abs=0.2)


def test_every_fit_and_readiness_is_the_stored_one(stored, charts):
    approaches = by_name(stored)

    assert [row.name for row in charts.corners.table.rows] == list(approaches)
    for row in charts.corners.table.rows:
        each = approaches[row.name]
        fit, readiness, _, status = cells(row)
        assert number(fit) == pytest.approx(each["fit"], abs=TENTH)
        assert number(readiness) == pytest.approx(each["readiness"], abs=TENTH)
        assert status == each["status"].capitalize()
        assert row.name in written(charts.corners)


def test_a_dot_stands_where_its_figures_say(stored, charts):
    chart, approaches = charts.corners, by_name(stored)
    across, up = chart.across_marks, chart.up_marks

    for dot in chart.dots:
        each = approaches[dot.label.words.text]
        for drawn, marks, value in ((dot.x, across, "readiness"), (dot.y, up, "fit")):
            low, high = (number(marks[at].label) for at in (0, -1))
            start, end = (float(marks[at].at) for at in (0, -1))
            at = start + (end - start) * (each[value] - low) / (high - low)
            assert float(drawn) == pytest.approx(at, abs=0.1)


# Reasons


def test_the_bars_of_every_approach_add_up_exactly_to_its_score_less_50_as_shown(stored, charts):
    approaches = by_name(stored)

    assert list(charts.reasons) == [each["key"] for each in approaches.values()]
    for key, chart in charts.reasons.items():
        *parts, total = [numbers.written(bar.points) for bar in chart.bars]
        [each] = [each for each in approaches.values() if each["key"] == key]
        assert sum(parts) == total
        assert total == numbers.written(numbers.score(each["score"])) - 50
        assert [cells(row)[-1] for row in chart.table.rows] == [bar.points for bar in chart.bars]


def test_the_bars_are_the_parts_that_count_most(stored, charts):
    for each in stored.result["approaches"]:
        points = sorted(
            (part["points"] for part in each["contributions"]), key=lambda points: -abs(points)
        )[:SHOWN]

        shown = [bar for bar in charts.reasons[each["key"]].bars if bar.kind == "reason"]

        assert [number(bar.points) for bar in shown] == pytest.approx(
            sorted((part for part in points if abs(part) >= HUNDREDTH), reverse=True),
            abs=HUNDREDTH,
        )


def test_what_is_left_is_what_is_not_shown_but_for_rounding(stored, charts):
    for each in stored.result["approaches"]:
        rest, total = charts.reasons[each["key"]].bars[-2:]
        assert rest.kind == "rest" and total.kind == "total"
        shown = sum(number(bar.points) for bar in charts.reasons[each["key"]].bars[:-2])
        assert number(rest.points) == pytest.approx(each["score"] - 50 - shown, abs=TENTH + 1e-9)


def test_one_against_another_adds_up_exactly_to_the_gap_as_shown(stored, charts):
    first, second, *_ = stored.result["approaches"]
    chart = charts.lead

    *parts, total = [numbers.written(bar.points) for bar in chart.bars]

    assert sum(parts) == total
    assert float(total) == pytest.approx(first["score"] - second["score"], abs=TENTH + 1e-9)
    for row in chart.table.rows[:-2]:
        _, one, other, difference = cells(row)
        assert number(one) - number(other) == pytest.approx(number(difference), abs=3 * HUNDREDTH)


def test_any_two_approaches_can_be_set_against_each_other(charts):
    one, other = (
        charts.against(*pair)
        for pair in (("integrated", "competitive"), ("competitive", "integrated"))
    )

    assert one.title == "Integrated with health against Competitive"
    assert other.bars[-1].points == numbers.signed(-numbers.written(one.bars[-1].points), 1)


def test_an_approach_is_not_set_against_itself(charts):
    assert charts.against("relational", "relational") is None


@pytest.mark.parametrize("seed", range(5))
def test_reasons_add_up_whatever_was_answered(seed):
    charts = Charts(found(any_outcome(seed)))

    for chart in filter(None, (*charts.reasons.values(), charts.lead)):
        *parts, total = [numbers.written(bar.points) for bar in chart.bars]
        assert sum(parts) == total


# Readings


def test_every_share_of_a_place_is_the_stored_one_in_whole_per_cents(stored, charts):
    core = [each for each in stored.result["approaches"] if each["core"]]
    chart = charts.rank_shares

    expected = [[numbers.percent(share) for share in each["rank_shares"]] for each in core]
    assert [cells(row) for row in chart.table.rows] == expected
    assert [[share.label for share in each.shares] for each in chart.approaches] == expected


def test_a_frame_is_filled_as_far_as_its_share(stored, charts):
    core = [each for each in stored.result["approaches"] if each["core"]]

    for each, shown in zip(core, charts.rank_shares.approaches, strict=True):
        filled = [float(share.width) / float(charts.rank_shares.frame) for share in shown.shares]
        assert filled == pytest.approx(each["rank_shares"], abs=0.001)


def test_the_sentence_says_who_came_first_how_often():
    chart = rank_shares(found(told("strong_neighbourhoods")))

    assert chart is not None
    assert chart.description == (
        "Came first: Place-based in 100% of the readings; Outcome-based, Relational and "
        "Competitive never."
    )


# Swings


def test_every_swing_is_the_stored_one_the_widest_first(stored, charts):
    expected = stored.result["certainty"]["swings"][:MOST_SWINGS]
    method = found(stored).method

    assert len(charts.swings.table.rows) == len(charts.swings.bars) == MOST_SWINGS
    for each, row, bar in zip(expected, charts.swings.table.rows, charts.swings.bars, strict=True):
        question = method.question_by_key[each["question"]]
        _, worst, best = cells(row)
        lowest, highest = (numbers.plain(each[end]["lead"], 1) for end in ("worst", "best"))
        changes = f". {CHANGES}" if each["changes"] else ""
        assert row.name == question.text
        assert worst == f"{question.level(each['worst']['level']).label}: {lowest}{changes}"
        assert best == f"{question.level(each['best']['level']).label}: {highest}"
        assert [figure.text for figure in bar.figures] == [lowest, highest]
        assert (CHANGES in [line.text for line in bar.lines]) == each["changes"]


def test_a_bar_is_black_as_far_as_another_would_lead(stored, charts):
    for each, bar in zip(stored.result["certainty"]["swings"], charts.swings.bars, strict=False):
        worst, best = each["worst"]["lead"], each["best"]["lead"]
        black = float(bar.behind_width) / float(bar.width)
        assert black == pytest.approx(min(1, max(0, -worst / (best - worst))), abs=0.01)


def test_the_sentence_counts_the_answers_that_could_change_who_leads():
    assert drawn_swings(demonstrated()).description.startswith("No single answer could change")
    several = told("one_answer_carries_it")
    count = sum(each["changes"] for each in several.result["certainty"]["swings"])
    assert count > 1
    assert drawn_swings(several).description.startswith(
        f"{count} answers could each alone change who leads. “How harmful"
    )


def drawn_swings(stored):
    chart = Charts(found(stored)).swings
    assert chart is not None
    return chart


def test_an_outcome_found_before_there_were_swings_has_no_picture_of_them():
    old = demonstrated()
    del old.result["certainty"]["swings"]

    assert Charts(found(old)).swings is None


def test_where_nothing_leads_no_answer_moves_a_lead():
    assert Charts(found(told("an_exact_tie"))).swings is None
