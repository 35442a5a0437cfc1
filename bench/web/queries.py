"""How many queries each page takes. BEGIN and COMMIT are counted as well, as Django counts them.

Not counted is the look that Django takes at a connection that it kept from an earlier request.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench.web.costs import changed
from bench.web.people import Person
from bench.web.visiting import form_in
from reports.pages import PAGES

MOST = {"page": 6, "save": 9, "result": 15}


@dataclass(frozen=True)
class Counted:
    """The queries of one request."""

    kind: str
    who: str
    what: str
    queries: int

    @property
    def is_met(self) -> bool:
        return self.queries <= MOST[self.kind]


def counted(who: str, person: Person) -> list[Counted]:
    """Return what each page of answers takes, each save, and each page of the result."""
    client = Client(HTTP_HOST="127.0.0.1", headers={"X-Forwarded-Proto": "https"})
    for name, value in person.cookies.items():
        client.cookies[name] = value
    found = []
    for step in person.steps:
        path = person.page(step)
        if person.contribution:
            path = f"/contributions/{person.contribution}/{step}/"
        with CaptureQueriesContext(connection) as page:
            shown = client.get(path)
        assert shown.status_code == 200, (path, shown.status_code)
        fields = changed(form_in(shown.content.decode()), 1)
        with CaptureQueriesContext(connection) as save:
            saved = client.post(path, fields)
        assert saved.status_code == 302, (path, saved.status_code)
        found.append(Counted("page", who, step, len(page)))
        found.append(Counted("save", who, step, len(save)))
    return found if person.contribution else [*found, *of_result(client, who, person)]


def of_result(client: Client, who: str, person: Person) -> list[Counted]:
    found = []
    for page in PAGES:
        path = reverse(page.address, args=[person.reference])
        with CaptureQueriesContext(connection) as result:
            shown = client.get(path)
        assert shown.status_code == 200, (path, shown.status_code)
        found.append(Counted("result", who, page.key, len(result)))
    return found


def most(every: Sequence[Counted], kind: str) -> Counted:
    return max((each for each in every if each.kind == kind), key=lambda each: each.queries)
