"""A bare Django view, and django-formtools' own wizard with the product's questions."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from formtools.wizard.views import NamedUrlSessionWizardView

from bench.web.beside.models import Note


def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def bare(request: HttpRequest) -> HttpResponse:
    """Do one SELECT and one INSERT, and show a small page with a form.

    Both are done whatever was asked, so that a page of the product is compared with a GET, and a
    save with a POST: neither side has a form to read, or a token to check, that the other has not.
    """
    latest = Note.objects.order_by("-pk").first()
    Note.objects.create(text=request.POST.get("text", "Nothing was sent."))
    return render(request, "beside/bare.html", {"latest": latest})


class Wizard(NamedUrlSessionWizardView):  # type: ignore[misc]
    """The wizard as its documentation has it: answers in the session, forms as Django shows them.

    Of formtools' two session wizards this is the one with an address for each page, as ours. It
    answers a save with a redirect, and so costs less than SessionWizardView, which goes on to show
    the next page.
    """

    template_name = "beside/wizard.html"

    def done(self, form_list: Any, **said: Any) -> HttpResponse:
        return redirect("wizard")
