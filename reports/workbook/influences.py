"""The sheets of influences: what every possible answer does to every approach, and why."""

from __future__ import annotations

from collections.abc import Iterator

from appraisal.method.model import Goal, Influence, Question, Undecided
from reports.workbook.drawn import Drawn
from reports.workbook.places import INFLUENCES, INFLUENCES_TOP, REASONS
from reports.workbook.sheet import (
    CELL,
    STRONG,
    Blank,
    Cell,
    Row,
    Sheet,
    head,
    number,
    row,
    text,
    texts,
    top,
)

WIDTHS = (7, 54, 9, 52)
APPROACH_WIDTH = 13
INFLUENCES_SAY = (
    "How strongly each possible answer speaks for an approach (up to +2) or against it (down to "
    "−2). “Reasons” says why. This is the published method, the same for every council.",
    "“Scores” takes from here the strength of the answer given, less the mean over all answers to "
    "that question. A strength changed here is followed there, but the spreads stay as published.",
)
REASONS_TOP = 4
REASON_COLUMNS = {
    "Code": 7,
    "Question or goal": 44,
    "When": 36,
    "Approach": 18,
    "Strength": 10,
    "Because": 70,
    "Evidence": 12,
    "Rests on": 60,
}
REASONS_SAY = (
    "Why each answer speaks for or against an approach, how good the evidence is, and what it "
    "rests on. An approach that is not named is neither helped nor hindered.",
)
# On a scale the strength is that of the top; the bottom has the same against it, the middle none.
TOP_OF_SCALE = "At the top of its five answers; the opposite at the bottom"


def sheet(drawn: Drawn) -> Sheet:
    places = drawn.places
    return Sheet(
        name=INFLUENCES,
        rows=(
            *top("Influences", INFLUENCES_SAY, INFLUENCES_TOP - 1),
            head("Code", "Question or goal", "Level", "Answer", *drawn.names),
            *(_goal(drawn, each) for each in drawn.found.method.goals),
            *(line for each in places.listed for line in _question(drawn, each)),
        ),
        widths=(*WIDTHS, *(APPROACH_WIDTH,) * len(places.approaches)),
        frozen=INFLUENCES_TOP,
        fixed=4,
        head=INFLUENCES_TOP,
        paper="A3",
    )


def _goal(drawn: Drawn, goal: Goal) -> Row:
    strengths = (goal.effect(each.key) for each in drawn.places.approaches)
    return row(
        text(goal.code),
        text(goal.text, STRONG),
        Blank(),
        text("By its share of all points"),
        *(number(float(each), "strength") for each in strengths),
    )


def _question(drawn: Drawn, question: Question) -> Iterator[Row]:
    for at, words in enumerate(drawn.options(question)):
        known = at < len(question.levels)
        yield row(
            text(question.code),
            text(question.text, CELL if at else STRONG),
            number(at + 1, "whole") if known else Blank(),
            text(words),
            *(_strengths(drawn, question, at) if known else [Blank()] * len(drawn.names)),
        )


def _strengths(drawn: Drawn, question: Question, at: int) -> list[Cell]:
    if not question.scored:
        return [Blank()] * len(drawn.names)
    key = question.level_keys[at]
    return [
        number(float(question.effect(key, each.key)), "strength")
        for each in drawn.places.approaches
    ]


# Reasons


def reasons(drawn: Drawn) -> Sheet:
    return Sheet(
        name=REASONS,
        rows=(
            *top("Reasons", REASONS_SAY, REASONS_TOP - 1),
            head(*REASON_COLUMNS),
            *_reasons(drawn),
        ),
        widths=tuple(REASON_COLUMNS.values()),
        frozen=REASONS_TOP,
        fixed=2,
        head=REASONS_TOP,
        paper="A3",
    )


def _reasons(drawn: Drawn) -> Iterator[Row]:
    for goal in drawn.found.method.goals:
        when = "By its share of all points"
        yield from _of(drawn, goal, when, goal.influences)
        yield from _undecided(drawn, goal, when, goal.undecided)
    for question in drawn.places.scored:
        yield from _of(drawn, question, TOP_OF_SCALE, question.influences)
        yield from _undecided(drawn, question, "Any answer", question.undecided)
        for level in question.levels:
            yield from _of(drawn, question, level.label, level.influences)


def _of(
    drawn: Drawn, asked: Question | Goal, when: str, influences: tuple[Influence, ...]
) -> Iterator[Row]:
    chosen = drawn.found.method
    for each in influences:
        sources = [chosen.source_by_key[key] for key in each.sources]
        yield row(
            *texts((asked.code, asked.text, when)),
            text(chosen.approach_by_key[each.approach].name),
            number(float(each.strength), "strength"),
            text(each.because),
            text(each.grade.capitalize()),
            text("\n".join(f"{source.title} ({source.year})" for source in sources)),
        )


def _undecided(
    drawn: Drawn, asked: Question | Goal, when: str, undecided: tuple[Undecided, ...]
) -> Iterator[Row]:
    for each in undecided:
        yield row(
            *texts((asked.code, asked.text, when)),
            text(drawn.found.method.approach_by_key[each.approach].name),
            number(0, "strength"),
            text(f"Left at 0: {each.because}"),
            Blank(),
            Blank(),
        )
