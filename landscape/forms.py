"""The forms of the wizard. Each accepts what it can and gives back the rest as it was typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import cache, cached_property
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString

from appraisal.method.model import Goal, Question
from appraisal.scoring.answers import MOST_POINTS
from frontend.fields import GovukBoundField
from frontend.look import look, made_once
from landscape.figures import figure, plain
from landscape.questions import Asked, Stored, about, answer, asked, contradiction, fields, typed
from landscape.route import Step
from landscape.texts import MOST_IN_ALL, Prose, tidy


class StepForm(forms.Form):
    """One page of the wizard.

    What is posted is laid over what is stored, so a field that was not sent changes nothing.
    After validation ``answers`` holds every accepted answer of the page, and ``draft`` what was
    typed and not accepted, by field name.
    """

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        step: Step,
        stored: Mapping[str, Stored],
        draft: Mapping[str, str],
        room: Callable[[], int] = lambda: MOST_IN_ALL,
        **said: Any,
    ) -> None:
        super().__init__(data, auto_id="%s", label_suffix="", **said)
        self.step = step
        self.stored = stored
        self.room = room
        self.fields.update(self.fields_of(step))
        self.initial = self.typed(stored)
        sent = data or {}
        self.posted = {name: tidy(str(sent[name])) for name in self.fields if name in sent}
        if self.is_bound:
            self.data = {**self.initial, **draft, **self.posted}

    def fields_of(self, step: Step) -> dict[str, forms.Field]:
        raise NotImplementedError

    def typed(self, stored: Mapping[str, Stored]) -> dict[str, str]:
        """Return what a person would have typed to give these answers, by field name."""
        raise NotImplementedError

    def accepted(self) -> dict[str, dict[str, Any]]:
        """Return the answers to what this page asks; where a field is wrong, as stored."""
        raise NotImplementedError

    def rejected(self) -> set[str]:
        """Return the names of the fields whose content cannot be stored as an answer."""
        return set(self.errors)

    @property
    def answers(self) -> dict[str, dict[str, Any]]:
        asked = set(self.step.asked)
        unseen = {key: dict(value) for key, value in self.stored.items() if key not in asked}
        return unseen | self.accepted()

    @property
    def draft(self) -> dict[str, str]:
        return {name: self.data[name] for name in sorted(self.rejected()) if name in self.data}

    def cleaned_or_stored(self) -> dict[str, Any]:
        """Return the cleaned value of every field; of the rejected ones, what is stored."""
        rejected = self.rejected()
        return {
            name: field.clean(self.initial.get(name, ""))
            if name in rejected
            else self.cleaned_data.get(name)
            for name, field in self.fields.items()
        }


class PageForm(StepForm):
    """A page of questions."""

    def fields_of(self, step: Step) -> dict[str, forms.Field]:
        return {name: field for each in step.questions for name, field in fields(each).items()}

    def typed(self, stored: Mapping[str, Stored]) -> dict[str, str]:
        return {
            name: text
            for question in self.step.questions
            for name, text in typed(question, stored.get(question.key, {})).items()
        }

    @cached_property
    def asked(self) -> tuple[Asked, ...]:
        return asked(self, self.step.questions)

    @property
    def may_be_exempt(self) -> bool:
        """Tell whether something on the page can be kept out of the public report."""
        return any(each.exempt for each in self.asked)

    def clean(self) -> None:
        self.unsettled: set[str] = set()
        for question in self.step.questions:
            if question.kind == "banded number":
                self._settle_figure(question)
        self._keep_within_room()

    def _settle_figure(self, question: Question) -> None:
        """Let a figure without a choice pick its band; refuse one that contradicts the choice."""
        number: Fraction | None = self.cleaned_data.get(f"{question.key}-number")
        if number is None or question.key in self.errors:
            return
        chosen = self.cleaned_data[question.key] or str(question.band(number).key)
        self.cleaned_data[question.key] = chosen
        if problem := contradiction(question, chosen, number):
            self.unsettled.add(question.key)
            self.add_error(f"{question.key}-number", problem)

    def _keep_within_room(self) -> None:
        """Refuse what was written anew once the appraisal holds all the text it may."""
        texts = {n: v for n, v in self.cleaned_data.items() if isinstance(v, str)}
        new = {name for name, text in texts.items() if len(text) > len(self.initial.get(name, ""))}
        if not new:
            return
        left = self.room() - sum(len(text) for name, text in texts.items() if name not in new)
        for name in (name for name in self.fields if name in new):
            left -= len(texts[name])
            if left < 0 and isinstance(self.fields[name], Prose):
                self.add_error(
                    name,
                    f"All texts of an appraisal together must be {MOST_IN_ALL:,} characters or "
                    f"fewer. Shorten this one, or others, by {-left:,}",
                )
                left += len(texts[name])

    def rejected(self) -> set[str]:
        return super().rejected() | self.unsettled

    def accepted(self) -> dict[str, dict[str, Any]]:
        cleaned = self.cleaned_or_stored()
        found = {question.key: answer(question, cleaned) for question in self.step.questions}
        return {key: given for key, given in found.items() if given}


class ContributionForm(PageForm):
    """A page of a contributor's own answers. No report shows their words, so none are exempt."""

    def fields_of(self, step: Step) -> dict[str, forms.Field]:
        every = super().fields_of(step)
        return {name: field for name, field in every.items() if not name.endswith("-exempt")}


class Points(forms.CharField):
    """Points for a goal, from 0 to 100."""

    def __init__(self, goal: Goal, **said: Any) -> None:
        super().__init__(required=False, **said)
        self.goal = goal

    def clean(self, value: Any) -> Fraction | None:
        typed = str(super().clean(value))
        if not typed:
            return None
        points = figure(typed)
        if points is None or points > MOST_POINTS:
            raise ValidationError(
                f"Points for “{self.goal.text}” must be a number from 0 to {MOST_POINTS}, like 40",
                code="invalid",
            )
        return points


@cache
def points(goal: Goal) -> forms.Field:
    """Return the field for the points of a goal: the same one to everybody."""
    field = Points(
        goal,
        label=goal.text,
        help_text=format_html(
            '<dl class="app-points__ends"><dt>From</dt><dd>{}</dd><dt>To</dt><dd>{}</dd></dl>',
            goal.swing_from,
            goal.swing_to,
        ),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    return made_once(look(field, width="4", suffix="points"))


class GoalPointsForm(StepForm):
    """The points of all goals on one page."""

    def fields_of(self, step: Step) -> dict[str, forms.Field]:
        return {goal.key: points(goal) for goal in step.goals}

    def typed(self, stored: Mapping[str, Stored]) -> dict[str, str]:
        return {key: str(points["value"]) for key, points in stored.items()}

    def weighed(self) -> Iterator[tuple[GovukBoundField, SafeString]]:
        """Yield the field of each goal, and what there is to know about it."""
        for goal in self.step.goals:
            yield cast(GovukBoundField, self[goal.key]), about(goal)

    def clean(self) -> None:
        self.all_zero = False
        given = {key: each for key, each in self.cleaned_data.items() if each is not None}
        if given and not any(given.values()) and not self.errors:
            self.all_zero = True
            self.add_error(
                next(iter(given)),
                "Give at least one goal some points, or leave all blank if you cannot say yet",
            )

    def rejected(self) -> set[str]:
        return set(self.fields) if self.all_zero else super().rejected()

    def accepted(self) -> dict[str, dict[str, Any]]:
        cleaned = self.cleaned_or_stored()
        return {key: {"value": plain(each)} for key, each in cleaned.items() if each is not None}
