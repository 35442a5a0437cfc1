"""Pages of someone who is signed in stay with them: browsers and proxies are told to keep none."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.utils.cache import add_never_cache_headers

from people.visitor import VisitorRequest


class NoStoreMiddleware:
    def __init__(self, get_response: Callable[[VisitorRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: VisitorRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.visitor.user:
            add_never_cache_headers(response)
        return response
