"""Pages that show what an appraisal found."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_safe

from appraisal.conclusion import landscape_of
from appraisal.demonstration import REFERENCE
from appraisal.models import Appraisal, Outcome
from people.visitor import VisitorRequest
from reports.issuing.form import USUAL
from reports.looking import looking
from reports.pages import PAGES, Page
from reports.releases.beside import beside
from reports.report import facts, report
from reports.stored import Found


@require_safe
def result(request: VisitorRequest, reference: str) -> HttpResponse:
    appraisal = readable(request, reference)
    return shown(request, appraisal, "reports/result.html", "result")


@require_safe
def within(request: VisitorRequest, reference: str, page: Page) -> HttpResponse:
    """Show one of the pages behind the overview."""
    appraisal = readable(request, reference)
    return shown(request, appraisal, page.template, page.key, name=page.name)


@require_safe
def annex(request: VisitorRequest, reference: str) -> HttpResponse:
    appraisal = readable(request, reference)
    return shown(request, appraisal, "reports/annex.html", "annex")


@require_safe
def national(request: VisitorRequest, reference: str) -> HttpResponse:
    """Show a council its result beside the published picture."""
    appraisal = readable(request, reference)
    outcome = latest(appraisal)
    return shown(
        request,
        appraisal,
        "reports/pages/national.html",
        "national",
        name="You and the published picture",
        beside=beside(outcome) if outcome else None,
    )


@require_safe
def example(request: VisitorRequest) -> HttpResponse:
    """Show the public demonstration, which anyone may read."""
    examples = Appraisal.objects.filter(is_demonstration=True).select_related("organisation")
    shown_first = examples.filter(reference=REFERENCE).first()
    if shown_first is None:
        return render(request, "reports/no_example.html", status=404)
    others = examples.exclude(reference=REFERENCE).order_by("reference")
    return shown(request, shown_first, "reports/result.html", "result", others=others)


def readable(request: VisitorRequest, reference: str) -> Appraisal:
    """Return an appraisal the visitor may read; to a stranger there is no such appraisal."""
    found = Appraisal.objects.visible_to(request.visitor).select_related("organisation")
    return get_object_or_404(found, reference=reference)


def shown(
    request: VisitorRequest, appraisal: Appraisal, template: str, current: str, **said: object
) -> HttpResponse:
    """Show a page of the latest outcome; without one, the way to it."""
    outcome = latest(appraisal)
    if outcome is None:
        return render(request, "reports/none.html", {"appraisal": appraisal})
    told = report(outcome)
    context = {
        "report": told,
        "looking": SimpleLazyObject(lambda: looking(told, request.GET)),
        "changed": changed_since(outcome),
        "pages": PAGES,
        "current": current,
        "usual": USUAL,
        **said,
    }
    return render(request, template, context)


def around(outcome: Outcome, read: Found, current: str) -> dict[str, Any]:
    """Return what a page beside a result shows of it, where the whole report is not needed."""
    return {
        "report": {"facts": facts(outcome, read)},
        "changed": changed_since(outcome),
        "pages": PAGES,
        "current": current,
    }


def latest(appraisal: Appraisal) -> Outcome | None:
    return appraisal.outcomes.order_by("-number").first()


def changed_since(outcome: Outcome) -> bool:
    """Return whether answers, or what is appraised, are no longer what this was found for."""
    appraisal = outcome.appraisal
    now = (landscape_of(appraisal), appraisal.described())
    return bool(now != (outcome.landscape, outcome.appraised))
