"""What is shown when the database is gone, takes nothing new, or has no room left.

Nothing here asks the database, nor whoever might: the page has no navigation, as that depends on
who is signed in. What was typed stands on it, to be sent again. Django looks at a connection that
failed before it is used for the next request, so all goes on when the database does.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from enum import Enum

from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers
from django.views import defaults

from landscape.refusals import fields_in, is_ours, typed_in

# As the page says.
SECONDS_TO_WAIT = 60

READ_ONLY_POSTGRES, FULL_POSTGRES = "25006", "53100"
# The code of an error that SQLite finds in what it was asked, and not in its file.
OUR_OWN_FAULT = sqlite3.SQLITE_ERROR


class Trouble(Enum):
    GONE = "gone"
    READ_ONLY = "read only"
    FULL = "full"


def server_error(request: HttpRequest) -> HttpResponseBase:
    """Answer a request that failed. Django calls it while it handles the error."""
    trouble = trouble_behind(sys.exc_info()[1])
    return unavailable(request, trouble) if trouble else defaults.server_error(request)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """Answer a bad request; it is none if the database did not take a session."""
    trouble = trouble_behind(exception)
    return unavailable(request, trouble) if trouble else defaults.bad_request(request, exception)


def unavailable(request: HttpRequest, trouble: Trouble) -> HttpResponse:
    """Say what the trouble is, with what was sent and a button to send it again.

    Who sent it may not have been looked at yet, so a form of another site gets no button.
    """
    is_sent = request.method == "POST"
    context = {
        "trouble": trouble.name,
        "is_sent": is_sent,
        "is_ours": is_sent and is_ours(request),
        "is_saved_once": "token" in request.POST,
        "has_file": bool(request.FILES),
        "fields": fields_in(request),
        "typed": typed_in(request),
        "address": request.get_full_path(),
        "csrf_token": get_token(request),
    }
    # Without the request, as what stands in the header may have to be asked for.
    response = HttpResponse(render_to_string("503.html", context), status=503)
    response["Retry-After"] = str(SECONDS_TO_WAIT)
    add_never_cache_headers(response)
    return response


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
