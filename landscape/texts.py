"""What people write in their own words: how it is kept, and how much of it there may be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

MOST_CHARACTERS = 5_000
MOST_LINE_BREAKS = 200
MOST_IN_ALL = 150_000
ONE_LINE = 300

LINE_BREAK = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
# No screen, page or sheet can show these; PostgreSQL and Word refuse some of them.
UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def tidy(typed: str) -> str:
    """Return a text with one kind of line break and without characters that cannot be seen."""
    return UNSEEN.sub("", LINE_BREAK.sub("\n", typed))


def characters(value: Any) -> int:
    """Return how much text there is in answers, however deep it lies."""
    return sum(len(text) for text in _texts(value))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)


class Prose(forms.CharField):
    """A longer text. What is too long is not cut off: its writer is told by how much."""

    widget = forms.Textarea

    def __init__(self, *, called: str, **said: Any) -> None:
        # No max_length: Django would count, and word the error, in its own way.
        super().__init__(required=False, **said)
        self.called = called

    def to_python(self, value: Any) -> str:
        return str(super().to_python(tidy(value or "")))

    def clean(self, value: Any) -> str:
        text = str(super().clean(value))
        over = len(text) - MOST_CHARACTERS
        if over > 0:
            raise ValidationError(
                f"{self.called} must be {MOST_CHARACTERS:,} characters or fewer. Take out {over:,}",
                code="too_long",
            )
        if text.count("\n") > MOST_LINE_BREAKS:
            raise ValidationError(
                f"{self.called} must have {MOST_LINE_BREAKS} line breaks or fewer. "
                f"It has {text.count(chr(10)):,}",
                code="too_many_lines",
            )
        return text


class Line(forms.CharField):
    """A text of one line."""

    def __init__(self, *, called: str, longest: int = ONE_LINE, **said: Any) -> None:
        super().__init__(required=said.pop("required", False), **said)
        self.called = called
        self.longest = longest

    def to_python(self, value: Any) -> str:
        return str(super().to_python(tidy(value or "").replace("\n", " ")))

    def clean(self, value: Any) -> str:
        text = str(super().clean(value))
        if len(text) > self.longest:
            raise ValidationError(
                f"{self.called} must be {self.longest} characters or fewer. "
                f"Take out {len(text) - self.longest:,}",
                code="too_long",
            )
        return text


class WebAddress(Line):
    """An address on the web. Nothing else is taken: it may become a link in a report."""

    def clean(self, value: Any) -> str:
        address = super().clean(value)
        if not address:
            return ""
        if "://" not in address:
            address = f"https://{address}"
        try:
            URLValidator(schemes=["http", "https"])(address)
        except ValidationError:
            raise ValidationError(
                f"{self.called} must be a web address, like https://www.skillsforcare.org.uk",
                code="invalid",
            ) from None
        return address
