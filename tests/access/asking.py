"""Asking an address, and saying what came of it in the words of table.txt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from typing import Any

from django.core import mail
from django.db import connection, transaction
from django.test import Client
from django.urls import resolve

WRITES = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')
# Who is signed in, and how often somebody asked: nothing that anyone entered.
PASSING = {"django_session", "cache", "django_admin_log"}


def asked(client: Client, method: str, path: str, sent: Mapping[str, Any]) -> tuple[Any, bool]:
    """Return the answer to a request, and whether it stored or sent anything; undo all that."""
    cookies = deepcopy(client.cookies)
    mail.outbox = []
    with transaction.atomic(), tables_written() as written:
        response = getattr(client, method)(path, dict(sent))
        response.content  # noqa: B018 a view may answer by and by
        transaction.set_rollback(True)
    client.cookies = cookies
    return response, bool(written - PASSING or mail.outbox)


@contextmanager
def tables_written() -> Iterator[set[str]]:
    """Collect the names of the tables that are written to."""
    tables = set()

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if found := WRITES.match(sql):
            tables.add(found[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield tables


def told(response: Any, happened: bool) -> tuple[str, str]:
    """Return an answer as a cell of the table, and where it sends people on to, if it does."""
    star = "*" if happened else ""
    if response.status_code not in (302, 303):
        return f"{response.status_code}{star}", ""
    # This raises an error for an address that is not ours.
    name = resolve(response.headers["Location"].partition("?")[0]).view_name
    if name == "account_login":
        return f"in{star}", ""
    return f"on{star}", name.rpartition(":")[2]
