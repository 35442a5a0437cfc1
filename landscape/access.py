"""Who may open what. To everyone else there is no such thing: 404, never 403."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404

from appraisal.models import Appraisal, Perspective
from people.visitor import VisitorRequest


def own_work(request: VisitorRequest, reference: str) -> Appraisal:
    """Return an appraisal that the visitor may answer and conclude."""
    found = Appraisal.objects.editable_by(request.visitor).telling_owners_apart(request.visitor)
    return get_object_or_404(found.select_related("organisation"), reference=reference)


def own_answers(request: VisitorRequest, reference: str, step: str) -> Perspective:
    """Return the agreed answers of an appraisal that the visitor may answer."""
    try:
        return Perspective.objects.agreed_in(request.visitor, reference, step)
    except Perspective.DoesNotExist:
        raise Http404("The visitor has no such appraisal to answer.") from None


def owned(request: VisitorRequest, reference: str) -> Appraisal:
    """Return an appraisal that is the visitor's to share, to trace and to delete."""
    found = Appraisal.objects.owned_by(request.visitor).select_related("organisation")
    return get_object_or_404(found, reference=reference)


def own_contribution(request: VisitorRequest, reference: str) -> Perspective:
    """Return the visitor's own contribution to somebody's appraisal."""
    try:
        return Perspective.objects.contributed_by(request.visitor, reference)
    except Perspective.DoesNotExist:
        raise Http404("This browser has no such contribution.") from None
