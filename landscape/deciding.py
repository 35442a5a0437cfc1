"""The decision: what people decided, by whom, why, and who dissented, whatever the result says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from appraisal.deciding import MOST, TooMany, decisions_of, in_words, record
from appraisal.method.content import method
from appraisal.method.model import Approach
from appraisal.models import Decision, Outcome, put_first
from appraisal.models.decision import LONGEST_BODY
from frontend.dates import DateField
from frontend.look import look
from landscape.access import own_work
from landscape.posted import token_of
from landscape.texts import Line, Prose
from people.visitor import VisitorRequest

NO_NAMES = "Please do not name people."
What = Decision.What


class DayTaken(DateField):
    """A day on which something was decided already."""

    def clean(self, value: Any) -> date:
        day: date = super().clean(value)
        if day > timezone.localdate():
            raise ValidationError("The date must be today or earlier", code="future")
        return day


def text(label: str, hint: str, called: str, missing: str = "", rows: int = 4) -> Prose:
    """Return a longer text; one that is needed says what is missing."""
    field = look(
        Prose(
            called=called,
            label=label,
            help_text=hint,
            widget=forms.Textarea(attrs={"rows": rows}),
            error_messages={"required": missing},
        ),
        size="m",
    )
    field.required = bool(missing)
    return field


class DecisionForm(forms.Form):
    """A decision on one of the results there are."""

    outcome = look(
        forms.TypedChoiceField(
            coerce=int,
            widget=forms.RadioSelect,
            label="Which result was it taken on?",
            error_messages={
                "required": "Choose the result it was taken on",
                "invalid_choice": "Choose one of the results",
            },
        ),
        size="m",
    )
    what = look(
        forms.ChoiceField(
            widget=forms.RadioSelect,
            label="What was decided?",
            error_messages={
                "required": "Choose what was decided",
                "invalid_choice": "Choose what was decided from the list",
            },
        ),
        size="m",
        divider_before=What.AS_NOW,
    )
    blended_with = look(
        forms.ChoiceField(
            required=False,
            label="Blended with another approach?",
            help_text="For example, Relational above with Place-based here.",
            error_messages={"invalid_choice": "Choose an approach from the list"},
        ),
        size="m",
    )
    in_words = text(
        "What exactly? (optional)",
        "In a sentence or two. Needed only if you chose “Something else”.",
        "What was decided",
        rows=3,
    )
    taken_by = look(
        Line(
            called="Who decided",
            longest=LONGEST_BODY,
            required=True,
            label="Who decided?",
            help_text=f"A body or a role, such as Cabinet. {NO_NAMES}",
            error_messages={"required": "Say which body or role decided"},
        ),
        size="m",
    )
    taken_on = look(
        DayTaken(
            label="When was it decided?",
            help_text="For example, 27 3 2027",
            error_messages={"required": "Enter the date on which it was decided"},
        ),
        size="m",
    )
    why = text(
        "Why?", f"The reasons as they were given. {NO_NAMES}", "Why", "Say why it was decided"
    )
    why_differs = text(
        "If it is not what the result puts first: why not?",
        "People may know what no question asks. Readers of the report will want to know what that "
        "was.",
        "Why it differs",
    )
    dissent = text(
        "Did anyone dissent? (optional)",
        f"Who, as a role or group, and why. {NO_NAMES}",
        "Dissent",
        rows=3,
    )

    def __init__(self, outcomes: Sequence[Outcome], data: Any = None) -> None:
        latest = outcomes[0].number
        super().__init__(data, initial={"outcome": latest}, auto_id="%s", label_suffix="")
        self.outcomes = {each.number: each for each in outcomes}
        self.names = {each.key: each.name for each in known_to_all(outcomes)}
        names = list(self.names.items())
        others = [(str(each), str(each.label)) for each in (What.AS_NOW, What.SOMETHING_ELSE)]
        self.fields["what"].choices = names + others  # type: ignore[attr-defined]
        self.fields["blended_with"].choices = [("", "No"), *names]  # type: ignore[attr-defined]
        self.fields["outcome"].choices = [  # type: ignore[attr-defined]
            (each.number, f"Result {each.number}, found {day(each)}: {first(each)}")
            for each in outcomes
        ]

    def clean(self) -> None:
        said = self.cleaned_data
        what = said.get("what")
        other = said.get("blended_with")
        if other and (other == what or (what and what not in self.names)):
            self.add_error(
                "blended_with",
                "Choose one approach of the blend under “What was decided?” and the other one here",
            )
        if what == What.SOMETHING_ELSE and said.get("in_words") == "":
            self.add_error("in_words", "Say in a sentence or two what was decided")
        if not self.errors and not said["why_differs"] and self.decision().differs:
            result = self.outcomes[said["outcome"]]
            self.add_error(
                "why_differs",
                f"Say why something else was decided: result {result.number} says {first(result)}",
            )

    def decision(self, token: UUID | None = None) -> Decision:
        """Return the decision that was typed, not stored yet."""
        said = self.cleaned_data
        chosen = said["what"]
        is_approach = chosen in self.names
        kind = What.BLEND if said["blended_with"] else What.APPROACH
        return Decision(
            outcome=self.outcomes[said["outcome"]],
            what=kind if is_approach else chosen,
            approach=chosen if is_approach else "",
            blended_with=said["blended_with"],
            in_words=said["in_words"],
            taken_by=said["taken_by"],
            taken_on=said["taken_on"],
            why=said["why"],
            why_differs=said["why_differs"],
            dissent=said["dissent"],
            token=token or uuid4(),
        )


def known_to_all(outcomes: Sequence[Outcome]) -> list[Approach]:
    """Return the approaches that the method of every one of these results knows."""
    methods = [method(version) for version in {each.method_version for each in outcomes}]
    latest = method(outcomes[0].method_version)
    return [
        each
        for each in latest.approaches
        if all(each.key in other.approach_by_key for other in methods)
    ]


def day(outcome: Outcome) -> str:
    return f"{timezone.localtime(outcome.found_at):%-d %B %Y}"


def first(outcome: Outcome) -> str:
    """Say what a result puts first."""
    known = method(outcome.method_version).approach_by_key
    names = [known[key].name for key in put_first(outcome)]
    if not names:
        return "too early to say"
    if len(names) == 1:
        return f"{names[0]} first"
    return f"no clear difference between {', '.join(names[:-1])} and {names[-1]}"


def decision(request: VisitorRequest, reference: str) -> HttpResponse:
    """Show what was decided, and record another decision."""
    appraisal = own_work(request, reference)

    outcomes = list(appraisal.outcomes.defer("landscape").order_by("-number"))
    if not outcomes:
        return render(request, "landscape/decision_none.html", {"appraisal": appraisal})
    token = token_of(request.POST.dict())
    form = DecisionForm(outcomes, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            record(form.decision(token), request.visitor.user)
            return redirect("reports:result", reference)
        except TooMany:
            form.add_error(None, f"{MOST} decisions have been recorded already, which is the most")
    context = {
        "appraisal": appraisal,
        "form": form,
        "token": token,
        "latest": outcomes[0],
        "says": first(outcomes[0]),
        "several": len(outcomes) > 1,
        "recorded": [(each, in_words(each)) for each in decisions_of(appraisal)],
    }
    return render(request, "landscape/decision.html", context)
