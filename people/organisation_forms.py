"""Joining an organisation, adding one, inviting a colleague."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q

from frontend.look import look
from people.models import Organisation, tidy_address
from people.models.organisation import tidy_name

KINDS = {
    "NHS body": "An NHS body",
    "Provider": "A provider of care or support",
    "Voluntary sector": "A voluntary or community organisation",
    "Partner": "Another public body or a partnership",
    "Other": "Something else",
}


class JoinForm(forms.Form):
    organisation = look(
        forms.ModelChoiceField(
            queryset=Organisation.objects.current()
            .exclude(Q(gss_code=None) & Q(is_verified=False))
            .order_by("name"),
            empty_label="Choose an organisation",
            label="Where do you work?",
            error_messages={
                "required": "Choose the organisation you work for",
                "invalid_choice": "Choose an organisation from the list",
            },
        ),
        size="m",
    )


class AddForm(forms.Form):
    name = look(
        forms.CharField(
            label="What is it called?",
            help_text="Its full name, such as “NHS Example Integrated Care Board”.",
            max_length=100,
            error_messages={
                "required": "Enter the name of the organisation",
                "max_length": "The name must have 100 characters or fewer",
            },
        ),
        size="m",
    )
    kind = look(
        forms.ChoiceField(
            choices=KINDS.items,
            widget=forms.RadioSelect,
            label="What kind of organisation is it?",
            error_messages={
                "required": "Choose what kind of organisation it is",
                "invalid_choice": "Choose what kind of organisation it is",
            },
        ),
        size="m",
    )

    def clean_name(self) -> str:
        name = tidy_name(self.cleaned_data["name"])
        if taken := Organisation.objects.named(name).first():
            raise forms.ValidationError(
                f"“{taken.name}” is here already. If it is yours, ask to join it, or ask a member "
                "to invite you"
            )
        return name


class InviteForm(forms.Form):
    email = look(
        forms.EmailField(
            label="Your colleague’s e-mail address",
            widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
            error_messages={
                "required": "Enter an e-mail address",
                "invalid": "Enter an e-mail address, such as name@example.gov.uk",
            },
        ),
        width="two-thirds",
    )

    def __init__(self, *args: Any, already: frozenset[str] = frozenset(), **said: Any) -> None:
        super().__init__(*args, **said)
        self.already = already

    def clean_email(self) -> str:
        email = tidy_address(self.cleaned_data["email"])
        if email in self.already:
            raise forms.ValidationError("This person is a member already")
        return email
