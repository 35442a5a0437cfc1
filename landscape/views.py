"""The pages of the wizard: who may, what was asked, what next."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.generic import View
from formtools.wizard.views import NamedUrlWizardView, StepsHelper

from appraisal.conclusion import conclude
from appraisal.method.content import CURRENT_VERSION
from appraisal.models import Appraisal
from landscape.check import pages_to_check
from landscape.conflict import differences, without_theirs
from landscape.forms import GoalPointsForm, PageForm, StepForm
from landscape.progress import by_section, counts, progress
from landscape.scope import ScopeForm
from landscape.storage import RevisionStorage
from landscape.work import Stale, Submission, Work, is_a_step
from people.visitor import KEPT_DAYS, VisitorRequest

CHANGE = "change"


def home(request: VisitorRequest) -> HttpResponse:
    own = Appraisal.objects.editable_by(request.visitor).select_related("organisation")
    return render(
        request,
        "landscape/home.html",
        {
            "appraisals": own.order_by("-changed_at"),
            "has_example": Appraisal.objects.filter(is_demonstration=True).exists(),
            "kept_days": KEPT_DAYS,
        },
    )


def start(request: VisitorRequest) -> HttpResponse:
    form = ScopeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        appraisal: Appraisal = form.save(commit=False)
        appraisal.method_version = CURRENT_VERSION
        appraisal.browser = request.visitor.remember_browser()
        appraisal.owner = request.visitor.user
        appraisal.begin()
        return redirect("landscape:task_list", appraisal.reference)

    return render(request, "landscape/start.html", {"form": form, "kept_days": KEPT_DAYS})


def details(request: VisitorRequest, reference: str) -> HttpResponse:
    appraisal = own_appraisal(request, reference)

    form = ScopeForm(request.POST or None, instance=appraisal)
    if request.method == "POST" and form.is_valid():
        form.change()
        return redirect("landscape:task_list", reference)

    return render(request, "landscape/details.html", {"form": form, "reference": reference})


def task_list(request: VisitorRequest, reference: str) -> HttpResponse:
    appraisal = own_appraisal(request, reference)

    pages = progress(Work(appraisal))
    answered, asked = counts(pages)
    return render(
        request,
        "landscape/task_list.html",
        {
            "appraisal": appraisal,
            "sections": list(by_section(pages)),
            "answered": answered,
            "asked": asked,
            "found": appraisal.outcomes.only("found_at").order_by("-number").first(),
        },
    )


def check_answers(request: VisitorRequest, reference: str) -> HttpResponse:
    appraisal = own_appraisal(request, reference)

    pages = list(pages_to_check(Work(appraisal)))
    return render(request, "landscape/check_answers.html", {"appraisal": appraisal, "pages": pages})


def show_result(request: VisitorRequest, reference: str) -> HttpResponse:
    appraisal = own_appraisal(request, reference)

    if request.method != "POST":
        return redirect("landscape:check_answers", reference)
    conclude(appraisal.agreed, request.visitor.user)
    return redirect("reports:result", reference)


def own_appraisal(request: VisitorRequest, reference: str) -> Appraisal:
    """Return the visitor's own appraisal; to a stranger there is no such appraisal."""
    found = Appraisal.objects.editable_by(request.visitor).select_related("organisation")
    return get_object_or_404(found, reference=reference)


