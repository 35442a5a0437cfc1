"""The form that says what is appraised, at the start and whenever it changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.db import transaction
from django.db.models import Q
from django.utils import formats, timezone

from appraisal.models import Appraisal
from frontend.dates import DateField
from frontend.look import look
from landscape.conflict import THEIRS, YOURS, Difference
from landscape.texts import Line, Prose
from landscape.words import Words
from people.models import Organisation, User
from people.models.organisation import OrganisationQuerySet

if TYPE_CHECKING:
    ModelForm = forms.ModelForm[Appraisal]
else:
    ModelForm = forms.ModelForm

FIELDS = ("title", "organisation", "scope", "decision_date", "route")
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
        fields = FIELDS

    def __init__(
        self, data: Any = None, instance: Appraisal | None = None, user: User | None = None
    ) -> None:
        super().__init__(data, instance=instance, auto_id="%s", label_suffix="")
        offered = cast("forms.ModelChoiceField[Organisation]", self.fields["organisation"])
        offered.queryset = organisations_for(user, self.instance.organisation_id)


def organisations_for(user: User | None, chosen: int | None) -> OrganisationQuerySet:
    """Return the councils, the organisations somebody belongs to, and the one chosen before."""
    offered = Q(pk__in=Organisation.objects.councils().values("pk")) | Q(pk=chosen)
    if user:
        own = user.memberships.approved().values("organisation")
        offered |= Q(pk__in=Organisation.objects.current().filter(pk__in=own).values("pk"))
    return Organisation.objects.filter(offered).order_by("name")


@dataclass(frozen=True)
class Sent:
    """What a page that changes the scope was based on, and what its sender chose to keep where
    somebody else had changed the same."""

    based_on: int
    decided_at: int
    decided: Mapping[str, str]

    def up_to(self, latest: int) -> Sent:
        """Return the same with 0, which overwrites nothing, for a number that was never shown."""
        based_on, decided_at = (
            number if number <= latest else 0 for number in (self.based_on, self.decided_at)
        )
        return replace(self, based_on=based_on, decided_at=decided_at)


def change(form: ScopeForm, sent: Sent, by: User | None) -> tuple[Difference, ...]:
    """Save what the form's sender changed, and note from what to what.

    What somebody else has changed since stays. Where both changed the same, nothing is saved and
    the differences are returned to choose from.
    """
    with transaction.atomic():
        appraisal = Appraisal.objects.select_for_update().get(pk=form.instance.pk)
        sent = sent.up_to(appraisal.scope_number)
        wanted = {name: in_store(form.cleaned_data[name]) for name in sent_fields(form)}
        mine = differing(wanted, scope_at(appraisal, sent.based_on))
        mine -= {name for name, choice in sent.decided.items() if choice == THEIRS}
        clashes = mine & _changed_since(appraisal, sent) & differing(wanted, scope_of(appraisal))
        if clashes:
            return tuple(_difference(form, name, appraisal) for name in FIELDS if name in clashes)
        _store(appraisal, {name: form.cleaned_data[name] for name in mine}, by)
    return ()


def sent_fields(form: ScopeForm) -> list[str]:
    """Return the fields that were sent at all: one that was not is not cleared."""
    return [
        name
        for name in FIELDS
        if not form.fields[name].widget.value_omitted_from_data(form.data, form.files, name)
    ]


def _changed_since(appraisal: Appraisal, sent: Sent) -> set[str]:
    """Return the fields that somebody changed while the sender did not see it."""
    now = scope_of(appraisal)
    unseen = differing(now, scope_at(appraisal, sent.based_on))
    decided = set(sent.decided) - differing(now, scope_at(appraisal, sent.decided_at))
    return unseen - decided


def _store(appraisal: Appraisal, wanted: dict[str, Any], by: User | None) -> None:
    before = scope_of(appraisal)
    for name, value in wanted.items():
        setattr(appraisal, name, value)
    after = scope_of(appraisal)
    changed = differing(before, after)
    if not changed:
        return
    appraisal.scope_number += 1
    appraisal.changed_at = timezone.now()
    appraisal.save(update_fields=[*changed, "scope_number", "changed_at"])
    appraisal.events.create(
        what="scope changed",
        by=by,
        details={
            "number": appraisal.scope_number,
            "changes": {name: [before[name], after[name]] for name in FIELDS if name in changed},
        },
    )


def scope_at(appraisal: Appraisal, number: int) -> dict[str, Any]:
    """Return the scope as it was when it had this number, which the trail tells."""
    scope = scope_of(appraisal)
    if number >= appraisal.scope_number:
        return scope
    changes = appraisal.events.filter(what="scope changed", details__number__gt=number)
    for details in changes.order_by("-pk").values_list("details", flat=True):
        scope |= {name: before for name, (before, _after) in details["changes"].items()}
    return scope


def scope_of(appraisal: Appraisal) -> dict[str, Any]:
    return {name: in_store(getattr(appraisal, name)) for name in FIELDS}


def differing(one: dict[str, Any], other: dict[str, Any]) -> set[str]:
    return {name for name in one if one[name] != other[name]}


def in_store(value: Any) -> Any:
    """Return one field's value as the trail keeps it."""
    if isinstance(value, Organisation):
        return value.pk
    return value.isoformat() if isinstance(value, date) else value


def _difference(form: ScopeForm, name: str, theirs: Appraisal) -> Difference:
    return Difference(
        key=name,
        text=str(form.fields[name].label),
        yours=Words(in_words(form.cleaned_data[name])),
        theirs=Words(in_words(getattr(theirs, name))),
        likelier=YOURS,
    )


def in_words(value: Any) -> str:
    """Return one field's value as people read it."""
    if isinstance(value, date):
        return formats.date_format(value, "j F Y")
    if value in Appraisal.Route.values:
        return str(Appraisal.Route(value).label)
    return str(value or "Nothing")


def as_kept(name: str, value: Any) -> str:
    """Return in words what the trail keeps of one field."""
    if name == "organisation" and value:
        known = Organisation.objects.filter(pk=value).first()
        return str(known or "An organisation that is no longer listed")
    if name == "decision_date" and value:
        return in_words(date.fromisoformat(value))
    return in_words(value)
