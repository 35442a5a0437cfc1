"""Pages of reports to download: choose and ask, see how it stands, have the file."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from appraisal.models import Appraisal, Outcome
from people.visitor import VisitorRequest
from reports.edition import EDITIONS
from reports.issuing.asking import TooMany, ask_within_limit
from reports.issuing.form import DocumentForm
from reports.issuing.formats import FORMATS
from reports.issuing.wording import filename, shown
from reports.models import Document
from reports.pages import PAGES
from reports.report import facts
from reports.stored import found
from reports.views import changed_since, latest, readable

# The header by which the page's own script asks for the state of a document alone.
PART = "X-Part"
# What a button sends that wants the file itself, if it is there already.
AT_ONCE = "at_once"
# What a list of documents has no use for.
HEAVY = ("issued__content", "outcome__result", "outcome__landscape")


@require_http_methods(["GET", "HEAD", "POST"])
def documents(request: VisitorRequest, reference: str) -> HttpResponse:
    """Show what can be had and what was issued; take a request for a document."""
    appraisal = readable(request, reference)
    outcome = latest(appraisal)
    if outcome is None:
        return render(request, "reports/none.html", {"appraisal": appraisal})

    form = DocumentForm(request.POST.dict() if request.method == "POST" else None)
    status = 200
    if form.is_bound and form.is_valid():
        try:
            document = ask_within_limit(request, outcome, *form.wanted())
        except TooMany:
            status = 429
            form.add_error(None, too_many())
        else:
            return see(appraisal, document, at_once=AT_ONCE in request.POST)
    context = around(appraisal, outcome) | {"form": form, "issued": issued(appraisal)}
    return render(request, "reports/issuing/documents.html", context, status=status)


def see(appraisal: Appraisal, document: Document, at_once: bool) -> HttpResponse:
    """Lead to a document's own page; to the file itself if that was wanted and is there."""
    is_there = at_once and document.state == Document.State.READY
    view = "reports:document_file" if is_there else "reports:document"
    address = reverse(view, args=[appraisal.reference, document.reference])
    return HttpResponseRedirect(address, status=303)


@never_cache
@vary_on_headers(PART)
@require_safe
def document(request: VisitorRequest, reference: str, document: str) -> HttpResponse:
    """Show how it stands with a document; to the page's own script, that alone."""
    appraisal = readable(request, reference)
    known = kept(appraisal, document)

    context = {
        "document": shown(known),
        "again": fields(known),
        "later": later(known),
        "reference": appraisal.reference,
        "operator": settings.OPERATOR_CONTACT,
    }
    if request.headers.get(PART):
        return render(request, "reports/issuing/state.html", context)
    context |= around(appraisal, known.outcome)
    return render(request, "reports/issuing/document.html", context)


@require_safe
def document_file(request: VisitorRequest, reference: str, document: str) -> HttpResponse:
    appraisal = readable(request, reference)
    known = kept(appraisal, document)
    if known.state != Document.State.READY:
        raise Http404

    response = HttpResponse(
        bytes(known.issued.content), content_type=FORMATS[known.format].content_type
    )
    response["Content-Disposition"] = f'attachment; filename="{filename(known)}"'
    return response


def kept(appraisal: Appraisal, reference: str) -> Document:
    """Return a document of this appraisal; under any other there is no such document."""
    known = Document.objects.select_related("outcome", "issued").defer(*HEAVY)
    document = get_object_or_404(known, outcome__appraisal=appraisal, reference=reference)
    document.outcome.appraisal = appraisal
    return document


def issued(appraisal: Appraisal) -> list[Any]:
    """Return every document of an appraisal that can be had or is on its way, latest first."""
    known = Document.objects.filter(outcome__appraisal=appraisal)
    wanted = known.exclude(state=Document.State.FAILED).select_related("outcome", "issued")
    documents = wanted.defer(*HEAVY)
    found = []
    for each in documents.order_by("-asked_at", "-pk"):
        each.outcome.appraisal = appraisal
        found.append(shown(each))
    return found


def later(document: Document) -> int:
    """Return the number of the latest result, if it is not the one that a document shows."""
    newest = latest(document.outcome.appraisal)
    return newest.number if newest and newest != document.outcome else 0


def fields(document: Document) -> dict[str, str]:
    """Return what a form sends to ask for a document again."""
    return DocumentForm.sent_for(FORMATS[document.format], EDITIONS[document.edition])


def around(appraisal: Appraisal, outcome: Outcome) -> dict[str, Any]:
    """Return what every page of a result shows besides."""
    return {
        "report": {"facts": facts(outcome, found(outcome))},
        "changed": changed_since(outcome),
        "pages": PAGES,
        "current": "documents",
    }


def too_many() -> str:
    return (
        f"You have asked for {settings.MOST_DOCUMENTS_AN_HOUR} files within an hour, which is as "
        "many as we print for anyone. Ask again in an hour. What is there already you can have now"
    )
