"""An appraisal is taken away as a file and brought in elsewhere, as a new one."""

from __future__ import annotations

import json
from copy import deepcopy
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from appraisal.conclusion import conclude
from appraisal.copying import BROUGHT_IN
from appraisal.export import exported
from appraisal.method.content import method
from appraisal.models import Appraisal
from appraisal.scoring.answers import AnswersError
from landscape.bringing_in.reading import read
from landscape.bringing_in.storing import bring_in
from landscape.bringing_in.uploads import MOST_BYTES
from landscape.bringing_in.views import LIMITS, MOST_SHOWN
from people.councils import load as load_councils
from people.models import User
from tests.landscape.browser import FULL_PAGE, Browser, address, text_of
from tests.landscape.everything import AMINA, MARCH, everything, file_of
from tests.landscape.invited import contribute, invite, link_in, sign_in

METHOD = method("2026.1")
BEN = "ben@example.org"


@pytest.fixture
def kept(amina: Browser) -> Appraisal:
    return everything(amina)


def small(**said: Any) -> dict[str, Any]:
    """Return a file with just enough in it."""
    return {
        "format": "commissioning-appraisal 1",
        "reference": "K7M2",
        "method_version": "2026.1",
        "appraised": {"title": "Home care", "route": "short"},
        "agreed": {"answers": {"provider_count": {"value": 3}}, "goals": {}},
        **said,
    }


def answering(key: str, said: Any) -> dict[str, Any]:
    return small(agreed={"answers": {key: said}})


def send(browser: Browser, document: Any, **said: Any) -> Any:
    content = document if isinstance(document, bytes) else json.dumps(document).encode()
    file = SimpleUploadedFile("appraisal-K7M2.json", content, "application/json")
    return browser.client.post("/bring-in/", {"file": file, **said})


def brought(browser: Browser, document: Any, **said: Any) -> Appraisal:
    response = send(browser, document, **said)
    assert response.status_code == 302, text_of(response)
    return Appraisal.objects.get(reference=response.headers["Location"].split("/")[2])


def problems(document: Any) -> tuple[str, ...]:
    content = document if isinstance(document, bytes) else json.dumps(document).encode()
    with pytest.raises(AnswersError) as told:
        read(content, None)
    return told.value.problems


def told_after(browser: Browser, appraisal: Appraisal) -> str:
    return text_of(browser.get(appraisal, "brought-in/"))


# There and back


def test_everything_agreed_comes_along(kept):
    ben = Browser()
    sign_in(ben, BEN)
    conclude(kept, by=None)

    copy = brought(ben, file_of(kept))

    before, after = file_of(kept), file_of(copy)
    assert after["agreed"] == before["agreed"]
    assert after["appraised"] == before["appraised"]
    assert after["method_version"] == before["method_version"]
    assert copy.outcomes.get().result == kept.outcomes.get().result
    assert copy.outcomes.get().landscape == kept.outcomes.get().landscape


def test_a_file_of_what_was_brought_in_brings_in_the_same(kept):
    once = brought(Browser(), file_of(kept))
    twice = brought(Browser(), file_of(once))

    assert file_of(twice)["agreed"] == file_of(kept)["agreed"]


def test_exempt_marks_come_along(kept):
    ben = Browser()

    copy = brought(ben, file_of(kept))

    exempt = [key for key, each in file_of(copy)["agreed"]["answers"].items() if "exempt" in each]
    assert len(exempt) > 20
    assert f"{len(exempt)} of them marked exempt" in told_after(ben, copy)


def test_it_is_a_new_appraisal_of_whoever_brought_it_in(kept):
    ben = Browser()
    sign_in(ben, BEN)

    copy = brought(ben, file_of(kept))

    assert copy.reference != kept.reference
    assert list(copy.access.values_list("email", "level")) == [(BEN, "owner")]
    assert copy.agreed.revisions.exclude(saved_by__email=BEN).count() == 0
    assert AMINA not in json.dumps(file_of(copy)) and "ed@" not in json.dumps(file_of(copy))
    assert [each.what for each in copy.events.order_by("pk")] == ["started", BROUGHT_IN]
    assert "Brought in from a file" in text_of(ben.get(copy, "trail/"))


def test_without_an_account_it_belongs_to_the_browser(db):
    ben, stranger = Browser(), Browser()

    copy = brought(ben, small())

    assert not copy.access.exists()
    assert ben.get(copy).status_code == 200 and stranger.get(copy).status_code == 404


def test_each_page_says_when_its_answers_were_given(kept):
    ben = Browser()

    copy = brought(ben, file_of(kept))

    assert {each.given_at for each in copy.agreed.revisions.all()} == {MARCH}
    assert "From 3 March 2026, copied" in text_of(ben.get(copy, "check-answers/"))


