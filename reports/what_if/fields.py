"""The fields of a what-if, and what stands in them: from a landscape to what is typed, and back."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from appraisal.method.model import Criterion, Goal, LevelKey, Question
from appraisal.scoring.answers import NOT_APPLICABLE, Landscape, as_fraction
from frontend.look import look
from reports import numbers
from reports.answers import DOES_NOT_APPLY, DONT_KNOW, in_words
from reports.stored import Found
from reports.what_if.changes import LAMBDA, Changes

UNKNOWN = "dont_know"
NOT_HERE = "not_applicable"
ALL = Fraction(100)
LONGEST_NUMBER = 12


class Hundred(forms.CharField):
    """A number from 0 to 100, with or without a sign for per cent."""

    def __init__(self, called: str, **said: Any) -> None:
        box = forms.TextInput(attrs={"inputmode": "decimal"})
        super().__init__(widget=box, **said)
        self.called = called

    def clean(self, value: Any) -> Fraction | None:
        typed = str(super().clean(value))
        if not typed and not self.required:
            return None
        number = as_fraction(typed.removesuffix("%").strip())
        if number is None or not 0 <= number <= ALL or len(typed) > LONGEST_NUMBER:
            raise ValidationError(f"{self.called} must be a number from 0 to 100, like 40")
        return number


# Names


def answer_to(key: str) -> str:
    return f"answer-{key}"


def points_of(key: str) -> str:
    return f"goal-{key}"


def weight_of(key: str) -> str:
    return f"weight-{key}"


# Fields


def asked(found: Found) -> Iterator[Question]:
    """Yield every question that may be answered otherwise; texts move nothing."""
    return (question for question in found.method.questions if question.kind != "text")


def fields(found: Found) -> dict[str, forms.Field]:
    return (
        {weight_of(LAMBDA): share_of_fit(found)}
        | {weight_of(each.key): weight(found, each) for each in found.method.criteria}
        | {points_of(goal.key): points(found, goal) for goal in found.method.goals}
        | {answer_to(question.key): answer(found, question) for question in asked(found)}
    )


def share_of_fit(found: Found) -> forms.Field:
    recorded = numbers.figure(found.landscape.weights.fit * ALL, "%")
    field = Hundred(
        "The share of fit",
        label="Share of fit in the score",
        help_text=f"Recorded: {recorded}. The rest is readiness.",
        error_messages={"required": "Enter the share of fit, like 60"},
    )
    return look(field, width="4", suffix="%")


def weight(found: Found, criterion: Criterion) -> forms.Field:
    recorded = numbers.figure(found.landscape.weights.criteria[criterion.key] * ALL, "%")
    field = Hundred(
        f"The weight of “{criterion.name}”",
        label=criterion.name,
        help_text=f"{criterion.meaning} Recorded: {recorded}.",
        error_messages={"required": f"Enter the weight of “{criterion.name}”, like 10"},
    )
    return look(field, width="4", suffix="%")


def points(found: Found, goal: Goal) -> forms.Field:
    given = found.landscape.goals.get(goal.key)
    recorded = "none" if given is None else numbers.figure(given, "")
    field = Hundred(
        f"Points for “{goal.text}”",
        required=False,
        label=goal.text,
        help_text=f"Recorded: {recorded}.",
    )
    return look(field, width="4", suffix="points")


def answer(found: Found, question: Question) -> forms.Field:
    recorded = typed_answer(found.landscape.answer(question).value)
    unknown = in_words(found, question).words if recorded == UNKNOWN else DONT_KNOW
    choices = [(str(level.key), level.label) for level in question.levels]
    choices.append((UNKNOWN, unknown))
    if question.not_applicable:
        choices.append((NOT_HERE, DOES_NOT_APPLY))
    field = forms.ChoiceField(
        label=question.text,
        choices=[
            (value, f"{label} (recorded)" if value == recorded else label)
            for value, label in choices
        ],
        widget=forms.Select,
        error_messages={
            "required": f"Choose an answer to “{question.text}”",
            "invalid_choice": f"Choose one of the answers to “{question.text}”",
        },
    )
    return look(field, width="full")


# From what is recorded to what stands in a field, and back


def typed(landscape: Landscape, found: Found) -> dict[str, str]:
    """Return what stands in each field when nothing is changed."""
    method = found.method
    weights = {key: recorded_weight(landscape, key) for key in (LAMBDA, *method.criterion_by_key)}
    return (
        {weight_of(key): typed_number(share * ALL) for key, share in weights.items()}
        | {
            points_of(goal.key): typed_number(landscape.goals.get(goal.key))
            for goal in method.goals
        }
        | {
            answer_to(question.key): typed_answer(landscape.answer(question).value)
            for question in asked(found)
        }
    )


def typed_changes(changes: Changes) -> dict[str, str]:
    return (
        {weight_of(key): typed_number(share * ALL) for key, share in changes.weights.items()}
        | {points_of(key): typed_number(each) for key, each in changes.goals.items()}
        | {answer_to(key): typed_answer(value) for key, value in changes.answers.items()}
    )


def typed_number(number: Fraction | None) -> str:
    return "" if number is None else numbers.figure(number, "")


def typed_answer(value: LevelKey | None) -> str:
    if value is None:
        return UNKNOWN
    return NOT_HERE if value == NOT_APPLICABLE else str(value)


def level_of(question: Question, chosen: str) -> LevelKey | None:
    if chosen == UNKNOWN:
        return None
    if chosen == NOT_HERE:
        return NOT_APPLICABLE
    return next(key for key in question.level_keys if str(key) == chosen)


def recorded_weight(landscape: Landscape, key: str) -> Fraction:
    return landscape.weights.fit if key == LAMBDA else landscape.weights.criteria[key]
