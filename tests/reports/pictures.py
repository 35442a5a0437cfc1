"""Looking at pictures as a person would: what is written where, and in which colours."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from django.template.loader import render_to_string
from fontTools.ttLib import TTFont

from appraisal.models import Outcome
from reports.charts.drawing import Box, Chart
from tests.reports.outcomes import METHOD, SCORED, outcome

FONTS = Path(__file__).parents[2] / "static" / "fonts"
SVG = "{http://www.w3.org/2000/svg}"
SIZE = 14


@dataclass(frozen=True)
class Written:
    """A text of a picture and the room it takes, measured in the font it is set in."""

    text: str
    box: Box


def drawn(chart: Chart) -> ElementTree.Element:
    """Return the picture; fails when it is not well-formed."""
    return ElementTree.fromstring(svg(chart))


def svg(chart: Chart) -> str:
    return render_to_string(chart.svg, {"chart": chart})


def shown(chart: Chart) -> str:
    return render_to_string("reports/parts/chart.html", {"chart": chart})


def texts(chart: Chart) -> list[Written]:
    return [_written(each) for each in drawn(chart).iter(f"{SVG}text")]


def on_top_of_another(chart: Chart) -> list[tuple[str, str]]:
    """Return every two texts of which one stands on the other."""
    return [
        (one.text, other.text)
        for one, other in combinations(texts(chart), 2)
        if one.box.overlaps(other.box)
    ]


def outside(chart: Chart) -> list[str]:
    whole = Box(0, 0, chart.width, chart.height)
    return [each.text for each in texts(chart) if not whole.holds(each.box)]


def paints(chart: Chart) -> Iterator[tuple[str, str]]:
    """Return each kind of shape with each colour it is filled or drawn with."""
    for each in drawn(chart).iter():
        for attribute in ("fill", "stroke"):
            colour = each.get(attribute, "none")
            if colour != "none":
                yield each.tag.removeprefix(SVG), colour


def contrast_to_white(colour: str) -> float:
    """Return the contrast ratio as WCAG 2 defines it."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels
    )
    return float(1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05))


def _written(element: ElementTree.Element) -> Written:
    bold = element.get("font-weight") == "700"
    pieces = [(element.text or "", bold)]
    for child in element:
        pieces += [(child.text or "", child.get("font-weight") == "700"), (child.tail or "", bold)]
    text = re.sub(r"\s+", " ", "".join(piece for piece, _ in pieces)).strip()
    size = float(element.get("font-size", SIZE))
    width = sum(size * advance(piece, heavy) for piece, heavy in pieces)
    x = float(element.get("x", 0))
    y = float(element.get("y", 0)) + float(element.get("dy", 0))
    left = {"start": x, "middle": x - width / 2, "end": x - width}[
        element.get("text-anchor", "start")
    ]
    # The letters themselves, from the top of a capital to the line they stand on.
    return Written(text, Box(left, y - 0.7 * size, width, 0.7 * size))


def advance(text: str, bold: bool) -> float:
    letters, widths, unit = _font("bold" if bold else "regular")
    return float(sum(widths[letters[ord(each)]][0] for each in text if each != "\n") / unit)


@cache
def _font(weight: str) -> tuple[dict[int, str], Any, int]:
    font = TTFont(FONTS / f"atkinson-hyperlegible-next-{weight}.woff2")
    return font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm


def any_outcome(seed: int) -> Outcome:
    """Return what would be found for answers and goals at random, most of them given."""
    chance = random.Random(seed)
    answers = {
        question.key: chance.choice(question.level_keys)
        for question in SCORED
        if chance.random() < 0.9
    }
    goals = {goal.key: chance.choice([0, 20, 50, 100]) for goal in METHOD.goals}
    return outcome(answers, goals | {"prevention": 100})
