"""The report says what was found, all of it, and its sums can be redone by hand."""

import pytest

from reports.report import report
from tests.reports.outcomes import METHOD, SCORED, demonstrated, outcome
from tests.reports.reading import number

# Each printed figure is off by at most half of its last decimal.
HALF = 0.0005


@pytest.fixture(scope="module")
def found():
    return demonstrated()


@pytest.fixture(scope="module")
def told(found):
    return report(found)


def test_every_score_is_the_stored_one_rounded(found, told):
    shown = {row.key: row for row in (*told.ranking.core, *told.ranking.further)}

    assert len(shown) == len(found.result["approaches"]) == 8
    for each in found.result["approaches"]:
        row = shown[each["key"]]
        assert number(row.score) == pytest.approx(each["score"], abs=0.05)
        assert number(row.fit) == pytest.approx(each["fit"], abs=0.05)
        assert number(row.readiness) == pytest.approx(each["readiness"], abs=0.05)


def test_the_approach_closest_to_today_is_marked(told):
    marked = [row.key for row in (*told.ranking.core, *told.ranking.further) if row.is_now]

    assert marked == ["competitive"]


def test_nothing_is_scored_again(found):
    altered = demonstrated()
    altered.result["approaches"][0]["score"] = 77.7

    assert report(altered).ranking.core[0].score == "77.7"


def test_the_points_of_every_approach_add_up_to_its_score(told):
    for sums in told.sums:
        for column in range(4):
            subtotals = [
                number(block.points[column]) for half in sums.halves for block in half.blocks
            ]
            total, score = number(sums.points[column]), number(sums.exact[column])
            assert sum(subtotals) == pytest.approx(total, abs=HALF * (len(subtotals) + 1))
            assert 50 + total == pytest.approx(score, abs=2 * HALF)
            assert number(sums.scores[column]) == pytest.approx(score, abs=0.05)


def test_the_points_of_every_criterion_add_up_to_its_sub_total(told):
    blocks = [block for sums in told.sums for half in sums.halves for block in half.blocks]

    for block in blocks:
        for column in range(4):
            points = [number(line.cells[column].points) for line in block.lines]
            most = HALF * (len(points) + 1)
            assert sum(points) == pytest.approx(number(block.points[column]), abs=most)


def test_fit_and_readiness_follow_from_their_points(told):
    for sums in told.sums:
        for half in sums.halves:
            share = number(half.share) / 100
            for points, alone in zip(half.points, half.alone, strict=True):
                redone = 50 + number(points) / share
                assert redone == pytest.approx(number(alone), abs=0.003)


def test_every_line_can_be_redone_from_the_figures_printed(told):
    for sums in told.sums:
        for half in sums.halves:
            for line in (line for block in half.blocks for line in block.lines):
                for spread, cell in zip(half.spreads, line.cells, strict=True):
                    share, influence = number(line.share) / 100, number(cell.centred)
                    redone = 10 * share * influence / number(spread)
                    assert redone == pytest.approx(number(cell.points), abs=0.002)


def test_the_worked_line_is_one_of_the_lines(told):
    worked = told.worked
    redone = 10 * number(worked.share) / 100 * number(worked.centred) / number(worked.spread)

    assert redone == pytest.approx(number(worked.points), abs=0.002)


def test_every_scored_question_and_goal_stands_in_the_sums_once(told):
    for sums in told.sums:
        lines = [line.key for half in sums.halves for block in half.blocks for line in block.lines]
        goals = [goal.key for goal in METHOD.goals]
        assert sorted(lines) == sorted([*(question.key for question in SCORED), *goals])


def test_reasons_are_the_five_that_moved_the_score_most_each_way(found, told):
    parts = found.result["approaches"][0]["contributions"]
    points = sorted(part["points"] for part in parts)

    shown = told.core_reasons[0]

    assert [number(each.points) for each in shown.for_it] == pytest.approx(
        points[::-1][:5], abs=0.005
    )
    assert [number(each.points) for each in shown.against_it] == pytest.approx(
        points[:5], abs=0.005
    )


