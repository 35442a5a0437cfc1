"""An owner deletes an appraisal while somebody else is in the middle of asking for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection

from appraisal.conclusion import conclude
from appraisal.models import Appraisal
from tests.landscape.browser import FULL_PAGE, Browser, Opened, text_of
from tests.landscape.invited import SECTIONS, invite, link_in, sent_on, sign_in

NOTE = "Typed for a quarter of an hour."
PDF = {"format": "pdf", "length": "full", "holds": "whole"}

# What is going to be deleted, and how to go on with it.
Interrupted = tuple[Appraisal, Callable[[], Any]]
AboutTo = Callable[[Browser], Interrupted]


@contextmanager
def deleted_before(number: int, appraisal: Appraisal) -> Iterator[None]:
    """Delete an appraisal before so many statements have been asked, as another process would:
    never within a transaction, which would take it back."""
    asked = 0

    def delete_first(execute: Any, sql: str, *rest: Any) -> Any:
        nonlocal asked
        if not connection.in_atomic_block:
            asked += 1
            if asked == number:
                Appraisal.objects.filter(pk=appraisal.pk).delete()
        return execute(sql, *rest)

    with connection.execute_wrapper(delete_first):
        yield


def save(amina: Browser) -> Interrupted:
    begun = amina.start()
    page = amina.open(begun)
    return begun, lambda: amina.send(page, {"provider_count-note": NOTE})


def contribute(amina: Browser) -> Interrupted:
    begun, contributor, page = invited(amina)
    return begun, lambda: contributor.send(page, {"provider_count-note": NOTE})


def invited(amina: Browser) -> tuple[Appraisal, Browser, Opened]:
    """Return an appraisal, and a contributor with a page of it open."""
    sign_in(amina, "amina@example.org")
    begun = amina.start()
    link = link_in(text_of(invite(amina, begun, sections=SECTIONS)))
    contributor = Browser()
    page = f"{sent_on(contributor, link)}{FULL_PAGE}/"
    return begun, contributor, Opened(page, contributor.client.get(page))


def ask_for_a_document(amina: Browser) -> Interrupted:
    begun = amina.start()
    conclude(begun, by=None)
    return begun, lambda: amina.client.post(f"/reports/{begun.reference}/documents/", PDF)


EVERYWHERE = pytest.mark.parametrize("about_to", [save, contribute, ask_for_a_document])


@EVERYWHERE
def test_at_whatever_moment_it_is_not_found_and_what_was_typed_is_given_back(
    transactional_db: None, about_to: AboutTo, caplog: pytest.LogCaptureFixture
):
    amina = Browser()
    seen = set()
    for number in range(1, 100):
        appraisal, go_on = about_to(amina)
        with deleted_before(number, appraisal):
            response = go_on()
        if Appraisal.objects.filter(pk=appraisal.pk).exists():
            break
        seen.add(response.status_code)
        if about_to is not ask_for_a_document and response.status_code == 404:
            assert NOTE in text_of(response)

    assert number > 3
    assert 404 in seen
    # What came of it can be told from an error of ours, and calls nobody.
    assert set(errors_in(caplog)) == {"WARNING"}


def test_only_what_was_deleted_meanwhile_leaves_an_error_in_the_log(
    db: None, caplog: pytest.LogCaptureFixture
):
    assert Browser().client.get("/appraisals/NQSVCH22/").status_code == 404

    assert not errors_in(caplog)


def errors_in(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [each.levelname for each in caplog.records if each.exc_info]


def fails(*_: object, **__: object) -> None:
    raise ZeroDivisionError


@EVERYWHERE
def test_another_error_stays_one(
    transactional_db: None, about_to: AboutTo, monkeypatch: pytest.MonkeyPatch
):
    _, go_on = about_to(Browser())
    monkeypatch.setattr("landscape.work.Work.save", fails)
    monkeypatch.setattr("reports.issuing.views.ask_within_limit", fails)

    with pytest.raises(ZeroDivisionError):
        go_on()
