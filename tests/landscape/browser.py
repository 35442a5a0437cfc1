"""A browser without JavaScript: it opens pages of the wizard and sends them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.test import Client

from appraisal.models import Appraisal, StepRevision

FULL_PAGE = "who-could-deliver"


@dataclass
class Opened:
    """A page as it was opened: whatever is sent from it carries its revision and its token."""

    address: str
    response: Any

    @property
    def text(self) -> str:
        return text_of(self.response)

    @property
    def hidden(self) -> dict[str, str]:
        return {name: self.field(name) for name in ("revision", "token")}

    def field(self, name: str) -> str:
        found = re.search(rf'name="{name}" value="([^"]*)"', self.response.content.decode())
        assert found, f"There is no hidden field {name}."
        return found[1]


class Browser:
    """One person's browser, with cookies of its own."""

    def __init__(self, **said: Any) -> None:
        self.client = Client(**said)

    def start(self, title: str = "Home care", route: str = "full", **said: str) -> Appraisal:
        response: Any = self.client.post("/start/", {"title": title, "route": route, **said})
        assert response.status_code == 302, response.content.decode()
        return Appraisal.objects.get(reference=response.url.split("/")[2])

    def get(self, appraisal: Appraisal, rest: str = "") -> Any:
        return self.client.get(address(appraisal, rest))

    def open(self, appraisal: Appraisal, step: str = FULL_PAGE) -> Opened:
        response = self.get(appraisal, f"{step}/")
        assert response.status_code == 200
        return Opened(address(appraisal, f"{step}/"), response)

    def send(self, page: Opened, fields: dict[str, str], action: str = "continue") -> Any:
        return self.client.post(page.address, {**page.hidden, "action": action, **fields})

    def save(
        self,
        appraisal: Appraisal,
        fields: dict[str, str],
        step: str = FULL_PAGE,
        action: str = "continue",
    ) -> Any:
        return self.send(self.open(appraisal, step), fields, action)


def address(appraisal: Appraisal, rest: str = "") -> str:
    return f"/appraisals/{appraisal.reference}/{rest}"


def text_of(response: Any) -> str:
    return unescape(str(response.content, "utf-8"))


def stored(appraisal: Appraisal, step: str = FULL_PAGE) -> dict[str, Any]:
    """Return the answers that are stored for a page."""
    revision = appraisal.agreed.current_revisions().get(step)
    return dict(revision.answers) if revision else {}


def draft(appraisal: Appraisal, step: str = FULL_PAGE) -> dict[str, str]:
    return dict(appraisal.agreed.current_revisions()[step].draft)


def revisions(appraisal: Appraisal) -> int:
    return StepRevision.objects.filter(perspective__appraisal=appraisal).count()
