"""How numbers are written: the only place where anything is rounded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from fractions import Fraction

from django.utils import timezone

MINUS = "−"
NO_BREAK = "\N{NO-BREAK SPACE}"

Number = float | Fraction


def plain(value: Number, places: int) -> str:
    text = f"{float(value):,.{places}f}"
    return text.lstrip("-") if float(text.replace(",", "")) == 0 else text.replace("-", MINUS)


def signed(value: Number, places: int) -> str:
    """Return the number with a plus or a true minus sign; nothing at all is a bare 0."""
    if not value:
        return "0"
    text = plain(value, places)
    return f"+{text}" if value > 0 and text != plain(0, places) else text


def score(value: Number) -> str:
    return plain(value, 1)


def between(low: Number, high: Number) -> str:
    return unbroken(f"{score(low)} to {score(high)}")


def unbroken(words: str) -> str:
    return words.replace(" ", NO_BREAK)


def percent(share: Number) -> str:
    """Return a share as whole per cents, without calling the nearly certain certain."""
    if 0 < share < 0.005:
        return unbroken("under 1%")
    if 0.995 <= share < 1:
        return unbroken("over 99%")
    return f"{plain(100 * share, 0)}%"


def weight(share: Number) -> str:
    return f"{plain(100 * share, 1)}%"


def from_to(now: Number, then: Number) -> str:
    """Return where a share is and where it would be, more exactly if both would look the same."""
    written = percent if percent(now) != percent(then) else weight
    return f"from {written(now)} to {written(then)}"


def short_of(value: Number, written: str, thresholds: Iterable[Number], unit: str = "") -> str:
    """Return the number as written, unless rounding would carry it up to a threshold."""
    rounded = float(written.removesuffix("%"))
    for threshold in thresholds:
        limit = float(threshold) * (100 if unit == "%" else 1)
        if value < threshold and rounded >= limit:
            return f"just under {limit:g}{unit}"
    return written


def written(text: str) -> Fraction:
    """Return exactly the number that is written, to add up what is shown."""
    return Fraction(text.replace(MINUS, "-").replace(",", ""))


def place(value: float) -> str:
    """Return a place in a picture, which no unit of a picture needs more exactly."""
    return f"{value:.1f}"


def figure(value: Fraction, unit: str) -> str:
    """Return a figure as a person would write it: “1,240 people”, “7.5%”."""
    number = f"{float(value):,.6f}".rstrip("0").rstrip(".")
    return f"{number}%" if unit == "%" else f"{number} {unit}".strip()


def listed(words: Sequence[str], last: str = "and") -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def counted(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def size(number: int) -> str:
    """Return the size of a file as file managers tell it."""
    if number < 1_000_000:
        return unbroken(f"{plain(number / 1000, 0)} kB")
    return unbroken(f"{plain(number / 1_000_000, 1)} MB")


def day(value: date) -> str:
    return f"{value.day} {value:%B %Y}"


def moment(value: datetime) -> str:
    local = timezone.localtime(value)
    return f"{day(local)}, {local:%H:%M}"
