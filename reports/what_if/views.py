"""Pages on which anything can be supposed, and what was supposed be kept as a scenario."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from appraisal.models import Appraisal, Outcome, Scenario
from people.visitor import VisitorRequest
from reports.stored import Found, found
from reports.views import around, latest, readable
from reports.what_if.changes import NOTHING, kept
from reports.what_if.comparing import compare
from reports.what_if.form import WhatIfForm
from reports.what_if.keeping import KEEPING, NameForm, kept_as

# The header by which the page's own script asks for the comparison alone.
PART = "X-Part"

shown_or_posted = require_http_methods(["GET", "HEAD", "POST"])


@shown_or_posted
def what_if(request: VisitorRequest, reference: str) -> HttpResponse:
    """Suppose anything, from the latest outcome on."""
    appraisal = readable(request, reference)

    outcome = latest(appraisal)
    if outcome is None:
        return render(request, "reports/none.html", {"appraisal": appraisal})
    return supposing(request, outcome)


@shown_or_posted
def scenario(request: VisitorRequest, reference: str, scenario: str) -> HttpResponse:
    """Suppose what was kept, and more."""
    appraisal = readable(request, reference)

    known = kept_in(appraisal, scenario)
    return supposing(request, known.outcome, known)


@shown_or_posted
def delete(request: VisitorRequest, reference: str, scenario: str) -> HttpResponse:
    appraisal = readable(request, reference)
    known = kept_in(appraisal, scenario)
    if not may_keep(request, appraisal):
        raise Http404

    if request.method == "POST":
        known.delete()
        return redirect("reports:what_if", reference)
    return render(request, "reports/what_if/delete.html", {"scenario": known})


def kept_in(appraisal: Appraisal, reference: str) -> Scenario:
    """Return a scenario of this appraisal; under any other there is no such scenario."""
    known = Scenario.objects.select_related("outcome", "made_by")
    scenario = get_object_or_404(known, outcome__appraisal=appraisal, reference=reference)
    scenario.outcome.appraisal = appraisal
    return scenario


def may_keep(request: VisitorRequest, appraisal: Appraisal) -> bool:
    editable = Appraisal.objects.editable_by(request.visitor)
    return editable.filter(pk=appraisal.pk).exists()


def supposing(
    request: VisitorRequest, outcome: Outcome, scenario: Scenario | None = None
) -> HttpResponse:
    """Show what would follow; or keep it, if that was asked."""
    recorded = found(outcome)
    form = WhatIfForm(
        request.POST.dict() if request.method == "POST" else None,
        found=recorded,
        start=kept(scenario.changes) if scenario else NOTHING,
    )
    if request.headers.get(PART):
        return render(request, "reports/what_if/comparison.html", shown(outcome, recorded, form))

    keeps = may_keep(request, outcome.appraisal)
    to_keep = request.POST if request.POST.get("action") in KEEPING else None
    named = NameForm(to_keep, scenario=scenario)
    if to_keep is not None:
        if not keeps:
            raise Http404
        if made := kept_as(named, form, outcome, scenario, request.visitor.user):
            return redirect("reports:scenario", outcome.appraisal.reference, made.reference)
    return render(
        request,
        "reports/what_if/page.html",
        {
            **shown(outcome, recorded, form),
            **around(outcome, recorded, "what_if"),
            **scenarios_of(outcome),
            "named": named,
            "may_keep": keeps,
            "scenario": scenario,
        },
    )


def shown(outcome: Outcome, recorded: Found, form: WhatIfForm) -> dict[str, Any]:
    return {
        "form": form,
        "comparison": compare(outcome, recorded, form.changes()),
        "is_edited": outcome.method_hash != recorded.method.hash,
    }


def scenarios_of(outcome: Outcome) -> dict[str, Any]:
    """Return all that was kept with an appraisal, whichever of its results it starts from."""
    appraisal = outcome.appraisal
    scenarios = Scenario.objects.filter(outcome__appraisal=appraisal)
    return {
        "is_latest": outcome == latest(appraisal),
        "scenarios": scenarios.select_related("outcome", "made_by").order_by("pk"),
    }
