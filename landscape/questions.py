"""How a question becomes fields of a form, and what is typed there becomes an answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, cached_property
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from appraisal.method.model import Goal, LevelKey, Question
from appraisal.scoring.answers import NOT_APPLICABLE
from frontend.fields import GovukBoundField
from frontend.look import look, made_once
from landscape.figures import figure, plain, with_unit
from landscape.texts import Line, Prose, WebAddress

# An answer as it is stored: value, number, confidence, note, source and exempt; empty parts left
# out.
Stored = Mapping[str, Any]

DONT_KNOW = "dont_know"
DOES_NOT_APPLY = "not_applicable"
WORDS = {DONT_KNOW: "I don’t know yet", DOES_NOT_APPLY: "This does not apply here"}

CONFIDENCE = {
    "evidence": "I have seen evidence",
    "judgement": "It is a professional judgement",
    "guess": "It is a guess",
}
SOURCE_PARTS = ("title", "address", "date")

# What a ticked box sends.
EXEMPT = "exempt"
EXEMPT_NOTE = "Exempt: leave this note and source out of the public report (Part A)"
EXEMPT_WORDS = "Exempt: leave these words out of the public report (Part A)"


class Figure(forms.CharField):
    """The figure behind a band: its bounds and unit are the question's."""

    def __init__(self, question: Question, **said: Any) -> None:
        super().__init__(required=False, **said)
        self.question = question

    def clean(self, value: Any) -> Fraction | None:
        typed = str(super().clean(value))
        if not typed:
            return None
        number = figure(typed, self.question.unit)
        highest = self.question.maximum or Fraction(0)
        if number is None or number > highest:
            raise ValidationError(
                f"The figure for “{self.question.text}” must be a number "
                f"from 0 to {with_unit(highest)}, like {with_unit(highest / 8)}",
                code="invalid",
            )
        return number


# From a question to fields


@cache
def fields(question: Question) -> Mapping[str, forms.Field]:
    """Return the fields a question is asked with, by name: the same ones to everybody."""
    return {name: made_once(field) for name, field in _fields(question).items()}


def _fields(question: Question) -> dict[str, forms.Field]:
    if question.kind == "text":
        return {
            question.key: _own_words(question),
            f"{question.key}-exempt": _exempt(EXEMPT_WORDS, question),
        }
    asked: dict[str, forms.Field] = {question.key: _levels(question)}
    if question.kind == "banded number":
        asked[f"{question.key}-number"] = _figure(question)
    return asked | _backing(question)


def _own_words(question: Question) -> forms.Field:
    field = Prose(
        called=f"Your answer to “{question.text}”", label=question.text, help_text=question.hint
    )
    return look(field, size="m")


def _levels(question: Question) -> forms.Field:
    choices = [(str(level.key), level.label) for level in question.levels]
    choices.append((DONT_KNOW, WORDS[DONT_KNOW]))
    if question.not_applicable:
        choices.append((DOES_NOT_APPLY, WORDS[DOES_NOT_APPLY]))
    field = forms.ChoiceField(
        required=False,
        label=question.text,
        help_text=question.hint,
        widget=forms.RadioSelect,
        choices=choices,
        error_messages={"invalid_choice": f"Choose one of the answers to “{question.text}”"},
    )
    return look(field, size="m", divider_before=DONT_KNOW)