def test_pressing_the_button_twice_brings_in_one(db):
    ben, token = Browser(), str(uuid4())

    assert brought(ben, small(), token=token) == brought(ben, small(), token=token)
    assert Appraisal.objects.count() == 1


# What stays behind


def test_what_contributors_said_stays_in_the_file_and_the_pages_say_so(amina, kept):
    link = link_in(text_of(invite(amina, kept)))
    contribute(link, {"provider_count": "1", "provider_count-note": "Canary"})
    conclude(kept, by=None)
    ben = Browser()
    assert "What contributors said" in text_of(ben.client.get("/bring-in/"))

    copy = brought(ben, file_of(kept))

    assert copy.perspectives.count() == 1 and not copy.invitations.exists()
    assert "Canary" not in json.dumps(file_of(copy))
    page = told_after(ben, copy)
    assert "what 1 contributor said" in page
    assert "Its scores are the same as in the file" in page


def test_what_was_typed_and_not_accepted_stays_in_the_file(amina, home_care):
    amina.save(home_care, {"provider_count": "2", "market_concentration-number": "lots"})
    ben = Browser()

    copy = brought(ben, file_of(home_care))

    assert set(file_of(copy)["agreed"]["answers"]) == {"provider_count"}
    assert all(not each.draft for each in copy.agreed.revisions.all())
    assert "had not been accepted, on 1 page" in told_after(ben, copy)


def test_a_council_that_is_not_known_here_is_named_and_left_open(db):
    ben = Browser()
    told = {"title": "Home care", "route": "short", "council": "County of <b>Nowhere</b>"}

    copy = brought(ben, small(appraised=told))

    assert copy.organisation is None
    assert "the council, “County of <b>Nowhere</b>”" in told_after(ben, copy)


def test_councils_are_known_by_their_official_name(db):
    load_councils()

    copy = brought(
        Browser(),
        small(appraised={"title": "A", "route": "full", "council": "Kent County Council"}),
    )

    assert str(copy.organisation) == "Kent"


# Results are found anew


@pytest.mark.parametrize("claimed", [61.2, 10**400, None, "much", float("nan")])
def test_a_result_that_was_changed_in_the_file_is_told(kept, claimed):
    conclude(kept, by=None)
    document = file_of(kept)
    first = document["outcomes"][0]["result"]["approaches"][0]
    changed, first["score"] = first["key"], claimed
    ben = Browser()

    copy = brought(ben, document)

    assert copy.outcomes.get().result == kept.outcomes.get().result
    page = told_after(ben, copy)
    assert "it is not what the file says" in page
    assert f"the scores differ for {METHOD.approach_by_key[changed].name}" in page


def test_a_result_of_earlier_answers_is_not_compared(amina, home_care):
    amina.save(home_care, {"provider_count": "2"})
    conclude(home_care, by=None)
    amina.save(home_care, {"provider_count": "3"})
    ben = Browser()

    copy = brought(ben, file_of(home_care))

    assert "It is not compared" in told_after(ben, copy)


def test_without_a_result_in_the_file_none_is_found(db):
    assert not brought(Browser(), small()).outcomes.exists()


@pytest.mark.parametrize("outcome", [{}, {"result": 1, "landscape": 2, "method": 3}])
def test_a_result_that_is_none_is_not_compared(db, outcome):
    copy = brought(Browser(), small(outcomes=[outcome]))

    assert copy.outcomes.count() == 1
    assert copy.events.get(what=BROUGHT_IN).details["compared"] == "other answers"


def test_that_a_result_had_been_seen_is_remembered(amina, home_care):
    amina.save(home_care, {"provider_count": "2"})
    conclude(home_care, by=None)
    once = brought(Browser(), file_of(home_care))
    document = file_of(once)
    document["outcomes"] = []

    twice = brought(Browser(), document)

    details = twice.events.get(what=BROUGHT_IN).details
    assert (details["from"], details["results"]) == (home_care.reference, 1)
    assert details["through"] == once.reference


# What is wrong with a file

