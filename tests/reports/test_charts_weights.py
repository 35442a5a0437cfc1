"""The lines of one weight agree with the switches that the core found, exactly and apart."""

import pytest
from hypothesis import assume, given

from appraisal.models import Outcome
from appraisal.scoring.document import as_document
from appraisal.scoring.result import appraise
from appraisal.scoring.scores import core_scores
from reports import numbers
from reports.charts import Charts
from reports.charts.one_weight import changes
from reports.charts.weighing import Weight, weights
from reports.stored import Found, found
from tests.reports.outcomes import METHOD, SCORED, demonstrated, outcome
from tests.reports.pictures import any_outcome
from tests.reports.reading import number
from tests.scoring.landscapes import documents, landscape, tried_a_little


def concluded(document) -> Outcome:
    """Return what would be found for this answers file, weights and all."""
    found_ = outcome()
    found_.landscape = document
    found_.result = as_document(appraise(METHOD, landscape(document)))
    return found_


def nearest_change(weight: Weight):
    """Return where the approach that is first now would be overtaken, and by which."""
    below = [(each.at, each.before) for each in changes(weight) if each.at <= weight.now]
    above = [(each.at, each.after) for each in changes(weight) if each.at > weight.now]
    return min(below[-1:] + above[:1], key=lambda each: abs(each[0] - weight.now), default=None)


def assert_agrees(stored: Outcome, read: Found) -> None:
    drawn = {each.key: each for each in weights(read)}
    for switch in stored.result["certainty"]["switches"]:
        if switch["why_not"] == "cannot be said":
            assert switch["weight"] not in drawn
            continue
        weight = drawn[switch["weight"]]
        assert weight.now == pytest.approx(switch["now"])
        if switch["at"] is None:
            assert nearest_change(weight) is None
        else:
            change = nearest_change(weight)
            assert change is not None
            assert change[0] == pytest.approx(switch["at"])
            assert change[1] == switch["overtaken_by"]


@pytest.mark.parametrize("seed", range(8))
def test_the_first_place_changes_where_the_core_says(seed):
    stored = any_outcome(seed)

    assert_agrees(stored, found(stored))


@tried_a_little
@given(documents())
def test_the_first_place_changes_where_the_core_says_whatever_the_weights(document):
    stored = concluded(document)
    assume(stored.result["leader"])

    assert_agrees(stored, found(stored))


def test_every_weight_is_drawn_when_all_is_known():
    keys = list(Charts(found(demonstrated())).weights)

    criteria = [criterion.key for criterion in METHOD.criteria]
    assert keys == ["fit", *criteria, *(goal.key for goal in METHOD.goals)]


@pytest.mark.parametrize("part", [0, 0.25, 1])
def test_a_line_gives_the_score_that_the_core_would_find_with_that_weight(part):
    stored = demonstrated()
    others = {each.key: each for each in METHOD.criteria_in("fit") if each.key != "market"}
    rest = float(sum(each.weight for each in others.values()))
    weighed = {key: float(each.weight) / rest * (1 - part) for key, each in others.items()}
    given_ = {**stored.landscape, "weights": {**weighed, "market": part}}
    [market] = [each for each in weights(found(stored)) if each.key == "market"]

    expected = core_scores(METHOD, landscape(given_))

    for key, line in market.lines.items():
        assert line.at(part) == pytest.approx(float(expected[key]))


def test_the_lines_pass_through_the_stored_scores_at_the_weight_now():
    stored = demonstrated()

    for weight in weights(found(stored)):
        for each in stored.result["approaches"]:
            if each["core"]:
                assert weight.lines[each["key"]].at(weight.now) == pytest.approx(each["score"])


def test_the_figures_give_every_score_at_both_ends_now_and_where_the_first_changes():
    stored = demonstrated()
    chart = Charts(found(stored)).weights["community"]
    [switch] = [
        each for each in stored.result["certainty"]["switches"] if each["weight"] == "community"
    ]

    names = [row.name for row in chart.table.rows]

    at = numbers.weight(switch["at"])
    assert names == ["0%", "12.5%, now", f"{at}, level", "100%"]
    assert [each.label.words.text for each in chart.crossings] == [at]
    level = [number(cell.value) for cell in chart.table.rows[2].cells]
    assert level[0] == level[1] == max(level)
    now = [number(cell.value) for cell in chart.table.rows[1].cells]
    scores = [each["score"] for each in stored.result["approaches"] if each["core"]]
    assert now == pytest.approx(scores, abs=0.05)
    assert chart.description == (
        f"Relational scores highest below {at} and Place-based above. It is 12.5% now."
    )


def test_a_weight_that_changes_nothing_says_so():
    chart = Charts(found(demonstrated())).weights["fit"]

    assert chart.description == "Relational scores highest whatever this weight is."
    assert chart.crossings == ()


def test_each_approach_keeps_its_colour_and_its_kind_of_line():
    shown = Charts(found(demonstrated())).weights.values()

    pens = {(line.name, line.colour, line.dashes) for chart in shown for line in chart.lines}
    assert len(pens) == len({pen[1:] for pen in pens}) == len(METHOD.core)


def test_there_is_no_line_to_see_when_nothing_tells_the_first_two_apart():
    tied = outcome({each.key: 3 for each in SCORED if each.kind != "choice"})
    assert tied.result["verdict"] == "no_clear_difference"

    assert Charts(found(tied)).weights == {}
