"""An appraisal that its owner deletes while somebody else asks for a page of it is not found.

Any statement may find it gone, in many ways. Whatever comes of that is answered like the next
request will be; what was typed stands on that page. The error is logged all the same, so that
nothing else can hide behind it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse

from appraisal.models import Appraisal
from appraisal.trouble import trouble_behind
from landscape.refusals import not_found

logger = logging.getLogger(__name__)


class DeletedMeanwhileMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        reference = request.resolver_match and request.resolver_match.kwargs.get("reference")
        if not reference or isinstance(error, Http404) or trouble_behind(error):
            return None
        if is_there(reference):
            return None
        logger.warning("Deleted while it was asked for: %s", request.path, exc_info=error)
        return not_found(request, error)


def is_there(reference: str) -> bool:
    """Tell whether an appraisal, or a contribution to one, is still there."""
    either = Q(reference=reference) | Q(perspectives__reference=reference)
    return Appraisal.objects.filter(either).exists()
