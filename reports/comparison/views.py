"""The page that compares two results: of one appraisal, or of two."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from people.visitor import VisitorRequest
from reports.comparison.choosing import asked_for, name_of, offered, usual
from reports.comparison.comparing import compare
from reports.stored import found
from reports.views import around, latest, readable


@require_safe
def comparison(request: VisitorRequest, reference: str) -> HttpResponse:
    appraisal = readable(request, reference)
    choices = offered(appraisal, request.visitor)
    pair = usual(appraisal, choices)
    before, after = asked_for(request.GET.dict(), pair, appraisal, request.visitor)

    outcome = latest(appraisal)
    if outcome is None:
        return render(request, "reports/none.html", {"appraisal": appraisal})
    outcome.appraisal = appraisal
    context = {
        **around(outcome, found(outcome), "compare"),
        "name": "Compare",
        "choices": choices,
        "chosen": [each and name_of(each.appraisal, each.number) for each in (before, after)],
        "comparison": compare(before, after) if before and after else None,
    }
    return render(request, "reports/comparison/page.html", context)
