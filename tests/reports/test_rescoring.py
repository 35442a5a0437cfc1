"""A newer version of the method is previewed, and taken up in another appraisal: nothing is
rewritten."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import get_resolver

from appraisal.conclusion import conclude
from appraisal.copying import COPIED
from appraisal.demonstration import copy_to_try, load
from appraisal.export import exported
from appraisal.method import content
from appraisal.method.content import CURRENT_VERSION, method
from appraisal.models import GOAL_POINTS, Access, Appraisal, Outcome
from appraisal.rescoring import NEW_ANSWERS, NEW_QUESTION, carry, newer_than
from appraisal.sharing import share_with
from people.models import User
from reports import numbers
from reports.comparison.comparing import compare
from reports.comparison.rescoring import preview
from reports.comparison.scores import NOT_IN_THIS_VERSION
from tests.method.newer import ADDED, VERSION, two_versions
from tests.reports.conftest import begin, save
from tests.reports.outcomes import METHOD, SCORED
from tests.reports.reading import page_text, squeezed

MOST_QUERIES = 15
ANSWERS: dict[str, Any] = {
    **{each.key: {"value": each.levels[len(each.levels) // 2].key} for each in SCORED},
    "provider_trust": {"value": 5, "confidence": "judgement", "note": "The forum said so."},
    "provider_collaboration": {"value": 3},
    "kind_of_place": {"value": "sparse"},
    "provider_count": {"value": 3, "number": "4"},
    "regional_partners": {"value": 5},
    "self_funders": {"value": "n/a"},
    "life_now": {"value": "People wait."},
    "entitlement": {"value": None},
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return two_versions(tmp_path_factory.mktemp("versions"))


@pytest.fixture
def newer(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let there be a newer version of the method.

    Modules that keep the current one for themselves are imported before.
    """
    get_resolver().url_patterns  # noqa: B018
    monkeypatch.setattr(content, "VERSIONS", folder)
    monkeypatch.setattr(content, "CURRENT_VERSION", VERSION)
    yield


@pytest.fixture
def older(db: None) -> Appraisal:
    """Amina's appraisal, made and concluded before there was a newer version."""
    appraisal = begin()
    save(appraisal, ANSWERS)
    appraisal.agreed.revisions.create(
        step=GOAL_POINTS,
        number=1,
        answers={"prevention": {"value": 100}},
        method_version=METHOD.version,
        token=uuid4(),
    )
    conclude(appraisal, by=None)
    return appraisal


def path_of(appraisal: Appraisal) -> str:
    return f"/reports/{appraisal.reference}/newer-method/"


def take_up(client: Client, appraisal: Appraisal, **said: str) -> Appraisal:
    sent = {"title": "Home care, newer", "token": str(uuid4()), **said}
    response = client.post(path_of(appraisal), sent)
    assert response.status_code == 302, response.content.decode()
    return Appraisal.objects.get(reference=response.headers["Location"].split("/")[2])


# What comes along


def test_answers_come_along_that_are_still_answers(older, newer):
    carried = carry(older, VERSION).landscape

    assert carried["answers"]["provider_trust"] == ANSWERS["provider_trust"]
    assert carried["answers"]["self_funders"] == {"value": "n/a"}
    assert carried["answers"]["life_now"] == {"value": "People wait."}
    assert carried["answers"]["entitlement"] == {"value": None}
    assert carried["goals"] == {"prevention": 100}


def test_a_figure_goes_into_the_band_that_it_falls_in_now(older, newer):
    assert carry(older, VERSION).landscape["answers"]["provider_count"] == {
        "value": 2,
        "number": "4",
    }


def test_what_has_no_answer_any_more_is_asked_anew_and_says_why(older, newer):
    carried = carry(older, VERSION)

    assert {each.question: each.because for each in carried.anew} == {
        METHOD.question_by_key["kind_of_place"].text: NEW_ANSWERS,
        method(VERSION).question_by_key[ADDED].text: NEW_QUESTION,
    }
    assert "kind_of_place" not in carried.landscape["answers"]


def test_what_is_no_longer_asked_is_named(older, newer):
    carried = carry(older, VERSION)

    assert carried.no_longer == (METHOD.question_by_key["regional_partners"].text,)
    assert "regional_partners" not in carried.landscape["answers"]


def test_what_is_worded_otherwise_is_named_to_be_read_again(older, newer):
    save(older, {"provider_trust": {"value": 3}})

    texts = carry(older, VERSION).reworded

    assert METHOD.question_by_key["provider_trust"].text in texts
    assert METHOD.question_by_key["provider_collaboration"].text not in texts


def test_the_change_log_tells_what_is_new_since(older, newer):
    assert [each.version for each in carry(older, VERSION).changes] == [VERSION]


def test_points_stay_away_when_no_goal_that_is_left_has_any(older, newer, monkeypatch):
    chosen = method(VERSION)
    left = {key: goal for key, goal in chosen.goal_by_key.items() if key != "prevention"}
    monkeypatch.setitem(vars(chosen), "goal_by_key", left)

    assert carry(older, VERSION).landscape["goals"] == {}


def test_an_appraisal_without_any_answers_carries_none(db, newer):
    assert carry(begin(), VERSION).landscape == {"answers": {}, "goals": {}}


