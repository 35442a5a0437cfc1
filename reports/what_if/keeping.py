"""Keeping a what-if: a scenario is made once, and nobody's is lost to somebody else's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.db import IntegrityError, transaction
from django.utils import timezone

from appraisal.models import Outcome, Scenario
from appraisal.models.scenario import LONGEST_NAME
from frontend.look import look
from people.models import User
from reports.what_if.changes import Changes
from reports.what_if.form import WhatIfForm

MOST = 50
CHANGE = "change"
# What the buttons of the page may ask for: a new scenario, or another state of the one shown.
KEEPING = ("keep", CHANGE)


# These fields stand outside the form they belong to, where its changes do not count as supposed.
ELSEWHERE = {"form": "what-if"}


class NameForm(forms.Form):
    """What a scenario is called; sent together with all that is supposed."""

    name = look(
        forms.CharField(
            label="Name of the scenario",
            help_text="Say what it supposes, like “Providers trust us”. Please do not name people.",
            max_length=LONGEST_NAME,
            widget=forms.TextInput(attrs={**ELSEWHERE, "autocomplete": "off"}),
            error_messages={
                "required": "Give the scenario a name",
                "max_length": f"The name must be {LONGEST_NAME} characters or fewer",
            },
        ),
        width="two-thirds",
    )

    # Made when the page is shown: pressing its button twice keeps one scenario.
    token = forms.UUIDField(required=False, widget=forms.HiddenInput(attrs=ELSEWHERE))
    # Which state of the scenario was shown.
    state = forms.CharField(required=False, widget=forms.HiddenInput(attrs=ELSEWHERE))

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, scenario: Scenario | None = None
    ) -> None:
        shown: dict[str, Any] = {"token": uuid4()}
        if scenario:
            shown |= {"name": scenario.name, "state": state_of(scenario)}
        super().__init__(data, auto_id="%s", label_suffix="", initial=shown)


def state_of(scenario: Scenario) -> str:
    return str(scenario.changed_at.isoformat())


class NotKept(Exception):
    """It cannot be kept; the message says why, and what to do."""


def kept_as(
    named: NameForm, form: WhatIfForm, outcome: Outcome, scenario: Scenario | None, by: User | None
) -> Scenario | None:
    """Return the scenario as it was made or changed; None if it was not, and ``named`` says why."""
    if not named.is_valid() or not form.is_valid():
        return None
    said = named.cleaned_data
    try:
        if scenario and named.data["action"] == CHANGE:
            return change(scenario, said["name"], form.changes(), said["state"])
        return keep(outcome, said["name"], form.changes(), said["token"] or uuid4(), by)
    except NotKept as refusal:
        named.add_error(None, str(refusal))
        return None


def keep(outcome: Outcome, name: str, changes: Changes, token: UUID, by: User | None) -> Scenario:
    """Return a new scenario, however often its button is pressed. Raises NotKept."""
    _something_in(changes)
    scenarios = Scenario.objects.filter(outcome__appraisal=outcome.appraisal)
    if made := scenarios.filter(token=token).first():
        return made
    if scenarios.count() >= MOST:
        raise NotKept(f"There are {MOST} scenarios already. Delete one that is no longer needed")
    now = timezone.now()
    scenario = Scenario(
        outcome=outcome,
        name=name,
        changes=changes.stored(),
        made_by=by,
        made_at=now,
        changed_at=now,
        token=token,
    )
    try:
        with transaction.atomic():
            scenario.save(force_insert=True)
    except IntegrityError:
        return scenarios.get(token=token)
    return scenario


def change(scenario: Scenario, name: str, changes: Changes, based_on: str) -> Scenario:
    """Return the scenario with another name or other changes. Raises NotKept.

    ``based_on`` says which state of it was shown; if that is no longer the latest, nothing is
    overwritten.
    """
    _something_in(changes)
    latest = Scenario.objects.filter(pk=scenario.pk, changed_at=scenario.changed_at)
    if based_on != state_of(scenario) or not latest.update(
        name=name, changes=changes.stored(), changed_at=timezone.now()
    ):
        raise NotKept(
            "Somebody else has changed this scenario since you opened it. Keep yours as a new "
            "one, or open it again"
        )
    return scenario


def _something_in(changes: Changes) -> None:
    if not changes:
        raise NotKept("Change an answer, a weight or points first: there is nothing to keep yet")
