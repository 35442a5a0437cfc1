"""The pages of questions: shown as they stand, saved at every press of a button.

formtools gives the forms, their order and the way onward. What it does with sessions, steps in
posted data and re-validation is left aside: see RevisionStorage and Work.
"""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.generic import View
from formtools.wizard.views import NamedUrlWizardView, StepsHelper

from appraisal.models import Perspective
from landscape.access import own_answers, own_contribution
from landscape.conflict import differences, without_theirs
from landscape.forms import ContributionForm, GoalPointsForm, PageForm, StepForm
from landscape.held import held_for, release
from landscape.limits import is_saved_too_often
from landscape.posted import number_in, token_of
from landscape.refusals import too_often, typed_in
from landscape.route import Step
from landscape.storage import RevisionStorage
from landscape.way import Way, way_of
from landscape.work import Stale, Submission, Work, is_a_step
from people.models import User
from people.visitor import VisitorRequest

CHANGE = "change"


class Wizard(NamedUrlWizardView):  # type: ignore[misc]
    """One page of the agreed answers, which the result is worked out from."""

    request: VisitorRequest
    template_name = "landscape/page.html"

    def perspective(self, request: VisitorRequest, reference: str, step: str) -> Perspective:
        """Return the agreed answers; to a stranger there is no such appraisal."""
        return own_answers(request, reference, step)

    def dispatch(self, request: VisitorRequest, reference: str, step: str) -> HttpResponseBase:
        perspective = self.perspective(request, reference, step)
        return self.serve(request, Work(perspective, asked_too=request.POST, at=step), step)

    def serve(self, request: VisitorRequest, work: Work, step: str) -> HttpResponseBase:
        """Do what is asked with one page of the work."""
        if not is_a_step(work, step):
            raise Http404(f"This method has no page {step}.")

        self.work = work
        self.way: Way = way_of(work.perspective)
        self.form_list = {each.key: self.form_of(each) for each in work.steps}
        if step not in self.form_list:
            # The short route, or the invitation, leaves this page out.
            return redirect(self.way.tasks)
        self.prefix = None
        self.storage = RevisionStorage("", request, work, step)
        self.steps = StepsHelper(self)
        return View.dispatch(self, request)

    @property
    def saved_by(self) -> User | None:
        return self.request.visitor.user

    def form_of(self, step: Step) -> type[StepForm]:
        return GoalPointsForm if step.goals else PageForm

    # The seams with formtools

    def get_form_prefix(self, step: str | None = None, form: Any = None) -> None:
        """Leave field names as they are: a page is posted to its own address."""

    def get_form_kwargs(self, step: str) -> dict[str, Any]:
        revision = self.work.revision(step)
        return {
            "step": self.work.step(step),
            "stored": revision.answers,
            "draft": revision.draft,
            "room": partial(self.work.room, step),
        }

    def get_step_url(self, step: str) -> str:
        return self.way.step(step)

    def get_cleaned_data_for_step(self, step: str) -> dict[str, Any]:
        answers: dict[str, Any] = self.work.revision(step).answers
        return answers

    def get_all_cleaned_data(self) -> dict[str, Any]:
        return {key: self.get_cleaned_data_for_step(key) for key in self.form_list}

    # What a browser may ask for

    def get(self, request: VisitorRequest) -> HttpResponse:
        held = held_for(request)
        if held is not None:
            # What was sent before signing in again is not saved: it is based on what it was then.
            form = self.get_form(data=held)
            return self.page(form, number_in(held.get("revision", "")), token_of(held), held=True)
        draft = self.work.revision(self.steps.current).draft
        # What could not be accepted last time is shown with its mistakes.
        return self.page(self.get_form(data={} if draft else None))

    def post(self, request: VisitorRequest) -> HttpResponse:
        if is_saved_too_often(self.work, self.steps.current):
            return too_often(request)
        form = self.sent_form()
        submission = Submission(
            based_on=number_in(request.POST.get("revision", "")),
            token=token_of(request.POST.dict()),
            answers=form.answers,
            draft=form.draft,
        )
        result = self.work.save(self.steps.current, submission, self.saved_by)
        if isinstance(result, Stale):
            return self.conflict(result)
        release(request)
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
        if self.action == "later":
            return self.way.tasks
        step = self.get_prev_step() if self.action == "back" else self.get_next_step()
        if step and CHANGE not in self.request.GET:
            return self.get_step_url(step)
        if self.action == "back" and CHANGE not in self.request.GET:
            return self.way.tasks
        return self.way.check

    def page(
        self,
        form: StepForm,
        revision: int | None = None,
        token: UUID | None = None,
        held: bool = False,
    ) -> HttpResponse:
        """Show the page, with the revision it is based on and a token of its own."""
        if revision is None:
            revision = self.work.revision(self.steps.current).number
        response: HttpResponse = self.render(
            form, revision=revision, token=token or uuid4(), held=held
        )
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
            "way": self.way,
            "changing": CHANGE in self.request.GET,
        }


class ContributionWizard(Wizard):
    """One page of a contributor's own answers."""

    # Whoever it is, signed in or not: contributors were promised that no account is kept.
    saved_by = None

    def perspective(self, request: VisitorRequest, reference: str, step: str) -> Perspective:
        return own_contribution(request, reference)

    def form_of(self, step: Step) -> type[StepForm]:
        return GoalPointsForm if step.goals else ContributionForm

    def dispatch(self, request: VisitorRequest, reference: str, step: str) -> HttpResponseBase:
        contribution = own_contribution(request, reference)
        if not contribution.takes_answers:
            context = {"contribution": contribution, "typed": typed_in(request)}
            return render(request, "landscape/contribution_closed.html", context, status=409)
        return super().dispatch(request, reference, step)
