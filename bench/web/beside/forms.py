"""The product's questions as plain Django forms, with the same fields under the same names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms

from appraisal.method.content import CURRENT_VERSION, method
from appraisal.method.model import Goal, Page, Question
from landscape.questions import CONFIDENCE, DOES_NOT_APPLY, DONT_KNOW, EXEMPT_NOTE, WORDS

# As the product calls it, whose models know nothing of this project.
GOAL_POINTS = "goal-points"


def form_list() -> list[tuple[str, type[forms.Form]]]:
    """Return the form of each page, by the page's key, with that of the goals' points last."""
    chosen = method(CURRENT_VERSION)
    pages = [(page.key, _form(dict(_page(page)))) for page in chosen.pages]
    return [*pages, (GOAL_POINTS, _form({each.key: _points(each) for each in chosen.goals}))]


def _form(fields: dict[str, forms.Field]) -> type[forms.Form]:
    return type("PageForm", (forms.Form,), fields)


def _page(page: Page) -> Iterator[tuple[str, forms.Field]]:
    for key in page.questions:
        yield from _fields(method(CURRENT_VERSION).question_by_key[key])


def _fields(question: Question) -> Iterator[tuple[str, forms.Field]]:
    key = question.key
    said: dict[str, Any] = {"required": False, "label": question.text, "help_text": question.hint}
    if question.kind == "text":
        yield key, forms.CharField(widget=forms.Textarea, **said)
    else:
        choices = [(str(level.key), level.label) for level in question.levels]
        choices.append((DONT_KNOW, WORDS[DONT_KNOW]))
        if question.not_applicable:
            choices.append((DOES_NOT_APPLY, WORDS[DOES_NOT_APPLY]))
        yield key, forms.ChoiceField(widget=forms.RadioSelect, choices=choices, **said)
        if question.kind == "banded number":
            yield f"{key}-number", forms.DecimalField(required=False, label="The figure")
        yield from _backing(key)
    yield f"{key}-exempt", forms.BooleanField(required=False, label=EXEMPT_NOTE)


def _backing(key: str) -> Iterator[tuple[str, forms.Field]]:
    confidence = forms.ChoiceField(
        required=False,
        label="How sure are you?",
        widget=forms.RadioSelect,
        choices=list(CONFIDENCE.items()),
    )
    yield f"{key}-confidence", confidence
    yield f"{key}-note", forms.CharField(required=False, label="Note", widget=forms.Textarea)
    for part in ("Title", "Address", "Date"):
        name = f"{key}-source-{part.lower()}"
        yield name, forms.CharField(required=False, label=f"{part} of the source")


def _points(goal: Goal) -> forms.Field:
    ends = f"From: {goal.swing_from} To: {goal.swing_to}"
    return forms.DecimalField(
        required=False, label=goal.text, help_text=ends, min_value=0, max_value=100
    )
