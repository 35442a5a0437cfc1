"""Figures as people type them: “1,250”, “12.5”, “12%”."""

from __future__ import annotations

import re
from fractions import Fraction

FIGURE = re.compile(r"(?P<whole>[0-9]{1,12}|[0-9]{1,3}(,[0-9]{3}){1,3})(?P<part>\.[0-9]{1,6})?")


def figure(typed: str, unit: str = "") -> Fraction | None:
    """Return the number that was typed, with or without its unit; None if it is not one."""
    found = FIGURE.fullmatch(typed.strip().removesuffix(unit).strip())
    if found is None:
        return None
    return Fraction(found["whole"].replace(",", "") + (found["part"] or ""))


def plain(number: Fraction) -> str:
    """Return a number with few decimals as short and as exact as it can be written: “12.5”."""
    digits = f"{float(number):.6f}"
    return digits.rstrip("0").rstrip(".")


def grouped(number: Fraction) -> str:
    """Return a number as people read it: “1,250”."""
    whole, _, part = plain(number).partition(".")
    return f"{int(whole):,}" + (f".{part}" if part else "")
