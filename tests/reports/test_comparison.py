"""Two results are compared answer by answer and score by score, and every sum comes out."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from appraisal.conclusion import conclude
from appraisal.copying import start_from
from appraisal.demonstration import load_all
from appraisal.models import GOAL_POINTS, Access, Appraisal, Outcome
from appraisal.sharing import share_with
from people.models import User
from reports import numbers
from reports.comparison.answers import Differing
from reports.comparison.comparing import Comparison, compare
from reports.stored import found
from tests.reports.conftest import begin, concluded, save
from tests.reports.outcomes import METHOD, SCORED, demonstrated, outcome
from tests.reports.reading import page_text, squeezed

MOST_QUERIES = 15
MIDDLING = {
    question.key: {"value": question.levels[len(question.levels) // 2].key} for question in SCORED
}
GOALS = {goal.key: 50 for goal in METHOD.goals}


def changed(goals: dict[str, Any] | None = None, **values: Any) -> Comparison:
    """Return what comes of answering some questions otherwise."""
    said = {key: {"value": value} for key, value in values.items()}
    return compare(outcome(MIDDLING, GOALS), outcome({**MIDDLING, **said}, goals or GOALS))


def path_of(appraisal: Appraisal, before: str = "", after: str = "") -> str:
    asked = f"?before={before}&after={after}" if before else ""
    return f"/reports/{appraisal.reference}/compare/{asked}"


def name_of(each: Outcome) -> str:
    return f"{each.appraisal.reference}.{each.number}"


# Answers, points and weights


def test_only_answers_that_differ_are_shown_and_the_others_counted():
    told = changed(provider_trust=5, lives_vary=1).answers

    assert [each.what for each in told.differing] == [
        METHOD.question_by_key[key].text for key in ("lives_vary", "provider_trust")
    ]
    assert told.rest == f"{len(METHOD.questions) - 2} answers are the same in both."


def test_an_answer_is_told_with_its_figure_and_how_sure_it_was():
    number = {"value": 2, "number": 3, "confidence": "guess"}
    one, other = outcome({"provider_count": number}), outcome({"provider_count": {"value": 2}})
    label = METHOD.question_by_key["provider_count"].level(2).label

    [told] = compare(one, other).answers.differing

    assert (told.before, told.after) == (f"{label}, 3 providers (a guess)", label)


def test_points_are_told_with_what_they_weigh():
    told = changed(goals={**GOALS, "prevention": 100, "innovation": 0}).points

    assert (
        Differing(
            METHOD.goal_by_key["prevention"].text,
            "50 points, 8% of the weight",
            "100 points, 15% of the weight",
        )
        in told.differing
    )
    assert any(each.after == "No points" for each in told.differing)


def test_with_the_same_points_and_weights_it_says_so():
    told = changed(provider_trust=5)

    assert not told.points.differing and not told.weights.differing
    assert told.points.rest == f"{len(METHOD.goals)} goals have the same points in both."
    assert told.weights.rest == f"{len(METHOD.criteria) + 1} weights are the same in both."


def test_weights_that_differ_are_told():
    one = outcome(MIDDLING, GOALS)
    other = outcome(MIDDLING, GOALS)
    other.landscape = {**other.landscape, "weights": {"lambda": 0.5}}

    [told] = compare(one, other).weights.differing

    assert told == Differing("Share of fit in the score", "60%", "50%")


# Scores


@pytest.mark.parametrize(
    "answers", [{"provider_trust": 5}, {"kind_of_place": "urban", "volume": 1}]
)
def test_what_moved_a_score_adds_up_to_the_difference_as_it_is_written(answers):
    for each in (*changed(**answers).core, *changed(**answers).further):
        shown = sum(numbers.written(mover.points) for mover in each.movers)

        assert shown + numbers.written(each.rest) == numbers.written(each.exactly)


def test_differences_of_contributions_are_exactly_the_difference_of_scores():
    before, after = found(demonstrated()), found(outcome(MIDDLING, GOALS))

    for one in (*before.core, *before.further):
        other = after.finding(one.approach.key)
        keys = {*one.parts, *other.parts}
        moved = sum(
            (other.parts[key].points if key in other.parts else 0)
            - (one.parts[key].points if key in one.parts else 0)
            for key in keys
        )
        assert moved == pytest.approx(other.score - one.score, abs=1e-9)


def test_what_moved_it_most_comes_first_and_only_the_changed_answer_is_named():
    told = changed(provider_trust=5)

    for each in told.core:
        assert [mover.what for mover in each.movers] in (
            [],
            [METHOD.question_by_key["provider_trust"].text],
        )
        assert each.rest in ("0", "0.00")
    assert any(each.movers for each in told.core)


def test_a_goal_is_told_as_one():
    told = changed(goals={**GOALS, "prevention": 100})

    assert any(
        mover.what == f"Goal: {METHOD.goal_by_key['prevention'].text}"
        for each in told.core
        for mover in each.movers
    )


def test_nothing_changed_moves_nothing():
    told = changed()

    assert all(not each.movers and each.difference == "0" for each in told.core)
    assert told.says.startswith("In both, ")


# In words


def test_it_says_who_is_first_in_each():
    early, trust = outcome({}), outcome(MIDDLING | {"provider_trust": {"value": 5}}, GOALS)
    full = demonstrated()

    assert compare(early, early).says == "In both, it is too early to say."
    assert compare(early, full).says.startswith("K7M2, result 2: it is too early to say. K7M2, ")
    assert compare(full, full).says.startswith("In both, ")
    assert compare(trust, full).says.startswith("K7M2, result 2: ")


def test_it_says_for_which_approaches_it_is_another_whether_they_could_start():
    told = compare(outcome(MIDDLING, GOALS), demonstrated())

    assert told.standings
    assert all(each.count("result 2: ") == 2 for each in told.standings)


def test_an_edited_method_is_told_of():
    one, other = outcome({}), outcome({})
    other.method_hash = "0" * 64

    assert "was edited between the two results" in compare(one, other).versions
    assert not compare(one, one).versions


# The page


@pytest.fixture
def two(db: None) -> tuple[Outcome, Outcome]:
    """Two results of Amina's appraisal."""
    first = concluded({"provider_trust": {"value": 4}})
    save(first.appraisal, {"provider_trust": {"value": 1}})
    return first, conclude(first.appraisal, by=None)


