"""Whether points were set before a result was seen is told from what is stored, whoever asks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from appraisal.conclusion import conclude
from appraisal.copying import start_from
from appraisal.models import GOAL_POINTS, Appraisal, Outcome
from reports.pdf import for_paper
from reports.report import report
from reports.weights import NONE_GIVEN, OTHER_WEIGHTS, Weighing, weighing
from tests.reports.conftest import begin
from tests.reports.outcomes import METHOD, outcome
from tests.reports.reading import page_text, squeezed

FIRST_OF_MARCH = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
SET_BEFORE = "The points for the goals were set before any result was found."
KEPT = "Every result is kept with the points it was found with."


class Calendar:
    """An appraisal to which one thing happens a day, from the first of March on."""

    def __init__(self, appraisal: Appraisal) -> None:
        self.appraisal = appraisal
        self.day = FIRST_OF_MARCH

    def points(self, **points: Any) -> None:
        steps = self.appraisal.agreed.revisions.filter(step=GOAL_POINTS)
        steps.create(
            perspective=self.appraisal.agreed,
            step=GOAL_POINTS,
            number=steps.count() + 1,
            answers={key: {"value": value} for key, value in points.items()},
            method_version=METHOD.version,
            saved_at=self.day,
            token=uuid4(),
        )
        self.day += timedelta(days=1)

    def result(self) -> Outcome:
        found = conclude(self.appraisal, by=None)
        Outcome.objects.filter(pk=found.pk).update(found_at=self.day)
        found.refresh_from_db()
        self.day += timedelta(days=1)
        return found


@pytest.fixture
def march(db: None) -> Calendar:
    return Calendar(begin())


def told(found: Outcome) -> str:
    return " ".join(weighing(found).sentences)


def test_points_set_before_any_result_are_said_to_be(march):
    march.points(prevention=100)
    march.points(prevention=80, innovation=20)

    found = weighing(march.result())

    assert found == Weighing(SET_BEFORE, (SET_BEFORE, OTHER_WEIGHTS), False, ())


def test_so_are_points_left_alone_between_results(march):
    march.points(prevention=100)
    march.result()
    march.appraisal.title = "Another title"
    march.appraisal.save()

    assert weighing(march.result()).short == (
        "The points for the goals were set before any result was found, "
        "and have not been changed since."
    )


def test_a_change_after_a_result_is_said_with_its_day_and_both_results(march):
    march.points(prevention=100)
    march.result()
    march.points(prevention=50)

    found = weighing(march.result())

    assert found.changed
    assert found.short == (
        "The points for the goals were changed on 3 March 2027, after result 1 had been seen."
    )
    assert found.sentences == (found.short, KEPT, OTHER_WEIGHTS)
    assert [(each.number, each.found) for each in found.results] == [
        (1, "2 March 2027, 12:00"),
        (2, "4 March 2027, 12:00"),
    ]
    assert {each.says for each in found.results} == {"Too early to say"}


def test_a_result_says_who_led_with_the_points_it_was_found_with(march):
    march.points(prevention=100)
    one = march.result()
    march.points(prevention=50)
    two = march.result()
    Outcome.objects.filter(pk=one.pk).update(verdict="clear", leader="relational")
    Outcome.objects.filter(pk=two.pk).update(verdict="no_clear_difference", leader="competitive")

    said = [each.says for each in weighing(two).results]

    assert said == ["Clear: Relational first", "No clear difference"]


def test_the_first_result_goes_on_saying_that_its_points_came_first(march):
    march.points(prevention=100)
    first = march.result()
    march.points(prevention=50)
    march.result()

    assert weighing(first).short == SET_BEFORE


def test_points_put_back_after_a_look_are_told_all_the_same(march):
    march.points(prevention=100)
    march.result()
    march.points(innovation=100)
    march.result()
    march.points(prevention=100)

    found = weighing(march.result())

    assert found.changed
    assert "changed on 3 March 2027, after result 1 had been seen" in told_of(found)
    assert "changed on 5 March 2027, after result 2 had been seen" in told_of(found)
    assert "They are now as they were when result 1 was found." in told_of(found)
    assert [each.number for each in found.results] == [1, 2, 3]


def told_of(found: Weighing) -> str:
    return " ".join(found.sentences)


def test_even_points_put_back_before_the_next_result_are_told(march):
    march.points(prevention=100)
    march.result()
    march.points(innovation=100)
    march.points(prevention=100)
    march.appraisal.title = "Another title"
    march.appraisal.save()

    assert weighing(march.result()).changed


def test_points_given_or_taken_away_only_after_a_result_are_told_so(march):
    march.result()
    march.points(prevention=100)
    given = march.result()
    march.points()
    taken = march.result()

    assert weighing(given).short.startswith("The points for the goals were given on 2 March 2027")
    assert "were taken away on 4 March 2027, after result 2 had been seen" in told(taken)


def test_without_points_their_weights_are_said_to_stay_open(march):
    assert weighing(march.result()).short == NONE_GIVEN


def test_nought_is_the_same_as_no_points(march):
    march.points(prevention=100)
    march.result()
    march.points(prevention="100.0", innovation=0)

    assert not weighing(march.result()).changed


def test_many_changes_are_told_in_one_sentence(march):
    march.points(prevention=100)
    march.result()
    for points in (10, 20, 30, 40):
        march.points(prevention=points)

    assert weighing(march.result()).short == (
        "The points for the goals were changed 4 times between 3 March 2027 and 6 March 2027, "
        "after result 1 had been seen."
    )


def test_many_changes_on_one_day_name_it_once(march):
    march.points(prevention=100)
    march.result()
    for points in (10, 20, 30, 40):
        march.points(prevention=points)
        march.day -= timedelta(days=1, minutes=-1)

    assert "were changed 4 times on 3 March 2027, after" in weighing(march.result()).short


def test_a_copy_says_that_a_result_had_been_seen_before(march):
    march.points(prevention=100)
    march.result()
    copy = start_from(march.appraisal, "Again", uuid4(), None, march.appraisal.browser)

    found = weighing(conclude(copy, by=None))

    assert found.short == (
        f"This appraisal was started from appraisal {march.appraisal.reference}, whose result had "
        "been seen. The points for the goals were set before any result of this appraisal was "
        "found."
    )


def test_a_copy_of_something_without_a_result_needs_no_such_words(march):
    march.points(prevention=100)
    copy = start_from(march.appraisal, "Again", uuid4(), None, march.appraisal.browser)

    assert weighing(conclude(copy, by=None)).short == SET_BEFORE


def test_an_outcome_that_is_not_stored_has_no_history_to_tell(march):
    assert report(outcome()).weights.sentences == ()


def test_page_and_paper_say_it(march, amina: Client):
    march.points(prevention=100)
    march.result()
    march.points(prevention=50)
    found = march.result()

    overview, why = (
        page_text(amina.get(f"/reports/{march.appraisal.reference}/{rest}").content.decode())
        for rest in ("", "why/")
    )
    paper = page_text(for_paper(found))

    assert squeezed(weighing(found).short) in overview
    for shown in (why, paper):
        assert squeezed(" ".join(weighing(found).sentences)) in shown
        assert squeezed("Result 1, 2 March 2027, 12:00: Too early to say") in shown


def test_it_takes_three_queries(march, django_assert_num_queries):
    march.points(prevention=100)
    found = march.result()
    found.appraisal = march.appraisal

    with django_assert_num_queries(3):
        weighing(found)
