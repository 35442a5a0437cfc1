"""Figures as people type them: “1,250”, “12.5”, “12%”."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

FIGURE = re.compile(
    r"(?P<whole>[0-9]{1,12}|[0-9]{1,3}(,[0-9]{3}){1,3})?(?P<part>\.[0-9]{1,6})?", re.ASCII
)

ONE = {"people": "person", "providers": "provider"}


def figure(typed: str, unit: str = "") -> Fraction | None:
    """Return the number that was typed, with or without its unit; None if it is not one."""
    digits = typed.strip().lower().removesuffix(unit.lower()).strip()
    found = FIGURE.fullmatch(digits)
    if found is None or not digits:
        return None
    return Fraction((found["whole"] or "0").replace(",", "") + (found["part"] or ""))


def plain(number: Fraction) -> str:
    """Return a number as exactly and as briefly as it can be written: “12.5”."""
    return f"{(Decimal(number.numerator) / number.denominator).normalize():f}"


def with_unit(number: Fraction, unit: str = "") -> str:
    """Return a number as people read it: “1,250 people”, “1 person”, “12.5%”."""
    whole, point, part = plain(number).partition(".")
    space = "" if unit in ("", "%") else " "
    return f"{int(whole):,}{point}{part}{space}{ONE.get(unit, unit) if number == 1 else unit}"