def read(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, response.status_code
    return page_text(response.content.decode())


def test_the_two_latest_results_are_compared_at_once(amina: Client, two):
    page = read(amina, path_of(two[0].appraisal))

    assert squeezed(METHOD.question_by_key["provider_trust"].text) in page
    assert squeezed("In all, the difference of the scores") in page


def test_any_two_can_be_chosen_and_the_other_way_round(amina: Client, two):
    first, second = two
    page = amina.get(path_of(first.appraisal, name_of(second), name_of(first))).content.decode()

    assert f'<option value="{name_of(second)}" selected>' in page.partition('id="after"')[0]
    assert f'<option value="{name_of(first)}" selected>' in page.partition('id="after"')[2]


def test_a_year_later_the_source_is_offered_first(amina: Client, two):
    source = two[0].appraisal
    begin(title="Something else")
    copy = start_from(source, "A year later", uuid4(), None, source.browser)
    save_points(copy)
    conclude(copy, by=None)

    page = amina.get(path_of(copy)).content.decode()

    assert f'<option value="{source.reference}.2" selected>' in page.partition('id="after"')[0]
    assert f'<option value="{copy.reference}.1" selected>' in page.partition('id="after"')[2]
    assert squeezed(f"{source.reference}, result 2") in page_text(page)


def save_points(appraisal: Appraisal) -> None:
    appraisal.agreed.revisions.create(
        step=GOAL_POINTS,
        number=1,
        answers={"prevention": {"value": 100}},
        method_version=METHOD.version,
        token=uuid4(),
    )


def test_a_single_result_has_nothing_beside_it(amina: Client, db: None):
    alone = concluded({})

    assert squeezed("has only one result so far") in read(amina, path_of(alone.appraisal))


def test_without_a_result_it_leads_to_one(amina: Client, db: None):
    response = amina.get(path_of(begin()))

    assert b"no result" in response.content.lower()


def test_the_examples_are_compared_with_each_other(client: Client, db: None):
    example, other, *_ = load_all()

    page = read(client, path_of(example, f"{example.reference}.1", f"{other.reference}.1"))

    assert squeezed(other.title) in page


def test_few_queries(amina: Client, two, django_assert_max_num_queries):
    with django_assert_max_num_queries(MOST_QUERIES):
        amina.get(path_of(two[0].appraisal))


# Access


def test_a_stranger_is_told_there_is_no_such_appraisal(ben: Client, two):
    assert ben.get(path_of(two[0].appraisal)).status_code == 404


def test_another_councils_result_cannot_be_put_beside_ones_own(ben: Client, two, amina: Client):
    """Not even its existence is told."""
    mine, theirs = two[0], two[1]
    own = Appraisal(title="Ben's", route="full", method_version=METHOD.version)
    user = User.objects.create_user("ben@example.org")
    own.begin(user)
    bens = conclude(own, by=None)
    ben.force_login(user)
    assert ben.get(path_of(own, name_of(bens), name_of(bens))).status_code == 200

    for named in (name_of(theirs), "NQSVCH22.1"):
        assert ben.get(path_of(own, named, name_of(bens))).status_code == 404
        assert ben.get(path_of(own, name_of(bens), named)).status_code == 404
    assert mine.appraisal.title not in ben.get(path_of(own)).content.decode()


def test_what_was_shared_with_somebody_can_be_compared_with_their_own(ben: Client, two):
    user, amina = (User.objects.create_user(f"{name}@example.org") for name in ("ben", "amina"))
    shared = two[0].appraisal
    shared.claim(amina)
    share_with(shared, user.email, Access.Level.VIEWER, amina)
    own = Appraisal(title="Ben's", route="full", method_version=METHOD.version)
    own.begin(user)
    bens = conclude(own, by=None)
    ben.force_login(user)

    assert ben.get(path_of(own, name_of(two[1]), name_of(bens))).status_code == 200
    assert ben.get(path_of(shared, name_of(two[1]), name_of(bens))).status_code == 200


@pytest.mark.parametrize(
    "name", ["", "x", "EXAMPLE", "EXAMPLE.x", "EXAMPLE.1", ".1", "a." + "9" * 99, "%2Fetc%00.1"]
)
def test_a_name_of_no_result_is_no_page_and_no_error(amina: Client, two, name):
    named = f"?before={name}&after={name_of(two[0])}"

    status = amina.get(f"/reports/{two[0].appraisal.reference}/compare/{named}").status_code

    assert status == (404 if name else 200)
