"""Django form fields as GOV.UK Frontend components.

A form's author sets what Django knows: label, help_text, widget, choices. What Django has no
word for is said with `look`:

    from frontend.look import look

    answer = look(
        forms.ChoiceField(label="How many could deliver?", widget=forms.RadioSelect, choices=...),
        size="m",
        hints={"one": "Only the present provider could."},
        divider_before="not_known",
    )

and the template says `{% govuk_field form.answer %}`. The setting FORM_RENDERER names
`GovukRenderer`, which gives every form the bound field below.
"""

from collections.abc import Hashable, Iterator
from functools import singledispatch
from typing import Any, Unpack, cast

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates
from django.forms.widgets import ChoiceWidget, Input
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from frontend.dates import DateBoxes
from frontend.environment import GAP, Around, around, component
from frontend.look import Look, Made, Params, heading_classes, text, variants, width


class GovukBoundField(BoundField):
    """A field of a form that knows which component shows it."""

    def as_component(self, **said: Unpack[Look]) -> SafeString:
        """Return the field as HTML: label, hint, error and input, tied together."""
        if self.is_hidden:
            return self.as_widget()
        made: Made | None = getattr(self.field, "made", None)
        if made is None or said or self.errors:
            return component(*self._dressed(**said))
        way, text = shown_as(self)
        if way not in made:
            made[way] = self._with_gap()
        return made[way].html(text)

    def _dressed(self, **said: Unpack[Look]) -> tuple[str, Params]:
        told = cast(Look, {**getattr(self.field, "look", {}), **said})
        return dressed(self.field.widget, self, told)

    def _with_gap(self) -> Around:
        """Return the component with a gap where what was typed stands, if anything was."""
        name, params = self._dressed()
        return around(name, {**params, "value": GAP} if params.get("value") else params)

    @property
    def id(self) -> str:
        return str(self.field.widget.attrs.get("id") or self.auto_id or self.html_name)

    @property
    def first_id(self) -> str:
        """Return the id of the first input to mend, for a link from the error summary."""
        if isinstance(self.field.widget, DateBoxes):
            return f"{self.id}-{self.wrong_parts()[0]}"
        return self.id

    def shown(self) -> Any:
        """Return the value as the widget writes it."""
        return self.field.widget.format_value(self.value())

    def wrong_parts(self) -> list[str]:
        """Return which boxes of a date an error is about: all of them unless it says so."""
        for error in self.errors.as_data() if self.errors else ():
            if error.params and "parts" in error.params:
                return list(error.params["parts"])
        return list(DateBoxes.PARTS)


def shown_as(field: GovukBoundField) -> tuple[Hashable, str]:
    """Return by which of its few ways a field is shown, and the text that was typed into it."""
    widget = field.field.widget
    if isinstance(widget, ChoiceWidget):
        # What is no choice picks none, so there are as many ways as choices and no more.
        known = {str(value) for value, _ in widget.choices}
        return (field.html_name, field.id, *(each for each in field.shown() if each in known)), ""
    if isinstance(widget, forms.CheckboxInput):
        return (field.html_name, field.id, widget.check_test(field.value())), ""
    text = in_textarea(field) if isinstance(widget, forms.Textarea) else field.shown() or ""
    return (field.html_name, field.id, bool(text)), text


def in_textarea(field: GovukBoundField) -> str:
    text: str = field.shown() or ""
    # A browser drops the first line break of a textarea.
    return f"\n{text}" if text.startswith(("\n", "\r\n")) else text


class GovukRenderer(DjangoTemplates):
    """Gives every form of the project our bound fields."""

    bound_field_class = GovukBoundField


@singledispatch
def dressed(widget: forms.Widget, field: GovukBoundField, told: Look) -> tuple[str, Params]:
    """Return the name of the component for a widget, and its params."""
    raise NotImplementedError(f"{type(widget).__name__} has no component yet: {field.name}.")


@dressed.register
def _(widget: forms.SelectMultiple, field: GovukBoundField, told: Look) -> tuple[str, Params]:
    return dressed.dispatch(forms.Widget)(widget, field, told)


@dressed.register
def _(widget: Input, field: GovukBoundField, told: Look) -> tuple[str, Params]:
    params = labelled(field, told) | {"value": field.shown(), "classes": width(told)}
    params["attributes"] = attributes(field)
    for affix in ("prefix", "suffix"):
        if affix in told:
            params[affix] = text(told[affix])
    if widget.input_type == "number":
        # A number input drops what it cannot read and scrolls by accident: ask for text instead.
        whole = isinstance(field.field, forms.IntegerField) and not isinstance(
            field.field, forms.FloatField | forms.DecimalField
        )
        params |= {"inputmode": "numeric" if whole else "decimal", "spellcheck": False}
    else:
        params["type"] = widget.input_type
    return "input", params


@dressed.register
def _(widget: forms.FileInput, field: GovukBoundField, told: Look) -> tuple[str, Params]:
    # Without a value: a browser shows none but the file that was chosen in it.
    return "file-upload", labelled(field, told) | {"attributes": attributes(field)}


@dressed.register
def _(widget: forms.PasswordInput, field: GovukBoundField, told: Look) -> tuple[str, Params]:
    return "password-input", labelled(field, told) | {"attributes": attributes(field)}


@dressed.register
def _(widget: forms.Textarea, field: GovukBoundField, told: Look) -> tuple[str, Params]:
    left_out = {"rows", "cols"}
    params = labelled(field, told) | {
        "value": in_textarea(field),
        "rows": widget.attrs.get("rows", 5),
        "classes": width(told),
        "attributes": {k: v for k, v in attributes(field).items() if k not in left_out},
    }
    limit = getattr(field.field, "max_length", None)
    if told.get("count") and limit:
        if field.field.disabled:
            params["attributes"]["disabled"] = ""  # the macro forgets it
        return "character-count", params | {"maxlength": limit, "threshold": 75}
    return "textarea", params


