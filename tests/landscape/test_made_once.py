"""Fields are made once and shown to everybody; what somebody typed is shown to nobody else."""

from __future__ import annotations

from copy import copy
from typing import Any

import pytest

from appraisal.method.content import CURRENT_VERSION, method
from landscape.forms import GoalPointsForm, PageForm, StepForm
from landscape.questions import CONFIDENCE, DONT_KNOW, EXEMPT
from landscape.route import Step
from tests.frontend.markup import tokens

METHOD = method(CURRENT_VERSION)
QUESTIONS = Step("every-question", "", "", questions=METHOD.questions)
GOALS = Step("every-goal", "", "", goals=METHOD.goals)
TYPED = ("", "0", "Rock & roll, ŵ", '"><script>alert(1)</script>', "\nA line", "\r\nAnother")


def forms(typed: str) -> tuple[StepForm, ...]:
    """Return a form of every question and one of every goal, with the same in each field."""
    page = PageForm(step=QUESTIONS, stored={}, draft={})
    points = GoalPointsForm(step=GOALS, stored={}, draft={})
    for form in (page, points):
        form.initial = dict.fromkeys(form.fields, typed)
    return page, points


def shown(form: StepForm) -> dict[str, str]:
    return {name: form[name].as_component() for name in form.fields}  # type: ignore[attr-defined]


def by_itself(form: StepForm) -> StepForm:
    """Return the form with fields that nobody else has."""
    own: Any = {name: copy(field) for name, field in form.fields.items()}
    for field in own.values():
        field.made = None
    form.fields = own
    return form


@pytest.mark.parametrize("typed", [*TYPED, "1", "5", DONT_KNOW, *CONFIDENCE, EXEMPT])
def test_what_is_made_once_is_what_would_be_made_each_time(typed: str):
    for form, another in zip(forms(typed), forms(typed), strict=True):
        found, wanted = shown(form), shown(by_itself(another))
        assert {name: tokens(html) for name, html in found.items()} == {
            name: tokens(html) for name, html in wanted.items()
        }


def test_what_one_person_typed_is_shown_to_nobody_else():
    for form in forms("Canary"):
        assert "Canary" in "".join(shown(form).values())

    for form in forms(""):
        assert "Canary" not in "".join(shown(form).values())
        for field in form.fields.values():
            assert "Canary" not in repr(field.made)  # type: ignore[attr-defined]
