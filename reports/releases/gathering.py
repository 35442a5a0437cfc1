"""Who contributes to a release, and what: the seam between stored results and the pure part."""

from __future__ import annotations

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from appraisal.models import NationalConsent, ResultRow
from people.models import Organisation
from reports.national.catalogue import CORE
from reports.national.contributions import Contribution


def contributions() -> tuple[Contribution, ...]:
    """Return one contribution for each organisation: of all its appraisals that are shared, the
    one concluded last. The database chooses, so that a million results need not be read."""
    shared = NationalConsent.objects.standing().filter(
        organisation__in=Organisation.objects.contributing(),
        appraisal__is_demonstration=False,
        appraisal__is_trial=False,
        appraisal__rows__isnull=False,
    )
    in_order = shared.annotate(
        place=Window(
            RowNumber(),
            partition_by=F("organisation"),
            order_by=[F("appraisal__rows__found_at").desc(), F("appraisal__rows").desc()],
        )
    )
    chosen = in_order.filter(place=1).values("appraisal__rows")
    rows = ResultRow.objects.filter(pk__in=chosen).select_related("appraisal__organisation")
    return tuple(
        contribution(row, row.appraisal.organisation)
        for row in rows.order_by("appraisal__organisation")
        if row.appraisal.organisation
    )


def contribution(row: ResultRow, organisation: Organisation) -> Contribution:
    """Return what an organisation contributes by one of its results: codes and scores alone."""
    return Contribution(
        organisation=str(organisation.pk),
        version=str(row.pk),
        region=organisation.region,
        kind=organisation.kind,
        verdict=row.verdict,
        leader=row.leader or None,
        best_score=row.best_score,
        readiness={key: getattr(row, f"readiness_{key}") for key, _ in CORE},
        answers=row.answers,
    )
