"""Whoever sends too much in a short time is asked to wait, and loses nothing."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db.models import F

from appraisal import demonstration
from appraisal.models import Appraisal, StepRevision
from landscape.limits import LIMITS, MOST_SAVES
from tests.landscape.browser import Browser, stored, text_of


def test_appraisals_are_not_begun_without_end(amina: Browser, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(LIMITS, "start", "2/10m/ip")
    for title in ("One", "Two"):
        amina.start(title)

    said = {"title": "Three <b>", "scope": "For all of the county", "route": "short"}
    refused = amina.client.post("/start/", said)

    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "600"
    page = text_of(refused)
    assert 'name="title" value="Three <b>"' in page
    assert "For all of the county" in page
    assert "Send it again" in page
    assert Appraisal.objects.count() == 2


def test_a_form_with_mistakes_does_not_count(amina: Browser, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(LIMITS, "start", "1/10m/ip")
    for _ in range(3):
        assert amina.client.post("/start/", {"title": ""}).status_code == 200

    amina.start()


def test_the_example_is_not_copied_without_end(amina: Browser, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(LIMITS, "try_example", "1/10m/ip")
    demonstration.load()

    assert amina.client.post("/example/try/").status_code == 302
    refused = amina.client.post("/example/try/")

    assert refused.status_code == 429
    assert "Wait ten minutes" in text_of(refused)
    assert "Send it again" not in text_of(refused)


def test_the_limits_leave_room_for_a_workshop_behind_one_address():
    assert all(int(each.split("/")[0]) >= 100 for each in LIMITS["start"].split(","))
    assert all(int(each.split("/")[0]) >= 200 for each in LIMITS["try_example"].split(","))


def test_a_page_is_not_saved_faster_than_by_hand(amina: Browser, home_care: Appraisal):
    answers = [str(1 + number % 5) for number in range(MOST_SAVES)]
    for answer in answers:
        assert amina.save(home_care, {"provider_count": answer}).status_code == 302

    refused = amina.save(home_care, {"provider_count": "4"})

    assert refused.status_code == 429
    assert 'name="provider_count" value="4"' in text_of(refused)
    assert stored(home_care) == {"provider_count": {"value": int(answers[-1])}}

    a_minute_later()
    sent_again = hidden_in(text_of(refused))
    again = amina.client.post(f"/appraisals/{home_care.reference}/who-could-deliver/", sent_again)
    assert again.status_code == 302
    assert stored(home_care) == {"provider_count": {"value": 4}}


def a_minute_later() -> None:
    StepRevision.objects.update(saved_at=F("saved_at") - timedelta(minutes=1))


def hidden_in(page: str) -> dict[str, Any]:
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))
