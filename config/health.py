"""What balancers and monitoring ask: whether this process lives, and whether it can serve.

Answered before anything else looks at the request, so that it needs neither a cookie nor one of
our own host names: a balancer knows a machine by its number only.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta

from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from reports.issuing.queue import due, is_looked_after

logger = logging.getLogger(__name__)

OK = "ok"
# As long as somebody who waits for a document is asked to be patient.
PATIENCE = timedelta(minutes=2)


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that this process lives. Whoever gets no answer may kill it and start another."""
    return JsonResponse({"process": OK})


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Say whether requests may be sent here.

    That nothing can be saved, or that nobody prints documents, is told, but is no reason to send
    nobody here: all else works, and whoever saves is shown a page that keeps what they typed.
    """
    try:
        said = {"database": OK, "migrations": migrations()}
        if said["migrations"] == OK:
            # Before that there may be no table to ask.
            said |= {"saving": saving(), "documents": documents()}
    except (DatabaseError, InterfaceError) as error:
        logger.error("Not ready: the database does not answer: %s", type(error).__name__)
        connection.close()
        said = {"database": "does not answer"}
    is_ready = said["database"] == said.get("migrations") == OK
    return JsonResponse(said, status=200 if is_ready else 503)


class Migrated:
    """Whether this process has found the tables as its code wants them. They stay so."""

    seen = False


def migrations() -> str:
    if not Migrated.seen:
        executor = MigrationExecutor(connection)
        Migrated.seen = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return OK if Migrated.seen else "missing: run manage.py prepare"


def saving() -> str:
    """Say whether the database takes anything new, as far as can be told without trying.

    PostgreSQL tells: a standby does not, nor does any while default_transaction_read_only is on.
    """
    if connection.vendor != "postgresql":
        return OK
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('transaction_read_only')::boolean")
        (is_read_only,) = cursor.fetchone()
    return "refused: the database can only be read" if is_read_only else OK


def documents() -> str:
    waiting = due().filter(asked_at__lt=timezone.now() - PATIENCE).exists()
    if waiting and not is_looked_after():
        return "waiting: is print_documents running?"
    return OK


ANSWERS = {"/healthz": healthz, "/readyz": readyz}


class HealthMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = ANSWERS.get(request.path_info)
        if answer is None:
            return self.get_response(request)
        response = answer(request)
        add_never_cache_headers(response)
        return response
