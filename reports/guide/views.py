"""Pages that anyone may read, without an account and without an appraisal."""

from __future__ import annotations

import logging

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from appraisal.method.content import CURRENT_VERSION, method
from reports.guide import document, questions
from reports.guide.approaches import approach_guide
from reports.guide.choosing import choosing as how_chosen
from reports.guide.form import LENGTHS, form, printed
from reports.guide.glossary import letters
from reports.guide.mechanisms import mechanism_guide
from reports.guide.outline import outline
from reports.pdf import PressError

logger = logging.getLogger(__name__)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "guide/about.html", {"outline": outline(method(CURRENT_VERSION))})


@require_safe
def approaches(request: HttpRequest) -> HttpResponse:
    return render(request, "guide/approaches.html", {"method": method(CURRENT_VERSION)})


@require_safe
def approach(request: HttpRequest, key: str) -> HttpResponse:
    try:
        guide = approach_guide(method(CURRENT_VERSION), key)
    except KeyError as error:
        raise Http404 from error
    return render(request, "guide/approach.html", {"guide": guide})


@require_safe
def mechanisms(request: HttpRequest) -> HttpResponse:
    return render(request, "guide/mechanisms.html", {"method": method(CURRENT_VERSION)})


@require_safe
def mechanism(request: HttpRequest, key: str) -> HttpResponse:
    try:
        guide = mechanism_guide(method(CURRENT_VERSION), key)
    except KeyError as error:
        raise Http404 from error
    return render(request, "guide/mechanism.html", {"guide": guide})


@require_safe
def the_method(request: HttpRequest) -> HttpResponse:
    """Show how a result comes about, in ten minutes, with the way to every table."""
    shown = {
        "outline": outline(method(CURRENT_VERSION)),
        "chapters": document.chapters(CURRENT_VERSION).values(),
    }
    return render(request, "guide/method.html", shown)


@require_safe
def chapter(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one chapter of the document of the method, as it is published."""
    found = document.chapters(CURRENT_VERSION).get(slug)
    if found is None:
        raise Http404
    return render(request, "guide/chapter.html", {"chapter": found, "version": CURRENT_VERSION})


@require_safe
def evidence(request: HttpRequest) -> HttpResponse:
    return render(request, "guide/evidence.html", {"words": document.evidence()})


@require_safe
def choosing(request: HttpRequest) -> HttpResponse:
    return render(request, "guide/choosing.html", {"choosing": how_chosen(method(CURRENT_VERSION))})


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    return render(request, "guide/glossary.html", {"letters": letters(method(CURRENT_VERSION))})


@require_safe
def all_questions(request: HttpRequest) -> HttpResponse:
    chosen = method(CURRENT_VERSION)
    shown = {"chapters": questions.chapters(chosen), "swings": questions.swings(chosen)}
    return render(request, "guide/questions.html", shown)


@require_safe
def on_paper(request: HttpRequest) -> HttpResponse:
    forms = [form(CURRENT_VERSION, length) for length in LENGTHS]
    return render(request, "guide/on_paper.html", {"forms": forms})


@require_safe
def blank_form(request: HttpRequest, length: str) -> HttpResponse:
    if length not in LENGTHS:
        raise Http404
    return render(request, "guide/form.html", {"form": form(CURRENT_VERSION, length)})


@require_safe
def blank_form_pdf(request: HttpRequest, length: str) -> HttpResponse:
    if length not in LENGTHS:
        raise Http404
    try:
        content = printed(CURRENT_VERSION, length)
    except PressError as error:
        logger.error("No PDF of the %s form: %s", length, error)
        return render(request, "guide/form_unprintable.html", {"length": length}, status=503)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="options-appraisal-{length}-form.pdf"'
    return response


@require_safe
def workshop(request: HttpRequest) -> HttpResponse:
    return render(request, "guide/workshop.html")
