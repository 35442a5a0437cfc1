"""A date typed into three boxes, which needs no calendar and works with any keyboard."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class DateBoxes(forms.MultiWidget):
    """Three boxes: day, month, year."""

    PARTS = ("day", "month", "year")

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({part: forms.TextInput() for part in self.PARTS}, attrs)

    def decompress(self, value: date | None) -> list[str]:
        return self.in_parts(value)

    def in_parts(self, value: Any) -> list[str]:
        """Return what to show in each box: what was typed, or a date's own parts."""
        if isinstance(value, date):
            return [str(value.day), str(value.month), str(value.year)]
        return ["" if part is None else str(part) for part in value or ("", "", "")]


class DateField(forms.Field):
    """A date from three boxes, with errors that say which box to mend."""

    widget = DateBoxes
    default_error_messages = {
        "required": "Enter a date",
        "incomplete": "The date must include a %(missing)s",
        "year": "The year must include 4 numbers",
        "invalid": "Enter a real date, such as 27 3 2027",
    }

    def to_python(self, value: Any) -> date | None:
        if value is None or isinstance(value, date):
            return value
        typed = {
            part: (each or "").strip() for part, each in zip(DateBoxes.PARTS, value, strict=True)
        }
        if not any(typed.values()):
            return None
        if missing := [part for part, each in typed.items() if not each]:
            raise self.wrong("incomplete", missing, missing=" and ".join(missing))
        if len(typed["year"]) != 4:
            raise self.wrong("year", ["year"])
        try:
            return real(typed)
        except ValueError:
            raise self.wrong("invalid", list(DateBoxes.PARTS)) from None

    def wrong(self, code: str, parts: list[str], **words: str) -> ValidationError:
        return ValidationError(
            self.error_messages[code], code=code, params={"parts": parts, **words}
        )


def real(typed: Mapping[str, str]) -> date:
    """Return the date that was typed, its month as a number or a name."""
    name = typed["month"].lower()[:3]
    month = MONTHS.index(name) + 1 if name in MONTHS else int(typed["month"])
    return date(int(typed["year"]), month, int(typed["day"]))
