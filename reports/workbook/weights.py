"""The sheet of goals and weights: what counts for how much, all of it to change."""

from __future__ import annotations

from collections.abc import Iterator

from appraisal.method.model import GOALS, Criterion, Goal
from appraisal.scoring.answers import MOST_POINTS
from reports.annex import GROUP_NAMES
from reports.workbook.drawn import Drawn
from reports.workbook.formulas import fixed, on, span
from reports.workbook.places import ANSWERS, LAMBDA, WEIGHTS
from reports.workbook.sheet import (
    HEADING,
    INPUT,
    STRONG,
    Blank,
    Cell,
    Limits,
    Row,
    Sheet,
    formula,
    head,
    number,
    row,
    text,
    top,
)

WIDTHS = (12, 42, 80, 15, 12, 12, 12, 13, 13, 15)
SENTENCES = (
    "The weights that were in force, and the points given to the goals. Change a yellow cell, and "
    "every score in this workbook is worked out again.",
    "Weights need not add up to 100%: within each half of the score they are brought to it.",
    "A goal without points counts for nothing. When no goal has any, what the goals weigh is not "
    "known, and they move no score.",
)
FIT_COUNTS = "How well the approach fits what is wanted, needed and possible here."
READINESS_COUNTS = "How ready people, partners and the council are for it: what fit leaves."
MOST_WEIGHT = 1_000


def sheet(drawn: Drawn) -> Sheet:
    places = drawn.places
    return Sheet(
        name=WEIGHTS,
        rows=(
            *top("Goals and weights", SENTENCES, LAMBDA - 3),
            row(text("Fit and readiness", HEADING)),
            head("", "Half of the score", "What it tells", "Weight (change it here)"),
            *_halves(drawn),
            (),
            row(text("Criteria", HEADING)),
            head(
                "Half",
                "Criterion",
                "What it looks at",
                "Weight in its half (change it here)",
                "Published weight",
                "Questions that apply",
                "Of these, answered",
                "Share of its half",
                "Share of the score",
                "Share of the score, each question",
            ),
            *(_criterion(drawn, each) for each in places.criteria),
            _coverage(drawn),
            (),
            row(text("Goals", HEADING)),
            head(
                "Code",
                "Goal",
                "From none of the improvement to all of it",
                "Points, 0 to 100 (change it here)",
                *(None,) * 3,
                "Share of all points",
                "Share of the score",
            ),
            *(_goal(drawn, each) for each in drawn.found.method.goals),
        ),
        widths=WIDTHS,
        rules=tuple(_limits(drawn)),
        paper="A3",
    )


def _halves(drawn: Drawn) -> tuple[Row, ...]:
    fit = drawn.weight_of("fit")
    return (
        row(
            Blank(),
            text(GROUP_NAMES["fit"], STRONG),
            text(f"{FIT_COUNTS} A share from 0 to 1, called λ."),
            number(fit, "share", INPUT),
        ),
        row(
            Blank(),
            text(GROUP_NAMES["readiness"], STRONG),
            text(READINESS_COUNTS),
            formula(f"1-{fixed('D', LAMBDA)}", drawn.weight_of("readiness"), "share"),
        ),
    )


def _criterion(drawn: Drawn, criterion: Criterion) -> Row:
    places = drawn.places
    at = places.criterion_rows[criterion.key]
    half = places.criteria_in(criterion.group)
    weight, applying = fixed("D", at), fixed("F", at)
    share, applies = drawn.share_in_half(criterion), drawn.applying(criterion)
    of_score = share * drawn.weight_of(criterion.group)
    return row(
        text(GROUP_NAMES[criterion.group]),
        text(criterion.name, STRONG),
        text(criterion.meaning),
        number(float(drawn.found.landscape.weights.criteria[criterion.key]), "share", INPUT),
        number(float(criterion.weight), "share"),
        *_counts(drawn, criterion),
        # Criteria in which nothing applies leave their weight to the others of their half.
        formula(
            f"IF({applying}*{weight}=0,0,{weight}/SUMPRODUCT({half.of('D')},--({half.of('F')}>0)))",
            share,
            "share",
        ),
        formula(f"{fixed('H', at)}*{places.of_group(criterion.group)}", of_score, "share"),
        formula(
            f"IF({applying}=0,0,{fixed('I', at)}/{applying})",
            of_score / applies if applies else 0,
            "share",
        )
        if criterion.key != GOALS
        else Blank(),
    )


def _counts(drawn: Drawn, criterion: Criterion) -> tuple[Cell, Cell]:
    """Return how many of a criterion's questions apply and are answered; the goals are one."""
    places, answered = drawn.places, drawn.answered(criterion)
    if criterion.key == GOALS:
        given = formula(f"IF(SUM({places.every_goal.of('D')})>0,1,0)", answered, "whole")
        return number(1, "whole"), given
    rows = [places.answer_rows[key] for key in criterion.questions]
    applies, known = (on(ANSWERS, span(each, rows[0], rows[-1])) for each in ("F", "G"))
    return (
        formula(f"SUM({applies})", drawn.applying(criterion), "whole"),
        formula(f"SUM({known})", answered, "whole"),
    )


def _coverage(drawn: Drawn) -> Row:
    every = drawn.places.every_criterion
    shares, applying, answered = every.of("I"), every.of("F"), every.of("G")
    # Where nothing applies the share is 0, so a divisor of 1 changes nothing.
    known = f"SUMPRODUCT({shares},{answered}/({applying}+({applying}=0)))"
    return row(
        None,
        text("Share of the score that is answered", STRONG),
        text("Each criterion’s share, times the part of its questions that are answered."),
        *(None,) * 5,
        formula(
            f"IF(SUM({shares})=0,0,{known}/SUM({shares}))",
            drawn.found.coverage,
            "share",
            STRONG,
        ),
    )


def _goal(drawn: Drawn, goal: Goal) -> Row:
    places = drawn.places
    at, every = places.goal_rows[goal.key], places.every_goal.of("D")
    given = drawn.found.landscape.goals.get(goal.key)
    goals = places.criterion_rows[GOALS]
    return row(
        text(goal.code),
        text(goal.text, STRONG),
        text(f"From: {goal.swing_from}\nTo: {goal.swing_to}"),
        Blank(INPUT) if given is None else number(float(given), "plain", INPUT),
        None,
        None,
        None,
        formula(
            f"IF(SUM({every})=0,0,{fixed('D', at)}/SUM({every}))",
            drawn.goal_share(goal.key),
            "share",
        ),
        formula(
            f"{fixed('H', at)}*{fixed('I', goals)}",
            drawn.share(goal.key),
            "share",
        ),
    )


def _limits(drawn: Drawn) -> Iterator[Limits]:
    places = drawn.places
    yield Limits(f"D{LAMBDA}", 0, 1)
    for at in places.criterion_rows.values():
        yield Limits(f"D{at}", 0, MOST_WEIGHT)
    for at in places.goal_rows.values():
        yield Limits(f"D{at}", 0, MOST_POINTS)
