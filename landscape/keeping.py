"""What is kept: the trail, everything to take away, deleting it, and the notices about it."""

from __future__ import annotations

import io

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from appraisal.export import exported, portable
from landscape.access import owned
from landscape.trail import COLUMNS, write_csv
from landscape.trail import trail as trail_of
from people.visitor import VisitorRequest

# Asks for the file to bring in elsewhere, rather than for everything.
ELSEWHERE = "elsewhere"


@require_safe
def trail(request: VisitorRequest, reference: str) -> HttpResponse:
    appraisal = owned(request, reference)

    context = {"appraisal": appraisal, "lines": trail_of(appraisal), "columns": COLUMNS}
    return render(request, "landscape/trail.html", context)


@require_safe
def trail_csv(request: VisitorRequest, reference: str) -> HttpResponse:
    appraisal = owned(request, reference)

    out = io.StringIO()
    write_csv(trail_of(appraisal), out)
    # The mark at the beginning tells Excel that the letters are UTF-8.
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    return to_keep(response, f"trail-{reference}.csv")


@require_safe
def export(request: VisitorRequest, reference: str) -> HttpResponse:
    appraisal = owned(request, reference)

    told = portable(appraisal) if ELSEWHERE in request.GET else exported(appraisal)
    response = JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 2})
    return to_keep(response, f"appraisal-{reference}.json")


def to_keep(response: HttpResponse, name: str) -> HttpResponse:
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


def delete(request: VisitorRequest, reference: str) -> HttpResponse:
    """Delete an appraisal with all that belongs to it, once its owner has said they are sure."""
    appraisal = owned(request, reference)

    if request.method == "POST":
        appraisal.delete()
        return redirect("landscape:home")
    return render(request, "landscape/delete.html", {"appraisal": appraisal})


@require_safe
def privacy(request: VisitorRequest) -> HttpResponse:
    return render(request, "landscape/privacy.html", {"keep": settings})


@require_safe
def cookies(request: VisitorRequest) -> HttpResponse:
    return render(request, "landscape/cookies.html", {"keep": settings})
