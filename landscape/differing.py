"""Where people differ: what each group says to a question, and what is agreed in the end.

A group can go through the questions on one screen, one at a time, and settle each.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.forms import Field
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from appraisal.method.content import method
from appraisal.method.model import Method, Question
from appraisal.models import Appraisal, answers_file
from appraisal.scoring.answers import read_landscape
from appraisal.scoring.perspectives import TIE, TOO_EARLY, Spread, Views, Voice, compare
from appraisal.voices import Contribution, contributions
from frontend.look import made_once
from landscape.access import own_work
from landscape.forms import PageForm, StepForm
from landscape.route import Step
from landscape.wizard import Wizard
from landscape.words import in_words
from landscape.work import Work
from people.visitor import VisitorRequest

LEADS = {TIE: "An exact tie", TOO_EARLY: "Too early to say"}


@dataclass(frozen=True)
class Said:
    """What one group answered to a question, in words: “Good: 2”, “Poor: 1”."""

    group: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Noted:
    """What one contributor wrote beside an answer."""

    name: str
    words: str


@dataclass(frozen=True)
class Compared:
    """A question with what was agreed and what each group says."""

    question: Question
    agreed: str
    said: tuple[Said, ...]
    is_talking_point: bool


@dataclass(frozen=True)
class Leads:
    """Which approach leads for the members of a group: “Relational for 2 of 3”."""

    group: str
    people: int
    words: tuple[str, ...]


class Comparison:
    """All contributions to an appraisal beside its agreed answers."""

    def __init__(self, appraisal: Appraisal) -> None:
        self.method: Method = method(appraisal.method_version)
        self.work = Work(appraisal.agreed)
        self.contributions: tuple[Contribution, ...] = contributions(appraisal, self.method)

    @cached_property
    def views(self) -> Views:
        agreed = read_landscape(self.method, answers_file(self.work.revisions))
        return compare(self.method, agreed, tuple(each.voice for each in self.contributions))

    @cached_property
    def spreads(self) -> dict[str, Spread]:
        return {spread.question: spread for spread in self.views.spreads}

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Return the questions that somebody answered, widest differences first."""
        answered = [each for each in self.method.questions if each.key in self.spreads]
        return tuple(sorted(answered, key=lambda each: -self.spreads[each.key].distance))

    def compared(self, question: Question) -> Compared:
        spread = self.spreads.get(question.key)
        return Compared(
            question=question,
            agreed=self.agreed(question),
            said=tuple(self._said(question, spread)) if spread else (),
            is_talking_point=spread is not None and spread.is_talking_point,
        )

    def agreed(self, question: Question) -> str:
        for revision in self.work.revisions.values():
            if question.key in revision.answers:
                return in_words(question, revision.answers[question.key], {}).answer
        return in_words(question, {}, {}).answer

    def _said(self, question: Question, spread: Spread) -> Iterator[Said]:
        for role, counts in spread.by_group.items():
            words = (f"{question.level(level).label}: {count}" for level, count in counts.items())
            yield Said(self.method.role_by_key[role].group, tuple(words))

    def notes(self, question: Question) -> Iterator[Noted]:
        for each in self.contributions:
            answer = each.said["answers"].get(question.key, {})
            words = answer.get("value") if question.kind == "text" else answer.get("note")
            if words:
                yield Noted(each.name, str(words))

    @property
    def agreed_lead(self) -> str:
        """Return which approach the agreed answers lead to, as if they were one more voice."""
        agreed = read_landscape(self.method, answers_file(self.work.revisions))
        views = compare(self.method, agreed, (Voice("", "", agreed),))
        return self._name(views.rankings[0].lead)

    def _name(self, lead: str) -> str:
        return LEADS.get(lead) or self.method.approach_by_key[lead].name

    def leads(self) -> Iterator[Leads]:
        for role in self.method.roles:
            found = self.views.leads.get(role.key)
            if found:
                people = sum(found.values())
                yield Leads(role.group, people, tuple(self._led(found)))

    def _led(self, found: Any) -> Iterator[str]:
        for lead, count in sorted(found.items(), key=lambda each: -each[1]):
            yield f"{self._name(lead)}: {count}"


def overview(request: VisitorRequest, reference: str) -> HttpResponse:
    appraisal = own_work(request, reference)

    comparison = Comparison(appraisal)
    rows = [comparison.compared(question) for question in comparison.questions]
    return render(
        request,
        "landscape/views.html",
        {
            "appraisal": appraisal,
            "people": len(comparison.contributions),
            "talking_points": [row for row in rows if row.is_talking_point],
            "others": [row for row in rows if not row.is_talking_point],
            "leads": list(comparison.leads()),
            "agreed_lead": comparison.agreed_lead,
            "first": rows[0].question.key if rows else "",
        },
    )


class SettleForm(PageForm):
    """One question, which the page's heading asks, and why the agreed answer is what it is."""

    def fields_of(self, step: Step) -> dict[str, Field]:
        fields = super().fields_of(step)
        (question,) = step.questions
        # Of its own: the others are everybody's.
        agreed = made_once(copy(fields[question.key]))
        agreed.label = "What do you agree on?"
        return fields | {question.key: agreed}

    def clean(self) -> None:
        super().clean()
        (question,) = self.step.questions
        note = f"{question.key}-note"
        if question.kind == "text" or note in self.errors:
            return
        if self.cleaned_data.get(question.key) and not self.cleaned_data.get(note):
            self.add_error(note, "Say in a few words why you settled on this answer")


class Settle(Wizard):
    """One question on one screen: what people say, and what is agreed."""

    template_name = "landscape/settle.html"

    def dispatch(self, request: VisitorRequest, reference: str, key: str) -> HttpResponseBase:
        appraisal = own_work(request, reference)
        self.comparison = Comparison(appraisal)
        work = Work(appraisal.agreed, asked_too=request.POST, only=key)
        if not work.steps:
            raise Http404(f"This method has no question {key}.")
        (step,) = work.steps
        (self.question,) = step.questions
        return self.serve(request, work, step.key)

    def form_of(self, step: Step) -> type[StepForm]:
        return SettleForm

    def onward(self) -> str:
        reference = self.work.appraisal.reference
        following = self.neighbour(1)
        if self.action == "continue" and following:
            return reverse("landscape:settle", args=[reference, following.key])
        return reverse("landscape:views", args=[reference])

    def neighbour(self, distance: int) -> Question | None:
        """Return the question before or after this one among those that somebody answered."""
        asked = self.comparison.questions
        if self.question not in asked:
            return None
        at = asked.index(self.question) + distance
        return asked[at] if 0 <= at < len(asked) else None

    def get_context_data(self, form: StepForm, **said: Any) -> dict[str, Any]:
        asked = self.comparison.questions
        return super().get_context_data(form=form, **said) | {
            "compared": self.comparison.compared(self.question),
            "notes": list(self.comparison.notes(self.question)),
            "before": self.neighbour(-1),
            "after": self.neighbour(1),
            "place": asked.index(self.question) + 1 if self.question in asked else 0,
            "places": len(asked),
        }
