"""The form that says what is appraised, at the start and whenever it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.db import transaction

from appraisal.models import Appraisal
from frontend.dates import DateField
from frontend.look import look
from landscape.texts import Line, Prose
from people.models import Organisation

if TYPE_CHECKING:
    ModelForm = forms.ModelForm[Appraisal]
else:
    ModelForm = forms.ModelForm

ROUTES = {
    Appraisal.Route.SHORT: "29 scored questions, a few to describe the situation, and your goals. "
    "Enough for a provisional ranking. You can go on to the full route later and keep every "
    "answer.",
    Appraisal.Route.FULL: "Every question, and your goals. It gives a fuller and steadier "
    "ranking, and says more about how ready you are.",
}


class ScopeForm(ModelForm):
    """What is appraised, for which council, for whom, by when and how thoroughly."""

    title = look(
        Line(
            called="The title",
            longest=120,
            required=True,
            label="What are you appraising?",
            help_text="A short title, such as “Home care for older people from 2028”. "
            "Please do not name people.",
            error_messages={"required": "Give the appraisal a title"},
        ),
        size="m",
    )
    organisation = look(
        forms.ModelChoiceField(
            queryset=Organisation.objects.councils(),
            required=False,
            empty_label="Another organisation or none",
            label="Which council is it for?",
            help_text="For several councils together, choose the one that leads.",
            error_messages={"invalid_choice": "Choose a council from the list"},
        ),
        size="m",
    )
    scope = look(
        Prose(
            called="Who it is for and what it covers",
            widget=forms.Textarea(attrs={"rows": 4}),
            label="Who is it for, and what does it cover? (optional)",
            help_text="For example: people over 65 who live at home, about 900 at any time, "
            "in the whole county; without reablement.",
        ),
        size="m",
    )
    decision_date = look(
        DateField(
            required=False,
            label="When is a decision due? (optional)",
            help_text="For example, 27 3 2027",
        ),
        size="m",
    )
    route = look(
        forms.ChoiceField(
            choices=Appraisal.Route.choices,
            initial=Appraisal.Route.SHORT,
            widget=forms.RadioSelect,
            label="How thoroughly do you want to go about it?",
            help_text="You can change this at any time.",
            error_messages={
                "required": "Choose the short route or the full route",
                "invalid_choice": "Choose the short route or the full route",
            },
        ),
        size="m",
        hints={str(key): text for key, text in ROUTES.items()},
    )

    class Meta:
        model = Appraisal
        fields = ["title", "organisation", "scope", "decision_date", "route"]

    def __init__(self, data: Any = None, instance: Appraisal | None = None) -> None:
        super().__init__(data, instance=instance, auto_id="%s", label_suffix="")

    @transaction.atomic
    def change(self) -> None:
        """Save what was changed, and note that it was."""
        if self.changed_data:
            appraisal = self.instance
            appraisal.save(update_fields=self.changed_data)
            appraisal.touch()
            appraisal.events.create(
                what="scope changed", by=appraisal.owner, details={"fields": self.changed_data}
            )
