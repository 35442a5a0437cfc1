"""An appraisal that its owner deletes while somebody else asks for a page of it is not found.

Any statement may find it gone, in many ways. Whatever comes of that is answered like the next
request will be; what was typed stands on that page.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from appraisal.models import Appraisal
from config.database_trouble import trouble_behind
from landscape.refusals import not_found


class DeletedMeanwhileMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        reference = request.resolver_match and request.resolver_match.kwargs.get("reference")
        if not reference or trouble_behind(error):
            return None
        is_there = Appraisal.objects.filter(reference=reference).exists()
        return None if is_there else not_found(request, error)
