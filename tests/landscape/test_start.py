"""Starting an appraisal, coming back to it, and who else may."""

from datetime import date, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from appraisal import demonstration
from appraisal.method.content import CURRENT_VERSION, method
from appraisal.models import Appraisal
from landscape.scope import ROUTES
from people import councils
from people.models import Organisation
from people.visitor import COOKIE
from tests.landscape.browser import FULL_PAGE, address, text_of


def test_the_home_page_says_what_this_is_and_what_it_is_not(amina):
    page = text_of(amina.client.get("/"))

    assert "What it does not do" in page
    assert 'href="/start/"' in page
    assert "Your appraisals" not in page


def test_an_appraisal_starts_without_an_account(amina):
    councils.load()
    kent = Organisation.objects.get(name="Kent")

    appraisal = amina.start(
        title="Home care from 2028",
        organisation=str(kent.pk),
        scope="People over 65\r\nat home",
        decision_date_day="27",
        decision_date_month="3",
        decision_date_year="2027",
        route="short",
    )

    assert appraisal.title == "Home care from 2028"
    assert appraisal.organisation == kent
    assert appraisal.scope == "People over 65\nat home"
    assert appraisal.decision_date == date(2027, 3, 27)
    assert appraisal.route == "short"
    assert appraisal.method_version == "2026.1"
    assert appraisal.agreed.role == "agreed"
    assert [event.what for event in appraisal.events.all()] == ["started"]


def test_only_a_hash_of_the_browsers_token_is_stored(amina):
    appraisal = amina.start()

    token = amina.client.cookies[COOKIE].value
    assert token and appraisal.browser and token != appraisal.browser
    assert not Session.objects.exists()


def test_a_title_is_all_that_must_be_given(amina):
    page = text_of(amina.client.post("/start/", {"title": " ", "route": "short"}))

    assert "<title>Error: Say what is appraised" in page
    assert 'href="#title">Give the appraisal a title' in page
    assert not Appraisal.objects.exists()


def test_what_was_typed_comes_back_with_the_mistake(amina):
    page = text_of(
        amina.client.post(
            "/start/",
            {
                "title": "x" * 121,
                "route": "short",
                "scope": "Older <people>",
                "decision_date_day": "31",
                "decision_date_month": "2",
                "decision_date_year": "2027",
            },
        )
    )

    assert "The title must be 120 characters or fewer. Take out 1" in page
    assert "Enter a real date" in page
    assert "Older <people>" in page
    assert 'value="31"' in page


def test_the_start_page_says_how_long_work_is_kept_and_who_can_open_it(amina):
    page = text_of(amina.client.get("/start/"))

    assert "kept in this browser for 30 days after your last change" in page
    assert "Anyone who uses this browser can open it" in page


def test_the_task_list_says_until_when_work_is_kept(amina, home_care):
    until = home_care.changed_at + timedelta(days=30)

    page = text_of(amina.get(home_care))

    assert f"{until:%-d %B %Y}" in page
    assert "Anyone who uses this browser can open it" in page


def test_the_short_route_is_described_as_it_is():
    chosen = method("2026.1")

    scored = [each for each in chosen.questions if each.short_route and each.scored]
    assert f"{len(scored)} scored questions" in ROUTES[Appraisal.Route.SHORT]


def test_the_home_page_lists_this_browsers_appraisals_and_nobody_elses(amina, ben):
    mine = amina.start(title="Home care")
    ben.start(title="Respite")

    page = text_of(amina.client.get("/"))

    assert "Home care" in page
    assert f'href="{address(mine)}"' in page
    assert "Respite" not in page


def test_a_day_later_the_same_browser_finds_everything(amina, home_care):
    amina.save(home_care, {"provider_count": "2"})
    Appraisal.objects.update(changed_at=timezone.now() - timedelta(days=1))

    page = amina.open(home_care)

    assert 'value="2" checked' in page.text


@pytest.mark.parametrize(
    "rest",
    ["", "details/", "check-answers/", "conclude/", "goal-points/", f"{FULL_PAGE}/", "nowhere/"],
)
def test_a_stranger_is_told_there_is_no_such_appraisal(ben, home_care, rest):
    assert ben.get(home_care, rest).status_code == 404
    assert ben.client.post(address(home_care, rest), {"title": "Mine"}).status_code == 404


@pytest.mark.parametrize("reference", ["%00", "a%20b", "NOSUCH22", "é"])
def test_a_reference_that_cannot_be_is_not_found(amina, reference):
    assert amina.client.get(f"/appraisals/{reference}/").status_code == 404


def test_unseen_characters_in_a_title_do_no_harm(amina):
    assert amina.start(title="Home\x00 care\r\nnow", scope="a\x00b").title == "Home care now"


def test_the_details_can_be_changed(amina, home_care):
    amina.client.post(address(home_care, "details/"), {"title": "Day support", "route": "short"})

    home_care.refresh_from_db()
    assert (home_care.title, home_care.route) == ("Day support", "short")
    event = home_care.events.get(what="scope changed")
    assert event.details == {
        "number": 1,
        "changes": {"title": ["Home care", "Day support"], "route": ["full", "short"]},
    }


def test_saving_details_unchanged_changes_nothing(amina, home_care):
    amina.client.post(address(home_care, "details/"), {"title": "Home care", "route": "full"})

    assert not home_care.events.filter(what="scope changed").exists()


def test_a_wrong_change_of_details_is_not_saved_and_comes_back(amina, home_care):
    response = amina.client.post(address(home_care, "details/"), {"title": "", "route": "no"})

    assert "Choose the short route or the full route" in text_of(response)
    home_care.refresh_from_db()
    assert home_care.title == "Home care"


@pytest.mark.django_db
def test_every_page_of_a_copy_of_the_example_can_be_opened(amina):
    demonstration.load()

    amina.client.post("/example/try/")

    copy = Appraisal.objects.get(is_trial=True)
    for rest in (
        "",
        "check-answers/",
        "details/",
        *(f"{page.key}/" for page in method(CURRENT_VERSION).pages),
    ):
        assert amina.get(copy, rest).status_code == 200
    amina.client.post(address(copy, "conclude/"))
    assert copy.outcomes.get().verdict == "leaning"


@pytest.mark.django_db
def test_another_example_is_copied_from_its_own_page(amina, ben):
    demonstration.load()
    demonstration.load(demonstration.DEMONSTRATIONS / "first_week.toml")
    home_care = ben.start()

    amina.client.post("/example/try/", {"reference": "EXAMPLE4"})
    stranger = amina.client.post("/example/try/", {"reference": home_care.reference})

    assert Appraisal.objects.get(is_trial=True).title.endswith("in the first week")
    assert stranger.status_code == 404