class Wizard(NamedUrlWizardView):  # type: ignore[misc]
    """One page of questions: shown as it stands, saved at every press of a button.

    formtools gives the forms, their order and the way onward. What it does with sessions,
    steps in posted data and re-validation is left aside: see RevisionStorage and Work.
    """

    request: VisitorRequest
    template_name = "landscape/page.html"

    def dispatch(self, request: VisitorRequest, reference: str, step: str) -> HttpResponseBase:
        appraisal = own_appraisal(request, reference)
        if not is_a_step(appraisal, step):
            raise Http404(f"This method has no page {step}.")

        self.work = Work(appraisal, asked_too=request.POST)
        self.form_list = {
            each.key: GoalPointsForm if each.goals else PageForm for each in self.work.steps
        }
        if step not in self.form_list:
            # The short route leaves this page out.
            return redirect("landscape:task_list", reference)
        self.prefix = None
        self.storage = RevisionStorage("", request, self.work, step)
        self.steps = StepsHelper(self)
        return View.dispatch(self, request)

    # The seams with formtools

    def get_form_prefix(self, step: str | None = None, form: Any = None) -> None:
        """Leave field names as they are: a page is posted to its own address."""

    def get_form_kwargs(self, step: str) -> dict[str, Any]:
        revision = self.work.revision(step)
        return {
            "step": self.work.step(step),
            "stored": revision.answers,
            "draft": revision.draft,
            "room": self.work.room(step),
        }

    def get_step_url(self, step: str) -> str:
        return reverse(self.url_name, args=[self.work.appraisal.reference, step])

    def get_cleaned_data_for_step(self, step: str) -> dict[str, Any]:
        answers: dict[str, Any] = self.work.revision(step).answers
        return answers

    def get_all_cleaned_data(self) -> dict[str, Any]:
        return {key: self.get_cleaned_data_for_step(key) for key in self.form_list}

    # What a browser may ask for

    def get(self, request: VisitorRequest) -> HttpResponse:
        draft = self.work.revision(self.steps.current).draft
        # What could not be accepted last time is shown with its mistakes.
        return self.page(self.get_form(data={} if draft else None))

    def post(self, request: VisitorRequest) -> HttpResponse:
        step = self.steps.current
        form = self.sent_form()
        submission = Submission(
            based_on=number_in(request.POST.get("revision", "")),
            token=token_in(request.POST.get("token", "")),
            answers=form.answers,
            draft=form.draft,
        )
        result = self.work.save(step, submission, request.visitor.user)
        if isinstance(result, Stale):
            return self.conflict(result)
        if form.errors and self.action == "continue":
            # With status 200: on an error status some proxies and browsers put a page of their own.
            return self.page(form, result.revision.number)
        return redirect(self.onward())

    @property
    def action(self) -> str:
        asked = self.request.POST.get("action", "")
        return asked if asked in ("back", "later") else "continue"

    def sent_form(self) -> StepForm:
        """Return the page's form with what was posted, validated."""
        form: StepForm = self.get_form(data=without_theirs(self.request.POST.dict()))
        form.full_clean()
        return form

    def onward(self) -> str:
        """Return the address that the pressed button leads to."""
        reference = self.work.appraisal.reference
        if self.action == "later":
            return reverse("landscape:task_list", args=[reference])
        step = self.get_prev_step() if self.action == "back" else self.get_next_step()
        if step and CHANGE not in self.request.GET:
            return self.get_step_url(step)
        if self.action == "back" and CHANGE not in self.request.GET:
            return reverse("landscape:task_list", args=[reference])
        return reverse("landscape:check_answers", args=[reference])

    def page(self, form: StepForm, revision: int | None = None) -> HttpResponse:
        """Show the page, with the revision it is based on and a token of its own."""
        if revision is None:
            revision = self.work.revision(self.steps.current).number
        response: HttpResponse = self.render(form, revision=revision, token=uuid4())
        return response

    def conflict(self, stale: Stale) -> HttpResponse:
        """Show both versions of a page that somebody else saved in the meantime."""
        form = self.sent_form()
        found = list(differences(form, stale))
        if not found:
            return redirect(self.onward())
        context = self.get_context_data(
            form=form,
            differences=found,
            stale=stale,
            action=self.action,
            token=uuid4(),
        )
        return render(self.request, "landscape/conflict.html", context, status=409)

    def get_context_data(self, form: StepForm, **said: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(form=form, **said)
        return context | {
            "appraisal": self.work.appraisal,
            "step": form.step,
            "saved": self.work.revision(form.step.key),
            "changing": CHANGE in self.request.GET,
        }


def number_in(typed: str) -> int:
    """Return a posted revision number; 0, which never overwrites anything, if it is none."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0


def token_in(typed: str) -> UUID:
    """Return a posted token; a new one if it is none."""
    try:
        return UUID(typed)
    except ValueError:
        return uuid4()
