"""Whether it is the database that is in trouble, and not what it was asked.

It is, when it is gone, takes nothing new, or has no room left. What it says of one row or one
statement, be it that the row cannot be read, is no trouble of all.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from enum import Enum

from django.db import DatabaseError, InterfaceError, OperationalError

READ_ONLY_POSTGRES, FULL_POSTGRES = "25006", "53100"
# The code of an error that SQLite finds in what it was asked, and not in its file.
OUR_OWN_FAULT = sqlite3.SQLITE_ERROR


class Trouble(Enum):
    GONE = "gone"
    READ_ONLY = "read only"
    FULL = "full"


def trouble_behind(error: BaseException | None) -> Trouble | None:
    """Return the trouble of the database that an error comes from; None if it is another's."""
    return next(filter(None, map(_trouble_in, _with_causes(error))), None)


def _with_causes(error: BaseException | None) -> Iterator[BaseException]:
    while error:
        yield error
        error = error.__cause__ or error.__context__


def _trouble_in(error: BaseException) -> Trouble | None:
    """Return what Django's error tells. Its cause is the error of the database's own driver."""
    if not isinstance(error, DatabaseError | InterfaceError):
        return None
    cause = error.__cause__
    if isinstance(cause, sqlite3.Error):
        return _trouble_of_sqlite(error, cause)
    code = getattr(cause, "pgcode", None)
    if code == READ_ONLY_POSTGRES:
        return Trouble.READ_ONLY
    if code == FULL_POSTGRES:
        return Trouble.FULL
    # A connection that ends in the middle of an answer is a DatabaseError without a code.
    is_lost = type(error) is DatabaseError and cause is not None and code is None
    is_gone = is_lost or isinstance(error, OperationalError | InterfaceError)
    return Trouble.GONE if is_gone else None


def _trouble_of_sqlite(error: BaseException, cause: sqlite3.Error) -> Trouble | None:
    # What is beyond the last eight bits says more, which makes no difference here.
    code = getattr(cause, "sqlite_errorcode", OUR_OWN_FAULT) & 0xFF
    known = {sqlite3.SQLITE_READONLY: Trouble.READ_ONLY, sqlite3.SQLITE_FULL: Trouble.FULL}
    is_ours = code == OUR_OWN_FAULT or not isinstance(error, OperationalError)
    return known.get(code) or (None if is_ours else Trouble.GONE)
