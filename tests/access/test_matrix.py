"""Every address, for everyone who might come to it: what table.txt says is what they get."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.urls import resolve
from django.utils.http import urlencode

from tests.access.addresses import Address, addresses
from tests.access.asking import asked, told
from tests.access.scene import ROLES, Scene, scene
from tests.access.sent import what_is_sent
from tests.access.table import METHODS, Line, table

ADDRESSES = addresses()
NOBODYS = {
    "reference": "NQSVCH22",
    "scenario": "NQSVCH23",
    "document": "NQSVCH24",
    "pk": 987654321,
    "access": 987654321,
    "invitation": 987654321,
}
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')


@pytest.fixture
def everyone(db: None, monkeypatch: pytest.MonkeyPatch) -> Scene:
    # Printing takes seconds, and is tested elsewhere.
    monkeypatch.setattr("reports.guide.views.printed", lambda version, length: b"%PDF-1.7")
    return scene()


def test_every_address_has_a_line_for_everyone():
    problems = []
    for method in METHODS:
        lines = [line for line in table() if line.method == method]
        known = {line.address for line in lines}
        problems += [
            f"{name} ({address.route}) has no line under {method.upper()} in "
            "tests/access/table.txt. Say there what each role gets."
            for name, address in ADDRESSES.items()
            if name not in known
        ]
        problems += [
            f"{line.name} is not an address any more. Take its line out of tests/access/table.txt."
            for line in lines
            if line.address not in ADDRESSES
        ]
        problems += [
            f"{line.name} says nothing under {method.upper()} for: {role}."
            for line in lines
            for role in ROLES
            if role not in line.cells
        ]

    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("role", ROLES)
def test_everyone_gets_what_the_table_says(everyone: Scene, role: str):
    sent = what_is_sent(everyone)
    surprises = []
    for line in table():
        path = everyone.path(ADDRESSES[line.address], role)
        posted = sent.get(line.name, {}) if line.method == "post" else {}
        cell, onward = told(*asked(everyone.clients[role], line.method, path, posted))
        if cell != line.cells[role] or onward not in ("", *line.onward.split()):
            surprises.append(
                f"{line.method.upper()} {line.name}: {cell} {onward}, "
                f"not {line.cells[role]} {line.onward}"
            )

    assert not surprises, f"As {role}:\n" + "\n".join(surprises)


def test_what_is_sent_is_sent_somewhere(everyone: Scene):
    named = {line.name for line in table() if line.method == "post"}

    assert set(what_is_sent(everyone)) <= named


@pytest.mark.parametrize("role", ROLES)
def test_whether_something_exists_is_not_told_to_whoever_may_not_see_it(everyone: Scene, role: str):
    client, sent = everyone.clients[role], what_is_sent(everyone)
    differing = []
    for line in table():
        address = ADDRESSES[line.address]
        if not names_an_object(address) or not is_hidden(line, role):
            continue
        real, made_up = everyone.path(address, role), made_up_path(everyone, address, role)
        others = ("head", "put", "patch", "delete", "options") if line.method == "get" else ()
        for method in (line.method, *others):
            posted = sent.get(line.name, {})
            one, other = (
                masked(asked(client, method, path, posted)[0], path) for path in (real, made_up)
            )
            if one != other:
                differing.append(f"{method.upper()} {line.name}")

    assert not differing, f"As {role}:\n" + "\n".join(differing)


def is_hidden(line: Line, role: str) -> bool:
    # Whoever began work without an account is asked to sign in before inviting people to it.
    return line.cells[role] in ("404", "405") or (line.cells[role] == "in" and role != "browser")


def names_an_object(address: Address) -> bool:
    return bool(set(address.variables) & {"reference", "pk"})


def made_up_path(everyone: Scene, address: Address, role: str) -> str:
    """Return the address of something that does not exist, and is like it in all else."""
    values = resolve(everyone.path(address, role)).kwargs
    return address.path({**values, **NOBODYS})


def masked(response: Any, path: str) -> tuple[Any, ...]:
    """Return an answer without what differs from one time to the next, or names the address."""

    def mask(text: str) -> str:
        # The link to sign in leads back.
        for written in (path, urlencode({"next": path})):
            text = text.replace(written, "…")
        return TOKEN.sub("", text)

    headers = {
        name: mask(value)
        for name, value in response.headers.items()
        if name not in ("Content-Length", "Expires")
    }
    return response.status_code, headers, sorted(response.cookies), mask(response.content.decode())


# The table itself


@pytest.mark.parametrize("role", ["stranger", "ben", "analyst", "admin"])
def test_nobody_from_outside_reaches_an_appraisal(role: str):
    reached = [
        line.name
        for line in table()
        if ADDRESSES[line.address].route.startswith(("appraisals/", "contributions/", "reports/"))
        and line.cells[role] not in ("404", "405")
    ]

    assert not reached


def test_what_is_not_yours_is_never_refused_but_not_there():
    refused = [
        (line.name, role)
        for line in table()
        if names_an_object(ADDRESSES[line.address])
        for role in ROLES
        if "403" in line.cells[role]
    ]

    assert not refused


def test_looking_changes_nothing():
    assert not [line.name for line in table() if line.method == "get" and "*" in str(line.cells)]