@pytest.mark.parametrize(
    ("version", "expected"),
    [("2026.1", VERSION), ("2026.10", VERSION), (VERSION, None), ("2027.2", None)],
)
def test_newer_is_told_by_number_and_not_by_letter(newer, version, expected):
    assert newer_than(version) == expected


# The preview


def test_the_preview_shows_both_and_what_moved_the_scores(amina: Client, older, newer):
    page = page_text(amina.get(path_of(older)).content.decode())

    for words in (
        "What version 2027.1 of the method would find",
        "Asks about data, and no longer about regional partners.",
        "Relational scores lower where providers trust the council.",
        "How freely do providers and the council share data? (it was not asked before)",
        METHOD.question_by_key["regional_partners"].text,
        "In all, the difference of the scores",
    ):
        assert squeezed(words) in page


def test_the_sums_come_out_across_versions(older, newer):
    comparison = preview(older, carry(older, VERSION))

    for each in (*comparison.core, *comparison.further):
        shown = sum(numbers.written(mover.points) for mover in each.movers)
        assert shown + numbers.written(each.rest) == numbers.written(each.exactly)
    relational = next(each for each in comparison.core if each.name == "Relational")
    trust = METHOD.question_by_key["provider_trust"].text
    assert any(mover.what == trust and mover.points[0] == "−" for mover in relational.movers)


def test_looking_changes_nothing(amina: Client, older, newer):
    before = exported(Appraisal.objects.get(pk=older.pk))

    amina.get(path_of(older))

    assert exported(Appraisal.objects.get(pk=older.pk)) == before
    assert Appraisal.objects.count() == 1


def test_it_is_offered_only_when_there_is_a_newer_version(amina: Client, older, newer, monkeypatch):
    tasks = f"/appraisals/{older.reference}/"
    assert path_of(older) in amina.get(tasks).content.decode()
    assert amina.get(path_of(older)).status_code == 200

    monkeypatch.setattr(content, "CURRENT_VERSION", CURRENT_VERSION)
    assert path_of(older) not in amina.get(tasks).content.decode()
    assert amina.get(path_of(older)).status_code == 404


def test_few_queries(amina: Client, older, newer, django_assert_max_num_queries):
    with django_assert_max_num_queries(MOST_QUERIES):
        amina.get(path_of(older))


# Doing it


def test_another_appraisal_is_made_under_the_newer_version(amina: Client, older, newer):
    new = take_up(amina, older)

    assert (new.method_version, new.started_from, new.title) == (VERSION, older, "Home care, newer")
    assert new.agreed.answers_file() == carry(older, VERSION).landscape
    assert {each.method_version for each in new.agreed.revisions.all()} == {VERSION}
    assert conclude(new, by=None).method_version == VERSION
    assert new.events.get(what=COPIED).details["from"] == older.reference
    assert amina.get(f"/reports/{new.reference}/").status_code == 200
    assert (
        "copied. Still true?"
        in amina.get(f"/appraisals/{new.reference}/check-answers/").content.decode()
    )


def test_the_older_one_stays_as_it_was_found(amina: Client, older, newer):
    before = exported(Appraisal.objects.get(pk=older.pk))

    take_up(amina, older)

    assert exported(Appraisal.objects.get(pk=older.pk)) == before
    assert Outcome.objects.get(appraisal=older).method_version == CURRENT_VERSION
    assert amina.get(f"/reports/{older.reference}/").status_code == 200


def test_the_two_results_can_be_compared_and_say_what_only_one_was_asked(
    amina: Client, older, newer
):
    new = take_up(amina, older)
    told = compare(older.outcomes.get(), conclude(new, by=None))

    assert told.versions.startswith("The first was found by version 2026.1 of the method")
    assert told.anew == (method(VERSION).question_by_key[ADDED].text,)
    assert told.no_longer == (METHOD.question_by_key["regional_partners"].text,)
    regional = METHOD.question_by_key["regional_partners"].text
    gone = [m for each in (*told.core, *told.further) for m in each.movers if m.what == regional]
    assert all(each.after == NOT_IN_THIS_VERSION for each in gone)
    page = page_text(amina.get(f"/reports/{new.reference}/compare/").content.decode())
    assert squeezed("Asked only by version 2027.1 of the method") in page
    assert squeezed("Asked only by version 2026.1 of the method") in page


def test_pressing_the_button_twice_makes_one(amina: Client, older, newer):
    token = str(uuid4())

    assert take_up(amina, older, token=token) == take_up(amina, older, token=token)

    assert Appraisal.objects.count() == 2


def test_it_needs_a_title(amina: Client, older, newer):
    response = amina.post(path_of(older), {"title": " "})

    assert "Give the new appraisal a title" in response.content.decode()
    assert Appraisal.objects.count() == 1


# Access


def test_strangers_viewers_and_copies_to_try_out_have_no_such_page(
    amina: Client, ben: Client, older, newer
):
    assert ben.get(path_of(older)).status_code == 404
    viewer, owner = (User.objects.create_user(f"{name}@example.org") for name in ("vi", "amina"))
    trial = copy_to_try(load(), older.browser)
    assert amina.get(path_of(trial)).status_code == 404
    older.claim(owner)
    share_with(older, viewer.email, Access.Level.VIEWER, owner)
    ben.force_login(viewer)
    assert ben.get(path_of(older)).status_code == 404
    assert ben.post(path_of(older), {"title": "Mine"}).status_code == 404