WRONG = {
    "not JSON": (b"<html>", "It is not JSON"),
    "not UTF-8": ('{"format": "£"}'.encode("latin-1"), "It is not JSON"),
    "too deep": (b"[" * 100 + b"]" * 100, "nested more than 50 deep"),
    "far too deep": (b"[" * 200_000, "nested more than 50 deep"),
    "half a character": (b'{"a": "\\ud800"}', "half of a character"),
    "another file": ({"answers": {}}, "It is not the file of an appraisal"),
    "a list": ([], "It is not the file of an appraisal"),
    "a newer format": (small(format="commissioning-appraisal 2"), "this copy reads"),
    "another method": (
        small(method_version="2031.4"),
        'version "2031.4" of the method is not known here',
    ),
    "no reference": (small(reference="<script>"), "is no reference"),
    "no title": (small(appraised={"route": "full"}), "title: Give the appraisal a title."),
    "no route": (small(appraised={"title": "A"}), "route: Choose the short route"),
    "no day": (
        small(appraised={"title": "A", "route": "full", "decision_date": "soon"}),
        'decision_date: "soon" is not a day',
    ),
    "a name that is not known": (small(agreed={"weights": {}}), '"weights" is not known'),
    "no question": (answering("trust", 3), '"trust" is not a question of version 2026.1'),
    "no goal": (small(agreed={"goals": {"x": 1}}), '"x" is not a goal of version 2026.1'),
    "no answer": (answering("provider_count", 9), "provider_count: 9 is not an answer"),
    "a note that is none": (answering("provider_count", {"note": 5}), "note: 5 is not a text"),
    "a note too long": (
        answering("provider_count", {"note": "x" * 5_001}),
        "must be 5,000 characters or fewer. Take out 1.",
    ),
    "no web address": (
        answering("provider_count", {"source": {"address": "javascript:alert(1)"}}),
        "must be a web address",
    ),
    "a figure too long": (
        answering("provider_count", {"number": "0.12345678"}),
        "must be a number from 0 to",
    ),
    "own words with a note": (
        answering("life_now", {"value": "We wait", "note": "Asked"}),
        "an answer in own words has no note",
    ),
    "no time": (
        small(history=[{"page": FULL_PAGE, "saved_at": "yesterday"}]),
        '"yesterday" is not a time',
    ),
    "a time without a zone": (
        small(history=[{"page": FULL_PAGE, "saved_at": "2026-03-03T09:30:00"}]),
        "is not a time with its zone",
    ),
    "a time before all time": (
        small(history=[{"page": FULL_PAGE, "saved_at": "0001-01-01T00:00:00+14:00"}]),
        "is not a time with its zone",
    ),
    "outcomes that are none": (small(outcomes=7), "outcomes: it is not a list"),
    "given twice": (b'{"format": 1, "format": 2}', "“format” is given more than once"),
}


