"""The picture of answers: how far each could move the lead, and which could change who leads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from appraisal.method.model import LevelKey, Question
from reports import numbers
from reports.answers import in_words
from reports.charts.drawing import (
    LINE,
    MARGIN,
    WIDTH,
    Chart,
    Scale,
    Table,
    Words,
    breadth,
    lines,
    table,
    words,
)
from reports.stored import Found

SHOWN = 10
TOP = 40
BAR = 14
GAP = 10
# Room at either end for the figure of the longest bar.
FIGURE = 46
BESIDE = 5
CHANGES = "Could change who leads"
NOT_KNOWN = "Not known"
# A swing that rounds to nothing at one decimal is none.
LEAST = 0.05


@dataclass(frozen=True)
class Swing:
    """The lead with one answer at its worst and at its best, and whether that changes who leads."""

    question: Question
    worst_level: LevelKey | None
    worst: float
    best_level: LevelKey | None
    best: float
    changes: bool


@dataclass(frozen=True)
class Bar:
    """A bar from the worst lead to the best; ``behind`` is the part of it that is below nothing."""

    lines: tuple[Words, ...]
    figures: tuple[Words, ...]
    y: int
    x: str
    width: str
    behind_width: str


@dataclass(frozen=True)
class Swings(Chart):
    svg: ClassVar[str] = "reports/charts/swings.svg"

    top: int
    bottom: int
    zero_x: str
    now_x: str
    heads: tuple[Words, ...]
    bars: tuple[Bar, ...]


def swings(found: Found) -> Swings | None:
    """Return what single answers could do to the lead, the widest first.

    None when nothing leads, and for an outcome that was found before this was worked out.
    """
    every = [each for each in every_swing(found) if each.best - each.worst >= LEAST]
    shown = every[:SHOWN]
    if found.leader is None or not shown:
        return None
    ends = [0.0, found.lead, *(end for each in shown for end in (each.worst, each.best))]
    scale = Scale(min(ends), max(ends), MARGIN + FIGURE, WIDTH - MARGIN - FIGURE)
    bars: list[Bar] = []
    y = TOP
    for each in shown:
        bars.append(_bar(each, scale, y))
        y = bars[-1].y + BAR + GAP
    leader = found.finding(found.leader).name
    return Swings(
        key="swings",
        title=f"How far each answer could move the lead of {leader}",
        description=description(every),
        reading=f"The {SHOWN} answers that could move it most. Each bar goes from the lead with "
        f"the worst answer for {leader} to the lead with the best, all other answers as they "
        "are. Left of the line at 0, in black, another approach would lead. The dashed line is "
        "the lead now.",
        table=_table(found, shown),
        width=WIDTH,
        height=y + 22,
        top=TOP - 12,
        bottom=y - 4,
        zero_x=numbers.place(scale.at(0)),
        now_x=numbers.place(scale.at(found.lead)),
        heads=(
            _head(f"Now {_lead(found.lead)}", scale.at(found.lead), TOP - 18),
            _head("0: level", scale.at(0), y + 12),
        ),
        bars=tuple(bars),
    )


def every_swing(found: Found) -> Iterator[Swing]:
    certainty: Mapping[str, Any] = found.result["certainty"] or {}
    for each in certainty.get("swings", ()):
        worst, best = each["worst"], each["best"]
        yield Swing(
            question=found.method.question_by_key[each["question"]],
            worst_level=worst["level"],
            worst=worst["lead"],
            best_level=best["level"],
            best=best["lead"],
            changes=each["changes"],
        )


def description(every: Sequence[Swing]) -> str:
    """Return how many answers could change who leads, and which moves the lead most."""
    count, widest = sum(each.changes for each in every), every[0]
    changing = {
        0: "No single answer could change who leads.",
        1: "One answer alone could change who leads.",
    }
    return (
        f"{changing.get(count, f'{count} answers could each alone change who leads.')} "
        f"“{widest.question.text}” moves the lead most, from {_lead(widest.worst)} to "
        f"{_lead(widest.best)} points."
    )


def _table(found: Found, shown: Sequence[Swing]) -> Table:
    head = ("Question", "Your answer", "Worst answer: lead", "Best answer: lead")
    rows = (
        (
            each.question.text,
            in_words(found, each.question).words,
            _with(each.question, each.worst_level, each.worst)
            + (f". {CHANGES}" if each.changes else ""),
            _with(each.question, each.best_level, each.best),
        )
        for each in shown
    )
    return table(head, rows, worded=head)


def _with(question: Question, level: LevelKey | None, lead: float) -> str:
    """Return an answer with the lead it would give."""
    label = NOT_KNOWN if level is None else question.level(level).label
    return f"{label}: {_lead(lead)}"


def _lead(points: float) -> str:
    return numbers.plain(points, 1)


def _head(text: str, x: float, baseline: float) -> Words:
    """Return words above or below a line, moved aside where the picture ends."""
    half = breadth(text, bold=True) / 2
    middle = min(max(x, MARGIN + half), WIDTH - MARGIN - half)
    return words(text, middle, baseline, bold=True, anchor="middle")


def _bar(swing: Swing, scale: Scale, top: int) -> Bar:
    told = [*lines(swing.question.text), *([CHANGES] if swing.changes else [])]
    y = top + LINE * len(told) + 4
    low, high = scale.at(swing.worst), scale.at(swing.best)
    behind = max(min(scale.at(0), high) - low, 0)
    return Bar(
        lines=tuple(
            words(line, MARGIN, top + LINE * (at + 1) - 3, bold=line == CHANGES)
            for at, line in enumerate(told)
        ),
        figures=(
            words(_lead(swing.worst), low - BESIDE, y + 12, bold=True, anchor="end"),
            words(_lead(swing.best), high + BESIDE, y + 12, bold=True),
        ),
        y=y,
        x=numbers.place(low),
        width=numbers.place(high - low),
        behind_width=numbers.place(behind),
    )