@dressed.register
def _(widget: forms.Select, field: GovukBoundField, told: Look) -> tuple[str, Params]:
    items = [
        {"value": value, "text": str(label), "selected": selected}
        for value, label, selected in choices(widget, field)
    ]
    return "select", labelled(field, told) | {
        "items": items,
        "classes": width(told),
        "attributes": attributes(field),
    }


@dressed.register
def _(widget: forms.RadioSelect, field: GovukBoundField, told: Look) -> tuple[str, Params]:
    return "radios", grouped(field, told) | {
        "items": list(items(widget, field, told)),
        "classes": variants("govuk-radios", told),
    }


@dressed.register
def _(
    widget: forms.CheckboxSelectMultiple, field: GovukBoundField, told: Look
) -> tuple[str, Params]:
    return "checkboxes", grouped(field, told) | {
        "items": list(items(widget, field, told)),
        "classes": variants("govuk-checkboxes", told),
    }


@dressed.register
def _(widget: forms.CheckboxInput, field: GovukBoundField, told: Look) -> tuple[str, Params]:
    params = shared(field, told)
    if told.get("sends_empty"):
        empty = format_html('<input type="hidden" name="{}" value="">', field.html_name)
        params["formGroup"]["beforeInputs"] = {"html": empty}
    item = text(field.label) | {
        "value": widget.attrs.get("value", "on"),
        "checked": widget.check_test(field.value()),
        "disabled": field.field.disabled,
        "hint": params.pop("hint", None),
    }
    return "checkboxes", params | {
        "idPrefix": field.id,
        "items": [item],
        "classes": variants("govuk-checkboxes", told),
    }


@dressed.register
def _(widget: DateBoxes, field: GovukBoundField, told: Look) -> tuple[str, Params]:
    wrong = field.wrong_parts() if field.errors else []
    boxes = [
        {
            "id": f"{field.id}-{part}",
            "name": f"{field.html_name}_{part}",
            "label": part.capitalize(),
            "value": value,
            "classes": f"govuk-input--width-{4 if part == 'year' else 2}"
            + (" govuk-input--error" if part in wrong else ""),
            "attributes": {"disabled": ""} if field.field.disabled else {},
        }
        for part, value in zip(DateBoxes.PARTS, widget.in_parts(field.value()), strict=True)
    ]
    return "date-input", grouped(field, told) | {"id": field.id, "items": boxes}


# What components share


def shared(field: GovukBoundField, told: Look) -> Params:
    """Return name, hint, error and group: the same for every component."""
    params: Params = {"name": field.html_name, "formGroup": {"classes": told.get("classes")}}
    if field.help_text:
        params["hint"] = text(field.help_text)
    if field.errors:
        params["errorMessage"] = {
            "html": format_html_join(SafeString("<br>"), "{}", ((each,) for each in field.errors))
        }
    return params


def labelled(field: GovukBoundField, told: Look) -> Params:
    """Return the params of a component with one input and so a label."""
    label = text(field.label) | {
        "classes": heading_classes("govuk-label", told),
        "isPageHeading": told.get("heading", False),
    }
    return shared(field, told) | {
        "id": field.id,
        "label": label,
        "disabled": field.field.disabled,
    }


def grouped(field: GovukBoundField, told: Look) -> Params:
    """Return the params of a component with several inputs: its label is a legend."""
    legend = text(field.label) | {
        "classes": heading_classes("govuk-fieldset__legend", told),
        "isPageHeading": told.get("heading", False),
    }
    return shared(field, told) | {"idPrefix": field.id, "fieldset": {"legend": legend}}


def attributes(field: GovukBoundField) -> Params:
    """Return what the form's author put on the widget, for the input itself."""
    # maxlength is left out: a browser would cut off, without a word, what a person pastes.
    # required, min, max and step are left out: the server says what is wrong, in our words.
    left_out = {"id", "class", "maxlength", "minlength", "required", "min", "max", "step", "value"}
    return {
        name: "" if value is True else value
        for name, value in field.field.widget.attrs.items()
        if name not in left_out and value not in (None, False)
    }


def choices(widget: ChoiceWidget, field: GovukBoundField) -> Iterator[tuple[str, Any, bool]]:
    """Yield value, label and whether it is picked, of each choice, groups laid flat."""
    picked = field.shown()
    for _name, group, _index in widget.optgroups(field.html_name, picked):
        for option in group:
            value = "" if option["value"] is None else str(option["value"])
            yield value, option["label"], bool(option["selected"])


def items(widget: ChoiceWidget, field: GovukBoundField, told: Look) -> Iterator[Params]:
    """Yield the radios or checkboxes of a group, with what hangs on each."""
    for value, label, picked in choices(widget, field):
        if value == told.get("divider_before"):
            yield {"divider": "or"}
        item = text(label) | {
            "value": value,
            "checked": picked,
            "disabled": field.field.disabled,
        }
        if hint := told.get("hints", {}).get(value):
            item["hint"] = text(hint)
        if value == told.get("exclusive"):
            item["behaviour"] = "exclusive"
        if name := told.get("reveals", {}).get(value):
            revealed = cast(GovukBoundField, field.form[name])
            item["conditional"] = {"html": revealed.as_component()}
        yield item


def errors_of(form: forms.BaseForm) -> Iterator[Params]:
    """Yield the errors of a form for its error summary, in the order of the page."""
    for message in form.non_field_errors():
        yield text(message)
    for field in form:
        for message in field.errors:
            if isinstance(field, GovukBoundField) and not field.is_hidden:
                yield text(message) | {"href": f"#{field.first_id}"}
            else:
                yield text(message)
