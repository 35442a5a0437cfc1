"""A prepared query finds what the same query finds that is not, and whose request it is by them."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from appraisal.models import Appraisal, StepRevision
from landscape.work import Submission, Work
from people.models import User
from people.prepared import Prepared, Slot
from people.sessions import SessionStore
from tests.access.scene import with_app
from tests.landscape.browser import FULL_PAGE

ANSWERS = {"question": {"value": 3, "note": "É um teste: “ok” & <b>"}}


def revisions() -> QuerySet[StepRevision]:
    found = StepRevision.objects.order_by("-number")
    return found.select_related("perspective__appraisal__organisation", "saved_by")


REVISION = Prepared(lambda: revisions().filter(perspective__appraisal__reference=Slot("reference")))


@pytest.fixture
def revision(db: None) -> StepRevision:
    appraisal = Appraisal(title="Home care", method_version="2026.1")
    appraisal.begin()
    for number in range(2):
        Work(appraisal.agreed).save(FULL_PAGE, Submission(number, uuid4(), ANSWERS, {}), None)
    return revisions().get(number=2)


def test_it_finds_what_django_finds(revision, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = REVISION.first(reference=revision.perspective.appraisal.reference)
        assert found
        appraisal = found.perspective.appraisal
        related = (appraisal.organisation, found.saved_by)

    assert related == (None, None)
    for ours, theirs in (
        (found, revision),
        (found.perspective, revision.perspective),
        (appraisal, revision.perspective.appraisal),
    ):
        assert fields(ours) == fields(theirs)


def fields(row):
    return {name: value for name, value in vars(row).items() if name != "_state"}


def test_what_it_finds_can_be_saved(revision):
    found = REVISION.first(reference=revision.perspective.appraisal.reference)
    assert found

    found.perspective.appraisal.title = "Home care, again"
    found.perspective.appraisal.save()

    assert Appraisal.objects.get().title == "Home care, again"


def test_each_time_it_asks_with_the_values_it_is_given(revision, django_assert_num_queries):
    reference = revision.perspective.appraisal.reference
    for asked, expected in ((reference, revision), ("another", None), (reference, revision)):
        assert REVISION.first(reference=asked) == expected


def test_a_value_is_never_taken_for_sql(revision):
    for text in ("' OR 1=1 --", "%s", "%(reference)s", '"', "\\' OR TRUE; --"):
        assert REVISION.first(reference=text) is None


def test_its_sql_is_written_once(revision, monkeypatch):
    REVISION.first(reference="another")
    monkeypatch.setattr(StepRevision.objects, "order_by", None)

    assert REVISION.first(reference=revision.perspective.appraisal.reference) == revision


# Whose request it is


@pytest.fixture
def amina(db: None) -> User:
    return User.objects.create_user("amina@example.org")


def test_a_session_that_has_ended_is_nobodys_and_its_key_is_not_used_again(amina):
    app, _ = with_app(amina)
    key = Session.objects.get().pk
    assert SessionStore(key).load()

    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    ended = SessionStore(key)
    assert ended.load() == {}
    assert ended.session_key is None
    assert app.get(reverse("people:account")).status_code == 302


@pytest.mark.parametrize("key", ["\0" + "a" * 31, "a" * 31 + "'", "é" * 32, "a", ""])
def test_a_key_that_is_none_of_ours_is_nobodys(db: None, key: str):
    assert SessionStore(key).load() == {}


def test_an_account_that_is_shut_out_is_signed_out_at_once(amina):
    app, _ = with_app(amina)
    assert "Sign out" in app.get("/").content.decode()

    User.objects.update(is_active=False)

    assert "Sign out" not in app.get("/").content.decode()
