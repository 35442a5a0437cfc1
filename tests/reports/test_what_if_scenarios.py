"""Scenarios: what-ifs that are kept, for whoever may open the appraisal and nobody else."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from appraisal.demonstration import load
from appraisal.export import exported
from appraisal.models import Access, Appraisal, Outcome, Scenario
from appraisal.sharing import share_with
from people.models import User
from reports.what_if import keeping
from tests.reports.conftest import concluded

ANSWERED = {"provider_trust": {"value": 4}}
DISTRUST = {"answer-provider_trust": "1"}
MOST_QUERIES = 15


@pytest.fixture
def recorded(db: None) -> Outcome:
    return concluded(ANSWERED)


def path_of(appraisal: Appraisal, scenario: Scenario | None = None) -> str:
    start = f"/reports/{appraisal.reference}/what-if/"
    return f"{start}{scenario.reference}/" if scenario else start


def keep(client: Client, recorded: Outcome, **said: Any) -> Any:
    sent = {"action": "keep", "name": "No trust", **DISTRUST, **said}
    return client.post(path_of(recorded.appraisal), sent)


def made(client: Client, recorded: Outcome, **said: Any) -> Scenario:
    keep(client, recorded, **said)
    return Scenario.objects.latest("pk")


def text_of(response: Any) -> str:
    return str(response.content.decode())


# Keeping


def test_a_scenario_keeps_what_differs_and_its_address_only_its_id(
    amina: Client, recorded: Outcome
):
    response = keep(amina, recorded, **{"weight-lambda": "50"})

    scenario = Scenario.objects.get()
    assert response.url == path_of(recorded.appraisal, scenario)
    assert scenario.changes == {
        "answers": {"provider_trust": 1},
        "goals": {},
        "weights": {"lambda": "0.5"},
    }
    assert (scenario.name, scenario.outcome, scenario.made_by) == ("No trust", recorded, None)


def test_its_page_shows_the_same_comparison_and_form(amina: Client, recorded: Outcome):
    tried = text_of(amina.post(path_of(recorded.appraisal), DISTRUST))
    scenario = made(amina, recorded)

    page = text_of(amina.get(path_of(recorded.appraisal, scenario)))

    start, end = '<div id="comparison">', '<form method="post" id="what-if"'
    assert page.partition(start)[2].partition(end)[0] == tried.partition(start)[2].partition(end)[0]
    assert '<option value="1" selected>Hostile' in page
    assert "Last changed" not in page


def test_it_is_listed_where_it_was_made(amina: Client, recorded: Outcome):
    scenario = made(amina, recorded, name="No trust <at all>")

    page = text_of(amina.get(path_of(recorded.appraisal)))

    assert f'href="{path_of(recorded.appraisal, scenario)}"' in page
    assert "No trust &lt;at all&gt;" in page


def test_it_says_who_made_it(client: Client, recorded: Outcome):
    amina = User.objects.create_user("amina@example.org")
    recorded.appraisal.claim(amina)
    client.force_login(amina)

    scenario = made(client, recorded)

    assert scenario.made_by == amina
    assert "by amina@example.org" in text_of(client.get(path_of(recorded.appraisal, scenario)))


def test_pressing_the_button_twice_keeps_one(amina: Client, recorded: Outcome):
    token = str(uuid4())

    one, other = (keep(amina, recorded, token=token) for _ in range(2))

    assert one.url == other.url
    assert Scenario.objects.count() == 1


def test_it_needs_a_name_and_something_to_keep(amina: Client, recorded: Outcome):
    unnamed = text_of(keep(amina, recorded, name=" "))
    empty = text_of(keep(amina, recorded, **{"answer-provider_trust": "4"}))
    wrong = text_of(keep(amina, recorded, **{"weight-lambda": "lots"}))
    long = text_of(keep(amina, recorded, name="x" * 81))

    assert "Give the scenario a name" in unnamed
    assert '<option value="1" selected>Hostile' in unnamed
    assert "there is nothing to keep yet" in empty
    assert "The share of fit must be a number" in wrong
    assert "The name must be 80 characters or fewer" in long
    assert not Scenario.objects.exists()


def test_there_is_an_end_to_how_many_are_kept(
    amina: Client, recorded: Outcome, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(keeping, "MOST", 1)
    keep(amina, recorded)

    assert "There are 1 scenarios already" in text_of(keep(amina, recorded, name="Another"))


# Changing


def test_it_can_be_renamed_and_changed(amina: Client, recorded: Outcome):
    scenario = made(amina, recorded)
    state = scenario.changed_at.isoformat()

    response = amina.post(
        path_of(recorded.appraisal, scenario),
        {"action": "change", "name": "Some trust", "answer-provider_trust": "2", "state": state},
    )

    assert response.status_code == 302
    after = Scenario.objects.get()
    assert (after.name, after.changes["answers"]) == ("Some trust", {"provider_trust": 2})
    assert after.changed_at > after.made_at
    assert "Last changed" in text_of(amina.get(path_of(recorded.appraisal, scenario)))


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(amina: Client, recorded: Outcome):
    scenario = made(amina, recorded)
    sent = {"action": "change", "name": "Mine", "state": "2027-01-01T00:00:00+00:00"}

    response = amina.post(path_of(recorded.appraisal, scenario), sent)

    assert "Somebody else has changed this scenario" in text_of(response)
    assert 'value="Mine"' in text_of(response)
    assert Scenario.objects.get().name == "No trust"


def test_more_can_be_tried_from_it_without_changing_it(amina: Client, recorded: Outcome):
    scenario = made(amina, recorded)

    page = text_of(amina.post(path_of(recorded.appraisal, scenario), {"weight-lambda": "50"}))

    assert "Undo all 2" in page
    assert Scenario.objects.get().changes == scenario.changes


def test_it_can_be_kept_as_another_one(amina: Client, recorded: Outcome):
    scenario = made(amina, recorded)

    amina.post(
        path_of(recorded.appraisal, scenario),
        {"action": "keep", "name": "Another", "answer-provider_trust": "5"},
    )

    assert list(Scenario.objects.order_by("pk").values_list("name", "changes__answers")) == [
        ("No trust", {"provider_trust": 1}),
        ("Another", {"provider_trust": 5}),
    ]


def test_it_starts_from_its_own_result_when_there_is_a_newer_one(amina: Client, recorded: Outcome):
    scenario = made(amina, recorded)
    newer = Outcome.objects.get()
    newer.pk, newer.number = None, 2
    newer.save()

    page = text_of(amina.get(path_of(recorded.appraisal, scenario)))

    assert "It starts from result 1" in page
    assert "A newer result has been found since" in page
    assert "from result 1" in text_of(amina.get(path_of(recorded.appraisal)))


def test_it_can_be_deleted(amina: Client, recorded: Outcome):
    scenario = made(amina, recorded)
    path = f"{path_of(recorded.appraisal, scenario)}delete/"

    assert "Deleted for good" in text_of(amina.get(path))
    assert amina.post(path).headers["Location"] == path_of(recorded.appraisal)

    assert not Scenario.objects.exists()
    assert Outcome.objects.get() == recorded


def test_it_goes_with_the_appraisal(amina: Client, recorded: Outcome):
    made(amina, recorded)

    recorded.appraisal.delete()

    assert not Scenario.objects.exists()


def test_it_is_in_the_file_to_take_away(amina: Client, recorded: Outcome):
    scenario = made(amina, recorded)

    (told,) = exported(recorded.appraisal)["scenarios"]

    assert told["name"] == "No trust"
    assert told["changes"] == scenario.changes
    assert (told["outcome"], told["made_by"]) == (1, None)


# Who may


def test_to_a_stranger_there_is_no_scenario_whether_there_is_or_not(
    amina: Client, ben: Client, recorded: Outcome
):
    scenario = made(amina, recorded)
    real, made_up = path_of(recorded.appraisal, scenario), path_of(recorded.appraisal) + "NQSVCH22/"

    for path in (real, made_up, f"{real}delete/", f"{made_up}delete/"):
        assert ben.get(path).status_code == 404
        assert ben.post(path, DISTRUST).status_code == 404
    assert keep(ben, recorded).status_code == 404


def test_under_another_appraisal_there_is_no_such_scenario(amina: Client, recorded: Outcome):
    scenario = made(amina, recorded)
    other = concluded(ANSWERED)

    assert amina.get(path_of(other.appraisal, scenario)).status_code == 404
    assert amina.post(f"{path_of(other.appraisal, scenario)}delete/").status_code == 404


def test_a_viewer_reads_and_tries_but_keeps_and_deletes_nothing(
    amina: Client, client: Client, recorded: Outcome
):
    scenario = made(amina, recorded)
    owner, viewer = (User.objects.create_user(f"{name}@example.org") for name in ("a", "v"))
    recorded.appraisal.claim(owner)
    share_with(recorded.appraisal, viewer.email, Access.Level.VIEWER, owner)
    client.force_login(viewer)
    path = path_of(recorded.appraisal, scenario)

    page = text_of(client.get(path))

    assert "Hostile" in page
    assert "Owners and editors of the appraisal can keep scenarios" in page
    assert client.post(path, {"weight-lambda": "50"}).status_code == 200
    assert client.post(path, {"action": "change", "name": "Mine"}).status_code == 404
    assert keep(client, recorded).status_code == 404
    assert client.get(f"{path}delete/").status_code == 404
    assert client.post(f"{path}delete/").status_code == 404
    assert Scenario.objects.get().name == "No trust"


def test_nobody_keeps_anything_with_the_example(amina: Client, db: None):
    example = load().outcomes.get()

    page = text_of(amina.post(path_of(example.appraisal), DISTRUST))

    assert "This is the example: try what you like" in page
    assert keep(amina, example).status_code == 404
    assert not Scenario.objects.exists()


def test_a_scenario_is_shown_with_few_queries(
    amina: Client, recorded: Outcome, django_assert_max_num_queries: Any
):
    path = path_of(recorded.appraisal, made(amina, recorded))
    for number in range(3):
        keep(amina, recorded, name=f"Another {number}")

    with django_assert_max_num_queries(MOST_QUERIES):
        amina.get(path)
