"""An owner deletes an appraisal while somebody else is in the middle of asking for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection

from appraisal.conclusion import conclude
from appraisal.models import Appraisal
from tests.landscape.browser import Browser, text_of

NOTE = "Typed for a quarter of an hour."
PDF = {"format": "pdf", "length": "full"}


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


def save(amina: Browser) -> tuple[Appraisal, Callable[[], Any]]:
    begun = amina.start()
    page = amina.open(begun)
    return begun, lambda: amina.send(page, {"provider_count-note": NOTE})


def ask_for_a_document(amina: Browser) -> tuple[Appraisal, Callable[[], Any]]:
    begun = amina.start()
    conclude(begun, by=None)
    return begun, lambda: amina.client.post(f"/reports/{begun.reference}/documents/", PDF)


@pytest.mark.parametrize("about_to", [save, ask_for_a_document])
def test_at_whatever_moment_it_is_not_found_and_what_was_typed_is_given_back(
    transactional_db: None, about_to: Callable[[Browser], tuple[Appraisal, Callable[[], Any]]]
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
        if about_to is save and response.status_code == 404:
            assert NOTE in text_of(response)

    assert number > 3
    assert 404 in seen


def test_another_error_stays_one(transactional_db: None, monkeypatch: pytest.MonkeyPatch):
    def fails(*_: object) -> None:
        raise ZeroDivisionError

    amina = Browser()
    begun = amina.start()
    monkeypatch.setattr("landscape.work.Work.save", fails)

    with pytest.raises(ZeroDivisionError):
        amina.save(begun, {"provider_count": "2"})
