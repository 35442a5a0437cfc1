"""Concluding: the answers agreed so far become an outcome, stored as it was found."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from appraisal.coded import row_of
from appraisal.method.content import method
from appraisal.models import Appraisal, Event, Outcome
from appraisal.scoring.document import as_document
from appraisal.scoring.result import appraise
from appraisal.scoring.voices import read_perspectives
from appraisal.voices import contributions
from people.models import User


def landscape_of(appraisal: Appraisal) -> dict[str, Any]:
    """Return the agreed answers, and beside them what each contributor said, as an answers file.

    Notes and sources of contributors are left out: a result needs their answers only.
    """
    agreed = appraisal.agreed.answers_file()
    said = contributions(appraisal, method(appraisal.method_version))
    return {**agreed, "perspectives": [each.in_outcome() for each in said]} if said else agreed


def worked_out(
    appraisal: Appraisal, landscape: Mapping[str, Any], version: str, appraised: Mapping[str, Any]
) -> Outcome:
    """Return what a version of the method finds for a landscape, as an outcome not stored yet."""
    chosen = method(version)
    result = appraise(chosen, *read_perspectives(chosen, landscape))
    return Outcome(
        appraisal=appraisal,
        number=0,
        found_at=timezone.now(),
        method_version=chosen.version,
        method_hash=chosen.hash,
        appraised=appraised,
        landscape=landscape,
        result=as_document(result),
        verdict=result.verdict.word,
        leader=result.verdict.leader or "",
        coverage=Decimal(f"{float(result.coverage):.6f}"),
    )


@transaction.atomic
def conclude(appraisal: Appraisal, by: User | None) -> Outcome:
    """Store and return what the method finds for the agreed answers as they stand.

    An incomplete appraisal may be concluded: it is then too early to say, or provisional.
    Concluding again with nothing changed, as a double click does, returns the same outcome.
    """
    # Locked, so that two people concluding at once make two outcomes, numbered in turn.
    appraisal = Appraisal.objects.select_for_update().get(pk=appraisal.pk)
    chosen = method(appraisal.method_version)
    landscape = landscape_of(appraisal)
    latest = appraisal.outcomes.order_by("-number").first()
    appraised = appraisal.described()
    now = (landscape, appraised, chosen.hash)
    if latest and (latest.landscape, latest.appraised, latest.method_hash) == now:
        return latest
    outcome = worked_out(appraisal, landscape, chosen.version, appraised)
    outcome.number = latest.number + 1 if latest else 1
    outcome.found_by = by
    outcome.save(force_insert=True)
    row_of(outcome).save(force_insert=True)
    Event.objects.create(
        appraisal=appraisal, what="concluded", by=by, details={"outcome": outcome.number}
    )
    appraisal.touch()
    return outcome