def _figure(question: Question) -> forms.Field:
    field = Figure(
        question,
        label=_about("The figure, if you have it", question),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    return look(field, width="10", suffix=question.unit)


def _backing(question: Question) -> dict[str, forms.Field]:
    """Return the fields for what an answer rests on."""
    key, quoted = question.key, f"“{question.text}”"
    confidence = forms.ChoiceField(
        required=False,
        label=_about("How sure are you?", question),
        widget=forms.RadioSelect,
        choices=list(CONFIDENCE.items()),
        error_messages={"invalid_choice": f"Choose how sure you are about {quoted}"},
    )
    note = Prose(
        called=f"Your note on {quoted}",
        label=_about("Note", question),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    title = Line(called=f"The source for {quoted}", label=_about("Source", question))
    title.help_text = "A report, a data set or a person’s role. Please do not name people."
    address = WebAddress(
        called=f"The source’s web address for {quoted}",
        longest=2_000,
        label=_about("Web address of the source, if it has one", question),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )
    date = Line(
        called=f"The date of the source for {quoted}",
        longest=50,
        label=_about("Date of the source", question),
        help_text="A year will do, like 2026.",
    )
    return {
        f"{key}-confidence": look(confidence, small=True),
        f"{key}-note": note,
        f"{key}-source-title": title,
        f"{key}-source-address": address,
        f"{key}-source-date": look(date, width="20"),
        f"{key}-exempt": _exempt(EXEMPT_NOTE, question),
    }


def _exempt(words: str, question: Question) -> forms.Field:
    box = forms.CheckboxInput(attrs={"value": EXEMPT})
    field = forms.BooleanField(required=False, label=_about(words, question), widget=box)
    # What is left empty would change nothing: an empty text takes the tick away.
    return look(field, small=True, sends_empty=True)


def _about(words: str, question: Question) -> SafeString:
    """Return a label that says, to a screen reader, which question it belongs to."""
    return format_html('{}<span class="govuk-visually-hidden">: {}</span>', words, question.text)


# From an answer to what was typed, and back


def typed(question: Question, answer: Stored) -> dict[str, str]:
    """Return what a person would have typed to give this answer, by field name."""
    key = question.key
    shown = {
        f"{key}-number": answer.get("number", ""),
        f"{key}-confidence": answer.get("confidence", ""),
        f"{key}-note": answer.get("note", ""),
        f"{key}-exempt": EXEMPT if answer.get("exempt") else "",
    }
    for part in SOURCE_PARTS:
        shown[f"{key}-source-{part}"] = answer.get("source", {}).get(part, "")
    if "value" in answer:
        shown[key] = _typed_value(answer["value"], question)
    return {name: text for name, text in shown.items() if text}


def _typed_value(value: LevelKey | None, question: Question) -> str:
    if value is None:
        return DONT_KNOW
    if value == NOT_APPLICABLE and question.kind != "text":
        return DOES_NOT_APPLY
    return str(value)


def answer(question: Question, cleaned: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answer that cleaned fields give, as it is stored; empty for no answer."""
    key = question.key
    found: dict[str, Any] = {}
    if cleaned.get(key):
        found["value"] = _value(question, cleaned[key])
    number = cleaned.get(f"{key}-number")
    if number is not None and found.get("value") == question.band(number).key:
        found["number"] = plain(number)
    for part in ("confidence", "note"):
        if cleaned.get(f"{key}-{part}"):
            found[part] = cleaned[f"{key}-{part}"]
    source = {part: cleaned.get(f"{key}-source-{part}") for part in SOURCE_PARTS}
    if any(source.values()):
        found["source"] = {part: text for part, text in source.items() if text}
    if cleaned.get(f"{key}-exempt"):
        # Even where nothing is written yet: what is written later must not be published unasked.
        found["exempt"] = True
    return found


def _value(question: Question, chosen: str) -> LevelKey | None:
    if question.kind == "text":
        return chosen
    if chosen == DONT_KNOW:
        return None
    if chosen == DOES_NOT_APPLY:
        return NOT_APPLICABLE
    return next(key for key in question.level_keys if str(key) == chosen)


def contradiction(question: Question, chosen: str, number: Fraction) -> str:
    """Return what is wrong with a figure and a choice that do not go together; "" if nothing."""
    band = question.band(number)
    if chosen == str(band.key):
        return ""
    label = WORDS.get(chosen) or question.level(int(chosen)).label
    given = with_unit(number, question.unit)
    return (
        f"For “{question.text}” you chose “{label}”, but the figure {given} belongs to "
        f"“{band.label}”. Change the figure or the choice"
    )


# On the page


@cache
def about(asked: Question | Goal) -> SafeString:
    """Return why something is asked and where to find it, as HTML: the same for everybody."""
    of = "goal" if isinstance(asked, Goal) else "question"
    return render_to_string(f"landscape/about_{of}.html", {"asked": asked})


@dataclass(frozen=True)
class Asked:
    """A question on a page, with its fields."""

    question: Question
    form: forms.BaseForm

    @property
    def about(self) -> SafeString:
        return about(self.question)

    @property
    def value(self) -> GovukBoundField:
        return self._field("")

    @property
    def answer(self) -> list[GovukBoundField]:
        """Return what takes the answer itself: for words, whether they are exempt as well."""
        number = self._field("-number") if self.question.kind == "banded number" else None
        exempt = self.exempt if self.question.kind == "text" else None
        return [field for field in (self.value, number, exempt) if field]

    @cached_property
    def backing(self) -> list[GovukBoundField]:
        """Return what an answer rests on; words rest on nothing."""
        if self.question.kind == "text":
            return []
        names = ("confidence", "note", *(f"source-{part}" for part in SOURCE_PARTS))
        fields = [self._field(f"-{name}") for name in names]
        return [*fields, self.exempt] if self.exempt else fields

    @property
    def note(self) -> GovukBoundField | None:
        return self._field("-note") if self.question.kind != "text" else None

    @cached_property
    def exempt(self) -> GovukBoundField | None:
        """Return the box that keeps words out of the public report; contributors have none."""
        name = f"{self.question.key}-exempt"
        return self._field("-exempt") if name in self.form.fields else None

    @property
    def grounds(self) -> list[GovukBoundField]:
        """Return what backs an answer besides its note."""
        return [field for field in self.backing if field.name != f"{self.question.key}-note"]

    @property
    def backing_is_open(self) -> bool:
        """Tell whether something stands in the folded part, so that it must not be hidden."""
        return any(field.value() or field.errors for field in self.backing)

    def _field(self, suffix: str) -> GovukBoundField:
        return cast(GovukBoundField, self.form[f"{self.question.key}{suffix}"])


def asked(form: forms.BaseForm, questions: tuple[Question, ...]) -> tuple[Asked, ...]:
    return tuple(Asked(question, form) for question in questions)
