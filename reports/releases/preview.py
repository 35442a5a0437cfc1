"""What an owner would contribute to the national picture: all that is counted, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from appraisal.models import Appraisal, ResultRow
from people.visitor import VisitorRequest
from reports import numbers
from reports.national.catalogue import CATALOGUE, Measure, Row
from reports.national.contributions import NOT_KNOWN, Contribution
from reports.national.groups import Group
from reports.releases.gathering import contribution


@dataclass(frozen=True)
class Counted:
    """One thing that is counted, and what this appraisal counts as."""

    title: str
    as_what: str


@dataclass(frozen=True)
class CountedTable:
    title: str
    counted: tuple[Counted, ...]


@require_safe
def contributed(request: VisitorRequest, reference: str) -> HttpResponse:
    """Show it to an owner, whether or not the appraisal is shared."""
    owned = Appraisal.objects.owned_by(request.visitor).select_related("organisation")
    appraisal = get_object_or_404(owned, reference=reference)

    row = ResultRow.objects.filter(appraisal=appraisal).order_by("-found_at", "-pk").first()
    if row is None or appraisal.organisation is None:
        return redirect("landscape:sharing_nationally", reference)
    given = contribution(row, appraisal.organisation)
    context = {
        "appraisal": appraisal,
        "row": row,
        "groups": [each.name for each in CATALOGUE.groups if counts_in(each, given)],
        "tables": list(tables(given)),
    }
    return render(request, "reports/national/contributed.html", context)


def counts_in(group: Group, given: Contribution) -> bool:
    return not group.same_as and group.holds(given.region, given.kind)


def tables(given: Contribution) -> Iterator[CountedTable]:
    levels = given.levels()
    for table in CATALOGUE.tables:
        rows = (_value(row, levels.get(row.key, NOT_KNOWN)) for row in table.rows)
        means = (_score(measure, given) for measure in table.measures)
        yield CountedTable(table.title, (*rows, *means))


def _value(row: Row, level: str) -> Counted:
    code = row.code(level)
    return Counted(row.title, next(value.name for value in row.values if value.key == code))


def _score(measure: Measure, given: Contribution) -> Counted:
    score = measure.bounded(given.readiness[measure.of])
    return Counted(measure.title, numbers.score(score))