@pytest.mark.parametrize(("document", "said"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_told_with_what_to_do(db, document, said):
    assert any(said in each for each in problems(document))


def test_everything_wrong_is_told_at_once_and_nothing_is_stored(db):
    document = answering("provider_count", {"value": 9, "note": "x"})
    document["appraised"] = {"title": "", "route": "long"}
    document["agreed"]["goals"] = {"nonsense": 3, "prevention": 101}
    ben = Browser()

    response = send(ben, document)

    page = text_of(response)
    assert response.status_code == 200
    for words in ("title: Give", "route: Choose", "9 is not", '"nonsense"', "prevention: 101"):
        assert words in page, words
    assert "Nothing is stored" in page and "choose it again" in page
    assert not Appraisal.objects.exists()


def test_of_very_many_problems_the_first_are_shown(db):
    many = {f"nonsense{number}": 1 for number in range(500)}

    page = text_of(send(Browser(), small(agreed={"answers": many})))

    assert "And 480 more of this kind" in page
    assert page.count("is not a question") == 2 * MOST_SHOWN  # in the summary and at the field


def test_all_texts_together_have_room_for_as_much_as_can_be_typed(db):
    keys = [each.key for each in METHOD.questions if each.kind != "text"][:31]
    much = {key: {"note": "x" * 5_000} for key in keys}

    assert any("150,000 characters" in each for each in problems(small(agreed={"answers": much})))


def test_a_file_too_large_is_refused(db):
    response = send(Browser(), b" " * (MOST_BYTES + 1))

    assert "must be 2 MB or smaller" in text_of(response)


@pytest.mark.parametrize("sent", [{}, {"file": "a text"}, {"file": b""}])
def test_without_a_file_it_is_asked_for(db, sent):
    if sent.get("file") == b"":
        sent = {"file": SimpleUploadedFile("empty.json", b"")}

    response = Browser().client.post("/bring-in/", sent)

    assert "Choose the file of an appraisal" in text_of(response)


def test_two_files_at_once_are_refused(db):
    files = [SimpleUploadedFile(f"{each}.json", b"{}") for each in "ab"]

    assert Browser().client.post("/bring-in/", {"file": files}).status_code == 400


def test_a_file_sent_to_another_page_goes_nowhere(db, tmp_path, settings):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)

    file = SimpleUploadedFile("a.json", b"x" * (MOST_BYTES + 1))
    Browser().client.post("/start/", {"title": "A", "route": "short", "file": file})

    assert list(tmp_path.iterdir()) == []
    assert Appraisal.objects.get().title == "A"


def test_too_many_at_once_are_slowed_down(db, monkeypatch):
    monkeypatch.setitem(LIMITS, "bring_in", "1/10m/ip")
    ben = Browser()

    assert send(ben, small()).status_code == 302
    assert send(ben, small()).status_code == 429
    assert Appraisal.objects.count() == 1


# Hostile files

ANYTHING = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.text(max_size=12),
        st.sampled_from(["2026.1", "full", "K7M2", "provider_count", "2026-03-03T09:30:00+00:00"]),
    ),
    lambda part: (
        st.lists(part, max_size=3) | st.dictionaries(st.text(max_size=6), part, max_size=3)
    ),
    max_leaves=8,
)
KEYS = st.sampled_from([*list(METHOD.question_by_key)[:6], "life_now", "nonsense", "\x00"])
ANSWER = st.one_of(
    ANYTHING,
    st.dictionaries(
        st.sampled_from(["value", "number", "confidence", "note", "source", "exempt"]), ANYTHING
    ),
)
HOSTILE = st.fixed_dictionaries(
    {"format": st.just("commissioning-appraisal 1")},
    optional={
        "reference": st.just("K7M2") | ANYTHING,
        "method_version": st.just("2026.1") | ANYTHING,
        "appraised": st.just({"title": "A", "route": "full"}) | ANYTHING,
        "agreed": st.fixed_dictionaries(
            {}, optional={"answers": st.dictionaries(KEYS, ANSWER, max_size=3), "goals": ANYTHING}
        )
        | ANYTHING,
        **{
            key: st.lists(
                st.dictionaries(
                    st.sampled_from(["page", "saved_at", "given_at", "what", "details", "result"]),
                    ANYTHING,
                    max_size=4,
                ),
                max_size=2,
            )
            | ANYTHING
            for key in ("history", "events", "outcomes", "contributions")
        },
    },
)


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(HOSTILE)
def test_a_hostile_file_is_refused_whole_or_brought_in_whole(db, document):
    content = json.dumps(document).encode()

    with transaction.atomic():
        try:
            appraisal = bring_in(read(content, None), None)
        except AnswersError as error:
            assert all(error.problems)
            assert not Appraisal.objects.exists()
        else:
            assert exported(appraisal)["appraised"]["title"] == "A"
            assert Browser().get(appraisal).status_code == 404  # it is nobody's but its owner's
        transaction.set_rollback(True)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.binary(max_size=40) | HOSTILE.map(lambda document: json.dumps(document).encode()))
def test_a_hostile_file_never_breaks_the_page(db, content):
    with transaction.atomic():
        assert send(Browser(), content or b" ").status_code in (200, 302, 429)
        transaction.set_rollback(True)


# By an operator


def command(*words: str) -> str:
    out = StringIO()
    call_command("import_appraisal", *words, stdout=out)
    return out.getvalue()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "appraisal.json"
    file.write_text(json.dumps(small()), "utf-8")
    return file


def test_an_operator_brings_one_in_for_its_owner(db, path):
    User.objects.create_user(BEN)

    said = command(str(path), "--owner", "Ben@Example.org")

    appraisal = Appraisal.objects.get()
    assert said == f"“Home care” is brought in as {appraisal.reference}.\n"
    assert list(appraisal.access.values_list("email", "level")) == [(BEN, "owner")]


def test_an_operator_is_told_of_an_owner_without_an_account(db, path):
    with pytest.raises(CommandError, match="no account with the address"):
        command(str(path), "--owner", BEN)


def test_an_operator_is_told_everything_wrong(db, path):
    User.objects.create_user(BEN)
    document = deepcopy(small())
    document["agreed"]["answers"] = {"nonsense": 1, "provider_count": 9}
    path.write_text(json.dumps(document), "utf-8")

    with pytest.raises(CommandError) as told:
        command(str(path), "--owner", BEN)

    assert "nonsense" in str(told.value) and "9 is not an answer" in str(told.value)
    assert "Nothing is stored" in str(told.value)
    assert not Appraisal.objects.exists()


def test_an_operator_is_told_of_a_missing_file(db, tmp_path):
    User.objects.create_user(BEN)

    with pytest.raises(CommandError, match="cannot be read: No such file"):
        command(str(tmp_path / "nowhere.json"), "--owner", BEN)


# Pages


def test_the_ways_there_are_on_the_start_page(db):
    assert 'href="/bring-in/"' in text_of(Browser().client.get("/"))


def test_only_what_was_brought_in_says_so(amina, home_care):
    assert amina.client.get(address(home_care, "brought-in/")).status_code == 404
