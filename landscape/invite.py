"""The forms that ask people to take part: an invitation, a later deadline, a share."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from appraisal.inviting import Asked
from appraisal.method.model import Method
from appraisal.models import Access
from frontend.dates import DateField
from frontend.look import look
from landscape.route import every_section

BY_EMAIL, BY_LINK = "email", "link"
USUAL_DAYS = 21
MOST_DAYS = 180


def address(label: str, hint: str, **said: Any) -> forms.EmailField:
    return look(
        forms.EmailField(
            label=label,
            help_text=hint,
            widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
            error_messages={
                "required": "Enter an e-mail address",
                "invalid": "Enter an e-mail address like name@example.org",
            },
            **said,
        ),
        width="two-thirds",
    )


class Deadline(DateField):
    """A day from today on, and not so far off that nobody would think of it."""

    def clean(self, value: Any) -> date:
        day: date = super().clean(value)
        today = timezone.localdate()
        latest = today + timedelta(days=MOST_DAYS)
        if not today <= day <= latest:
            raise ValidationError(
                f"The last day must be from today to {latest:%-d %B %Y}", code="out_of_reach"
            )
        return day


def deadline(**said: Any) -> Deadline:
    return look(
        Deadline(
            label="Until when can people answer?",
            help_text="To the end of that day. For example, 27 3 2027",
            error_messages={"required": "Enter the last day on which people can answer"},
            **said,
        ),
        size="m",
    )


def usual_deadline() -> date:
    return timezone.localdate() + timedelta(days=USUAL_DAYS)


class InviteForm(forms.Form):
    """Who is asked, how, for what and until when."""

    role = look(
        forms.ChoiceField(
            label="Whom do you ask?",
            help_text="One invitation for each group, so that their answers stay apart.",
            error_messages={"required": "Choose whom you ask"},
        ),
        size="m",
    )
    by = look(
        forms.ChoiceField(
            label="How do you ask them?",
            choices=[
                (BY_EMAIL, "One person, by e-mail"),
                (BY_LINK, "Any number of people, by a link"),
            ],
            widget=forms.RadioSelect,
            error_messages={"required": "Choose how you ask them"},
        ),
        size="m",
        hints={
            BY_EMAIL: "We send the link now. It opens once, for that person.",
            BY_LINK: "You get one link and a picture of it to print. Send it on, or show it in a "
            "meeting: everyone who opens it answers for themselves.",
        },
    )
    email = address(
        "E-mail address, for one person",
        "We use it for this invitation only, and forget it some time after the last day.",
        required=False,
    )
    anonymous = forms.BooleanField(
        required=False,
        label="Promise that nobody will know who answered what",
        help_text="For a link only. Nothing is kept that says who they are. You see their answers "
        "after the last day, and only what three or more of them answered.",
    )
    sections = look(
        forms.MultipleChoiceField(
            label="What do you ask them about?",
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": "Choose at least one part"},
        ),
        size="m",
    )
    deadline = deadline(initial=usual_deadline)

    def __init__(self, method: Method, data: Any = None) -> None:
        super().__init__(data, auto_id="%s", label_suffix="")
        sections = every_section(method)
        roles = [(role.key, role.name) for role in method.roles]
        self.fields["role"].choices = [("", "Choose"), *roles]  # type: ignore[attr-defined]
        self.fields["sections"].choices = list(sections.items())  # type: ignore[attr-defined]
        self.fields["sections"].initial = list(sections)

    def clean(self) -> None:
        said = self.cleaned_data
        if said.get("by") == BY_EMAIL and not said.get("email") and "email" not in self.errors:
            self.add_error("email", "Enter the e-mail address of the person you ask")
        if said.get("by") == BY_EMAIL and said.get("anonymous"):
            self.add_error(
                "anonymous",
                "Whoever is asked by e-mail is known to be asked. Ask by a link, or take back the "
                "promise",
            )

    def asked(self) -> Asked:
        said = self.cleaned_data
        personal = said["by"] == BY_EMAIL
        return Asked(
            role=said["role"],
            sections=said["sections"],
            deadline=said["deadline"],
            email=said["email"].lower() if personal else "",
            is_anonymous=said["anonymous"],
        )


class DeadlineForm(forms.Form):
    """A later or earlier last day."""

    deadline = deadline()

    def __init__(self, data: Any = None, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial, auto_id="%s", label_suffix="")


LEVELS = {
    Access.Level.OWNER: "Everything you can do: answer, invite and share, see the trail, delete.",
    Access.Level.EDITOR: "Answer, agree answers and see the result.",
    Access.Level.VIEWER: "Read the result and download the report.",
}


class LevelForm(forms.Form):
    """What somebody may do with the appraisal."""

    level = look(
        forms.ChoiceField(
            label="What may they do?",
            choices=Access.Level.choices,
            initial=Access.Level.EDITOR,
            widget=forms.RadioSelect,
            error_messages={"required": "Choose what they may do"},
        ),
        hints={str(key): text for key, text in LEVELS.items()},
    )

    def __init__(self, data: Any = None, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial, auto_id="%s", label_suffix="")


class ShareForm(LevelForm):
    """Who else may open the appraisal, and what for."""

    email = address(
        "E-mail address",
        "They open the appraisal by signing in with this address. We send them an e-mail.",
    )

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()
