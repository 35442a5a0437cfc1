"""Two people change what is appraised at once: nothing is lost, and nothing is undone unseen."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest

from appraisal.models import Appraisal
from people import councils
from people.models import Organisation
from tests.landscape.browser import Browser, address, text_of


def opened(browser: Browser, appraisal: Appraisal) -> dict[str, str]:
    """Return what the page of details stands ready to send."""
    return hidden_in(browser.get(appraisal, "details/")) | shown(appraisal)


def shown(appraisal: Appraisal) -> dict[str, str]:
    now = Appraisal.objects.get(pk=appraisal.pk)
    day = now.decision_date
    return {
        "title": now.title,
        "scope": now.scope,
        "route": now.route,
        "organisation": str(now.organisation_id or ""),
        "decision_date_day": str(day.day) if day else "",
        "decision_date_month": str(day.month) if day else "",
        "decision_date_year": str(day.year) if day else "",
    }


def hidden_in(response: Any) -> dict[str, str]:
    found = re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', response.content.decode())
    return {name: unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}


def send(browser: Browser, appraisal: Appraisal, page: dict[str, str], **changes: str) -> Any:
    return browser.client.post(address(appraisal, "details/"), page | changes)


def choose(browser: Browser, appraisal: Appraisal, conflict: Any, **choices: str) -> Any:
    """Press the button of the page that shows both, with these choices."""
    kept = {f"keep-{name}": choice for name, choice in choices.items()}
    return send(browser, appraisal, hidden_in(conflict), **kept)


def now(appraisal: Appraisal, *names: str) -> tuple[Any, ...]:
    return tuple(shown(appraisal)[name] for name in names)


def changes(appraisal: Appraisal) -> list[dict[str, Any]]:
    events = appraisal.events.filter(what="scope changed").order_by("pk")
    return [event.details["changes"] for event in events]


def two_titles(amina: Browser, appraisal: Appraisal) -> Any:
    """Return the answer to whoever sent a title when somebody else had changed it."""
    one, two = opened(amina, appraisal), opened(amina, appraisal)
    send(amina, appraisal, one, title="Theirs")
    return send(amina, appraisal, two, title="Yours")


def test_changes_of_different_fields_are_both_kept(amina, home_care):
    one, two = opened(amina, home_care), opened(amina, home_care)

    first = send(amina, home_care, one, title="Day support")
    second = send(amina, home_care, two, scope="People over 65")

    assert first.status_code == second.status_code == 302
    assert now(home_care, "title", "scope") == ("Day support", "People over 65")
    assert changes(home_care) == [
        {"title": ["Home care", "Day support"]},
        {"scope": ["", "People over 65"]},
    ]


def test_changes_of_every_field_by_one_and_of_none_by_the_other_do_not_meet(amina, home_care):
    councils.load()
    kent = str(Organisation.objects.get(name="Kent").pk)
    one, two = opened(amina, home_care), opened(amina, home_care)
    day = {"decision_date_day": "27", "decision_date_month": "3", "decision_date_year": "2027"}

    send(amina, home_care, one, title="A", scope="B", route="short", organisation=kent, **day)
    response = send(amina, home_care, two)

    assert response.status_code == 302
    assert now(home_care, "title", "scope", "route", "organisation") == ("A", "B", "short", kent)
    assert len(changes(home_care)) == 1


def test_where_both_changed_the_same_both_are_shown_and_nothing_is_saved(amina, home_care):
    response = two_titles(amina, home_care)

    page = text_of(response)
    assert response.status_code == 409
    assert "Theirs" in page and "Yours" in page
    assert now(home_care, "title") == ("Theirs",)


def test_both_chose_the_same_words_so_there_is_nothing_to_choose(amina, home_care):
    one, two = opened(amina, home_care), opened(amina, home_care)

    send(amina, home_care, one, title="Day support")
    response = send(amina, home_care, two, title="Day support")

    assert response.status_code == 302
    assert len(changes(home_care)) == 1


@pytest.mark.parametrize(("choice", "title"), [("yours", "Yours"), ("theirs", "Theirs")])
def test_what_was_chosen_is_kept(amina, home_care, choice, title):
    response = choose(amina, home_care, two_titles(amina, home_care), title=choice)

    assert response.status_code == 302
    assert now(home_care, "title") == (title,)


def test_each_field_is_chosen_by_itself_and_what_did_not_meet_is_kept_too(amina, home_care):
    one, two = opened(amina, home_care), opened(amina, home_care)
    send(amina, home_care, one, title="Theirs", scope="Their scope")

    conflict = send(
        amina, home_care, two, title="Yours", scope="Line one\r\n“Two” & <b>", route="short"
    )
    response = choose(amina, home_care, conflict, title="theirs", scope="yours")

    assert (conflict.status_code, response.status_code) == (409, 302)
    assert now(home_care, "title", "scope", "route") == (
        "Theirs",
        "Line one\n“Two” & <b>",
        "short",
    )


@pytest.mark.parametrize("choice", ["yours", "theirs"])
def test_a_third_change_while_choosing_is_noticed(amina, home_care, choice):
    conflict = two_titles(amina, home_care)
    send(amina, home_care, opened(amina, home_care), title="A third")

    again = choose(amina, home_care, conflict, title=choice)

    # Whoever gives way to the other gives way to whatever stands there.
    assert again.status_code == (409 if choice == "yours" else 302)
    assert now(home_care, "title") == ("A third",)
    if choice == "yours":
        assert "A third" in text_of(again) and "Yours" in text_of(again)
        assert choose(amina, home_care, again, title="yours").status_code == 302
        assert now(home_care, "title") == ("Yours",)


def test_a_third_change_of_another_field_while_choosing_is_kept(amina, home_care):
    conflict = two_titles(amina, home_care)
    send(amina, home_care, opened(amina, home_care), scope="Added meanwhile")

    response = choose(amina, home_care, conflict, title="yours")

    assert response.status_code == 302
    assert now(home_care, "title", "scope") == ("Yours", "Added meanwhile")


def test_a_field_that_is_not_sent_is_not_cleared(amina, home_care):
    page = opened(amina, home_care)
    send(amina, home_care, page, scope="People over 65", decision_date_year="")

    send(
        amina,
        home_care,
        {"revision": hidden_in(amina.get(home_care, "details/"))["revision"]},
        title="Day support",
        route="full",
    )

    assert now(home_care, "title", "scope") == ("Day support", "People over 65")


def test_a_field_that_is_sent_empty_is_cleared(amina, home_care):
    send(amina, home_care, opened(amina, home_care), scope="People over 65")

    send(amina, home_care, opened(amina, home_care), scope="")

    assert now(home_care, "scope") == ("",)
    assert changes(home_care)[-1] == {"scope": ["People over 65", ""]}


def test_a_double_click_changes_once_and_leads_to_the_same_place(amina, home_care):
    page = opened(amina, home_care)

    first, second = (send(amina, home_care, page, title="Day support") for _ in range(2))

    assert first.headers["Location"] == second.headers["Location"]
    assert len(changes(home_care)) == 1


def test_a_double_click_on_what_was_chosen_changes_once(amina, home_care):
    conflict = two_titles(amina, home_care)

    first, second = (choose(amina, home_care, conflict, title="yours") for _ in range(2))

    assert first.status_code == second.status_code == 302
    assert now(home_care, "title") == ("Yours",)
    assert len(changes(home_care)) == 2


def test_a_retry_after_somebody_else_changed_the_same_undoes_nothing(amina, home_care):
    page = opened(amina, home_care)
    send(amina, home_care, page, title="Mine")
    send(amina, home_care, opened(amina, home_care), title="Changed since")

    send(amina, home_care, page, title="Mine")

    assert now(home_care, "title") == ("Changed since",)


@pytest.mark.parametrize("revision", ["", "-1", "99", "x", "1" * 50, "²"])
def test_a_page_without_an_honest_number_overwrites_nothing(amina, home_care, revision):
    send(amina, home_care, opened(amina, home_care), title="Theirs")
    page = opened(amina, home_care) | {"revision": revision}

    response = send(amina, home_care, page, title="Yours")

    assert response.status_code == 409
    assert now(home_care, "title") == ("Theirs",)


def test_what_was_changed_back_and_forth_is_no_longer_a_difference(amina, home_care):
    page = opened(amina, home_care)
    send(amina, home_care, opened(amina, home_care), title="There")
    send(amina, home_care, opened(amina, home_care), title="Home care")

    response = send(amina, home_care, page, title="Yours")

    assert response.status_code == 302
    assert now(home_care, "title") == ("Yours",)
