"""The colour that reports are printed in: one that reads well on white paper."""

from __future__ import annotations

import re

from django.core.exceptions import ImproperlyConfigured

# As WCAG 2.2 asks of text, criterion 1.4.3.
LEAST_CONTRAST = 4.5


def report_colour(colour: str) -> str:
    """Return the colour as it is set, or stop the start and say what is wrong with it."""
    if not re.fullmatch("#[0-9a-fA-F]{6}", colour):
        raise ImproperlyConfigured(
            f"REPORT_COLOUR is {colour!r}, which is no colour. Write # and six hexadecimal digits, "
            "such as #0b5559."
        )
    contrast = contrast_on_white(colour)
    if contrast < LEAST_CONTRAST:
        raise ImproperlyConfigured(
            f"REPORT_COLOUR {colour} has a contrast of {contrast:.1f} to 1 on white paper, where "
            f"text needs {LEAST_CONTRAST} to 1. Choose a darker one."
        )
    return colour.lower()


def contrast_on_white(colour: str) -> float:
    """Return the contrast ratio of WCAG 2: 21 for black, 1 for white."""
    red, green, blue = (light(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def light(share: float) -> float:
    """Return how much light one part of a colour in sRGB gives off, from 0 to 1."""
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)