def test_a_reason_gives_the_influences_own_because_and_its_evidence():
    told = report(outcome({"provider_count": 1}))

    reason = told.core_reasons[METHOD.core.index(METHOD.approach_by_key["relational"])].for_it[0]

    influence = next(
        each
        for each in METHOD.question_by_key["provider_count"].influences
        if each.approach == "relational"
    )
    assert reason.answer == "None or one"
    assert reason.because == influence.because
    assert reason.evidence.startswith(influence.grade)


def test_an_answer_that_counts_only_beside_others_says_so():
    told = report(outcome({"benefits_due": "y1_2"}))

    reason = told.core_reasons[METHOD.core.index(METHOD.approach_by_key["relational"])]

    assert reason.against_it[0].because == (
        "This answer by itself says nothing about it, but other answers would favour it more."
    )


def test_an_empty_appraisal_is_fifty_all_round_and_not_ranked():
    told = report(outcome())

    rows = (*told.ranking.core, *told.ranking.further)
    assert {row.score for row in rows} == {"50.0"}
    assert not told.ranking.is_ranked
    assert [row.place for row in rows] == [""] * 8
    assert told.worked is None
    assert told.gaps.first[0].question == "Goals"
    assert len(told.gaps.every) == len(SCORED) + 1


def test_what_is_not_known_is_listed_by_weight_with_where_to_find_it(told):
    weights = [number(gap.weight) for gap in told.gaps.every]

    assert weights == sorted(weights, reverse=True)
    assert {gap.code for gap in told.gaps.every} == {"A20", "C10", "C12", "D06", "D10", "D11"}
    assert all(gap.where for gap in told.gaps.every)


def test_dont_know_not_answered_and_not_asked_are_different_facts():
    told = report(outcome({"provider_trust": None}, route="short"))

    state = {gap.code: gap.state for gap in told.gaps.every}
    assert state["C07"] == "Don’t know yet"
    assert state["C01"] == "Not answered"
    assert state["A20"] == "Not asked on the short route"


def test_the_short_route_is_counted_by_what_it_asks():
    short = [question for question in SCORED if question.short_route]
    later = len(SCORED) - len(short)
    said = {"provider_trust": {"value": 4, "confidence": "guess"}, "provider_count": None}

    assert report(outcome(said, route="short")).gaps.basis == (
        f"1 of the {len(short)} scored questions asked on the short route are answered: "
        f"1 as a guess; {later} more belong to the full route."
    )
    assert report(outcome(said)).gaps.basis == (
        f"1 of {len(SCORED)} scored questions are answered: 1 as a guess."
    )


def test_what_was_answered_beyond_the_short_route_was_asked():
    beyond = next(each for each in SCORED if not each.short_route)
    short = sum(each.short_route for each in SCORED)

    told = report(outcome({beyond.key: None}, route="short")).gaps.basis

    assert f"0 of the {short + 1} scored questions asked" in told


def test_a_question_that_does_not_apply_is_told_and_left_out_of_the_sums():
    told = report(outcome({"self_funders": "n/a"}))

    market = next(chapter for chapter in told.annex.chapters if chapter.name == "Market")
    entry = next(entry for entry in market.entries if entry.answer.code == "C10")
    assert (entry.answer.words, entry.weight) == ("Does not apply here", "")
    assert market.weight == "18.0%"
    assert "C10" not in {gap.code for gap in told.gaps.every}
    assert "1 does not apply here" in told.gaps.basis


def test_the_report_counts_what_the_answers_rest_on(told):
    assert told.gaps.basis == (
        "44 of 47 scored questions are answered: 18 on evidence, 23 on professional judgement "
        "and 3 as a guess."
    )


def test_the_outcome_is_known_by_a_hash_that_changes_with_it(told):
    same, other = report(demonstrated()), report(demonstrated(provider_trust="Another note."))

    assert same.facts.outcome_hash == told.facts.outcome_hash
    assert other.facts.outcome_hash != told.facts.outcome_hash


def test_wording_edited_since_is_admitted():
    found = outcome()
    found.method_hash = "0" * 64

    assert report(found).facts.wording_changed
    assert not report(outcome()).facts.wording_changed
