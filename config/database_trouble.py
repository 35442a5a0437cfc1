"""What is shown when the database is gone, takes nothing new, or has no room left.

Nothing here asks the database, nor whoever might: the page has no navigation, as that depends on
who is signed in. What was typed stands on it, to be sent again. Django looks at a connection that
failed before it is used for the next request, so all goes on when the database does.
"""

from __future__ import annotations

import sys

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers
from django.views import defaults

from appraisal.trouble import Trouble, trouble_behind
from landscape.refusals import fields_in, is_ours, typed_in

# As the page says.
SECONDS_TO_WAIT = 60


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
