"""How a field is told to look, and the classes and words that follow from it."""

from collections.abc import Hashable, Mapping
from typing import Any, Literal, TypedDict, TypeVar, Unpack

from django import forms
from django.utils.functional import Promise

from frontend.environment import Around

Params = dict[str, Any]
Made = dict[Hashable, Around]
AnyField = TypeVar("AnyField", bound=forms.Field)


class Look(TypedDict, total=False):
    """What can be said about how a field is shown. All of it may be left out."""

    size: Literal["s", "m", "l", "xl"]  # of the label or legend; "s" unless told
    heading: bool  # the label is the page's heading too
    hide_label: bool  # only a screen reader says it: for fields in a table
    inline: bool  # radios or checkboxes beside each other
    small: bool  # radios or checkboxes in the small variant
    hints: Mapping[str, str]  # a line below a choice, by the choice's value
    divider_before: str  # the value of the choice that "or" comes before
    exclusive: str  # the value of the checkbox that clears the others
    reveals: Mapping[str, str]  # the field shown when a choice is picked, by its value
    width: str  # "2" to "30" characters, or "one-half" and the like
    prefix: str
    suffix: str
    count: bool  # count characters down to the field's max_length
    sends_empty: bool  # an unticked box sends an empty text, where it would send nothing
    classes: str  # on the whole group


def look(field: AnyField, **said: Unpack[Look]) -> AnyField:
    """Return the field, told how to look."""
    field.look = {**getattr(field, "look", {}), **said}  # type: ignore[attr-defined]
    return field


def made_once(field: AnyField) -> AnyField:
    """Return the field, to be shown by many forms: its HTML is made once for each way it looks.

    Nothing may change such a field afterwards; whoever wants it otherwise takes another one. Its
    choices, if it has any, stand in no groups.
    """
    field.made = {}  # type: ignore[attr-defined]
    return field


def heading_classes(block: str, told: Look) -> str:
    if told.get("hide_label"):
        return "govuk-visually-hidden"
    return f"{block}--{told.get('size', 's')}"


def variants(block: str, told: Look) -> str:
    asked = [f"{block}--{each}" for each in ("inline", "small") if told.get(each)]
    return " ".join(asked)


def width(told: Look) -> str:
    asked = told.get("width", "")
    if asked.isdigit():
        return f"govuk-input--width-{asked}"
    return f"govuk-!-width-{asked}" if asked else ""


def text(words: Any) -> Params:
    """Return words as text, or as HTML if they were marked safe."""
    if isinstance(words, Promise):
        words = str(words)
    return {"html": words} if hasattr(words, "__html__") else {"text": str(words)}
