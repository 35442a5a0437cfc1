"""Inviting people and answering as one of them, through the pages that they would use."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from django.core import mail
from django.utils import timezone

from appraisal.models import Appraisal
from people.models import User
from tests.landscape.browser import FULL_PAGE, Browser, address

SECTIONS = ["current_situation", "goals", "market", "stakeholders", "goal-points"]


def sign_in(browser: Browser, email: str) -> User:
    user, _ = User.objects.get_or_create(email=email)
    browser.client.force_login(user)
    return user


def invite(browser: Browser, appraisal: Appraisal, **said: Any) -> Any:
    day = timezone.localdate() + timedelta(days=7)
    fields = {
        "role": "provider",
        "by": "link",
        "sections": SECTIONS,
        "deadline_day": day.day,
        "deadline_month": day.month,
        "deadline_year": day.year,
    }
    return browser.client.post(address(appraisal, "invitations/new/"), fields | said)


def link_in(text: str) -> str:
    found = re.search(r"/invitations/[0-9a-f]{64}/", text)
    assert found, "There is no link."
    return found[0]


def contribute(link: str, fields: dict[str, str], hand_in: bool = True) -> Browser:
    """Return the browser of somebody who opened a link and answered one page."""
    contributor = Browser()
    mine = sent_on(contributor, link)
    contributor.client.post(f"{mine}{FULL_PAGE}/", {"revision": "0", **fields})
    if hand_in:
        contributor.client.post(f"{mine}hand-in/")
    return contributor


def sent_on(browser: Browser, address: str) -> str:
    """Return where a browser is sent on to by pressing the button of a page."""
    return browser.client.post(address).headers["Location"]


def letters() -> list[str]:
    return [str(letter.body) for letter in mail.outbox]
