"""The way through an appraisal: start, task list, check answers, conclude."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from appraisal.conclusion import conclude
from appraisal.demonstration import REFERENCE, copy_to_try
from appraisal.method.content import CURRENT_VERSION
from appraisal.models import Appraisal
from appraisal.rescoring import newer_than
from landscape.access import own_work
from landscape.check import pages_to_check
from landscape.conflict import KEEP
from landscape.held import can_be_held, hold
from landscape.limits import within_limit
from landscape.posted import number_in, token_of
from landscape.progress import by_section, counts, progress
from landscape.refusals import sent_in, too_often
from landscape.scope import ScopeForm, Sent, change
from landscape.way import way_of
from landscape.work import Work
from people.visitor import VisitorRequest


def home(request: VisitorRequest) -> HttpResponse:
    own = Appraisal.objects.shared_with(request.visitor).select_related("organisation")
    editable = set(Appraisal.objects.editable_by(request.visitor).values_list("pk", flat=True))
    return render(
        request,
        "landscape/home.html",
        {
            "appraisals": [(each, each.pk in editable) for each in own.order_by("-changed_at")],
            "has_example": Appraisal.objects.filter(is_demonstration=True).exists(),
        },
    )


def start(request: VisitorRequest) -> HttpResponse:
    token = token_of(request.POST.dict())
    form = ScopeForm(request.POST or None, user=request.visitor.user)
    if request.method == "POST" and form.is_valid():
        if not within_limit(request, "start"):
            return too_often(request)
        appraisal = begun(request, form.save(commit=False), token)
        return redirect("landscape:task_list", appraisal.reference)

    return render(request, "landscape/start.html", {"form": form, "token": token, "keep": settings})


def begun(request: VisitorRequest, appraisal: Appraisal, token: UUID) -> Appraisal:
    """Return the appraisal that this page starts, however often its button is pressed."""
    appraisal.token = token
    appraisal.method_version = CURRENT_VERSION
    if request.visitor.user is None:
        appraisal.browser = request.visitor.remember_browser(str(token))
    try:
        appraisal.begin(request.visitor.user)
    except IntegrityError:
        return get_object_or_404(Appraisal.objects.owned_by(request.visitor), token=token)
    return appraisal


@require_POST
def try_example(request: VisitorRequest) -> HttpResponse:
    """Give this browser a copy of a demonstration to change as it likes."""
    demonstration = get_object_or_404(
        Appraisal, reference=request.POST.get("reference", REFERENCE), is_demonstration=True
    )

    if not within_limit(request, "try_example"):
        return too_often(request)
    copy = copy_to_try(demonstration, request.visitor.remember_browser())
    return redirect("landscape:task_list", copy.reference)


def details(request: VisitorRequest, reference: str) -> HttpResponse:
    appraisal = own_work(request, reference)

    form = ScopeForm(request.POST or None, appraisal, request.visitor.user)
    number = number_in(request.POST.get("revision", str(appraisal.scope_number)))
    context = {"appraisal": appraisal, "form": form, "number": number}
    if request.method == "POST" and form.is_valid():
        clashes = change(form, what_was_sent(request), request.visitor.user)
        if clashes:
            context |= {"differences": clashes, "posted": unhandled(request)}
            return render(request, "landscape/details_conflict.html", context, status=409)
        return redirect("landscape:task_list", reference)

    return render(request, "landscape/details.html", context)


def what_was_sent(request: VisitorRequest) -> Sent:
    posted = request.POST.dict()
    return Sent(
        based_on=number_in(posted.get("revision", "")),
        decided_at=number_in(posted.get("decided", "")),
        decided={
            name.removeprefix(KEEP): choice
            for name, choice in posted.items()
            if name.startswith(KEEP)
        },
    )


def unhandled(request: VisitorRequest) -> dict[str, str]:
    """Return what was posted, for the page that asks to choose: it goes on to the next attempt."""
    own = ("revision", "decided")
    sent = sent_in(request)
    return {n: text for n, text in sent.items() if n not in own and not n.startswith(KEEP)}


def task_list(request: VisitorRequest, reference: str) -> HttpResponse:
    appraisal = own_work(request, reference)

    pages = progress(Work(appraisal.agreed))
    answered, asked = counts(pages)
    return render(
        request,
        "landscape/task_list.html",
        {
            "appraisal": appraisal,
            "sections": list(by_section(pages)),
            "answered": answered,
            "asked": asked,
            "way": way_of(appraisal.agreed),
            "keep": settings,
            "found": appraisal.outcomes.only("found_at").order_by("-number").first(),
            "newer": newer_than(appraisal.method_version),
        },
    )


def check_answers(request: VisitorRequest, reference: str) -> HttpResponse:
    appraisal = own_work(request, reference)

    return render(
        request,
        "landscape/check_answers.html",
        {
            "appraisal": appraisal,
            "pages": list(pages_to_check(Work(appraisal.agreed))),
            "way": way_of(appraisal.agreed),
        },
    )


def show_result(request: VisitorRequest, reference: str) -> HttpResponse:
    appraisal = own_work(request, reference)

    if request.method != "POST":
        return redirect("landscape:check_answers", reference)
    conclude(appraisal, request.visitor.user)
    return redirect("reports:result", reference)


@require_POST
def sign_in_again(request: VisitorRequest) -> HttpResponse:
    """Hold what was sent after a session had ended, and go and sign in."""
    sent = sent_in(request)
    address = sent.pop("address", "")
    if not can_be_held(address):
        return redirect("landscape:home")
    hold(request, address, sent)
    return redirect_to_login(address)
