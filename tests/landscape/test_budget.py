"""Pages stay quick: few queries, however much has been answered."""

import pytest

from appraisal.method.content import method
from tests.landscape.browser import FULL_PAGE, address
from tests.landscape.invited import sign_in

MOST_TO_READ = 6
MOST_TO_SAVE = 9


@pytest.fixture(params=["without an account", "signed in"])
def well_filled(amina, home_care, request):
    """Amina's appraisal with every page saved, and one of them often."""
    if request.param == "signed in":
        home_care.claim(sign_in(amina, "amina@example.org"))
    for page in method("2026.1").pages:
        first = method("2026.1").question_by_key[page.questions[0]]
        amina.save(home_care, {first.key: "1"}, step=page.key)
    for points in range(1, 6):
        amina.save(home_care, {"prevention": str(points)}, step="goal-points")
    return home_care


@pytest.mark.parametrize(
    "rest", ["", f"{FULL_PAGE}/", "goal-points/", "check-answers/", "details/", "people/"]
)
def test_a_page_is_shown_with_few_queries(amina, well_filled, rest, django_assert_max_num_queries):
    with django_assert_max_num_queries(MOST_TO_READ):
        assert amina.get(well_filled, rest).status_code == 200


@pytest.mark.parametrize("path", ["/", "/start/"])
def test_the_first_pages_are_shown_with_few_queries(
    amina, well_filled, path, django_assert_max_num_queries
):
    with django_assert_max_num_queries(MOST_TO_READ):
        assert amina.client.get(path).status_code == 200


@pytest.mark.parametrize("fields", [{"provider_count": "4"}, {"provider_count-number": "lots"}])
def test_a_page_is_saved_with_few_queries(
    amina, well_filled, fields, django_assert_max_num_queries
):
    page = amina.open(well_filled)

    with django_assert_max_num_queries(MOST_TO_SAVE):
        amina.send(page, fields)


def test_a_conflict_is_shown_with_few_queries(amina, well_filled, django_assert_max_num_queries):
    one, two = amina.open(well_filled), amina.open(well_filled)
    amina.send(one, {"provider_count": "4"})

    with django_assert_max_num_queries(MOST_TO_SAVE):
        assert amina.send(two, {"provider_count": "5"}).status_code == 409


def test_the_details_are_saved_with_few_queries(amina, well_filled, django_assert_max_num_queries):
    with django_assert_max_num_queries(MOST_TO_SAVE):
        amina.client.post(
            address(well_filled, "details/"), {"title": "Day support", "route": "short"}
        )
