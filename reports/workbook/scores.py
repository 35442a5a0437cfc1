"""The sheet of scores: every part of every score, worked out from the sheets before it."""

from __future__ import annotations

from collections.abc import Callable

from appraisal.method.model import GOALS, GROUPS, Criterion, Group
from appraisal.scoring.scores import MIDPOINT
from appraisal.scoring.values import POINTS_PER_DEVIATION
from reports.annex import GROUP_NAMES
from reports.answers import NOT_ANSWERED
from reports.stored import Finding
from reports.workbook.drawn import Drawn
from reports.workbook.formulas import fixed, on
from reports.workbook.places import INFLUENCES, SCORES, SCORES_SPREADS, SCORES_TOP, WEIGHTS
from reports.workbook.sheet import (
    STRONG,
    Blank,
    Cell,
    Row,
    Sheet,
    formula,
    head,
    number,
    row,
    text,
    top,
)

WIDTHS = (7, 48, 20, 34, 11, 11)
APPROACH_WIDTH = 12
SENTENCES = (
    "Points = 10 × share of the score × centred influence ÷ spread. A score is 50 plus all its "
    "points: 50 means nothing known, or every answer in the middle.",
    "Centred influence: the strength of the answer given, less the mean strength over all answers "
    "to that question (“Influences”). An answer that is not known has none.",
    "Spread: how far an approach’s fit or readiness moves over all possible situations (one "
    "standard deviation), as published with the method. It puts all approaches on one scale.",
)

# What stands in the two columns of each approach: its centred influence, and its points.
Pair = Callable[[int, Finding], tuple[Cell, Cell]]


def sheet(drawn: Drawn) -> Sheet:
    places = drawn.places
    approaches = len(places.approaches)
    return Sheet(
        name=SCORES,
        rows=(
            *top("Scores", SENTENCES, SCORES_SPREADS),
            *(_spreads(drawn, group) for group in GROUPS),
            _head(drawn),
            *(_part(drawn, each, key) for each in places.criteria for key in each.questions),
            _sum(drawn),
            _score(drawn),
        ),
        widths=(*WIDTHS, *(APPROACH_WIDTH,) * (2 * approaches)),
        frozen=SCORES_TOP,
        fixed=2,
        head=SCORES_TOP,
        paper="A3",
    )


def _across(drawn: Drawn, pair: Pair) -> tuple[Cell, ...]:
    """Return the cells of all approaches: the core's two columns each, then the further ones'."""
    pairs = [pair(at, each) for at, each in enumerate(drawn.findings)]
    core = len(drawn.core)
    halves = (pairs[:core], pairs[core:])
    return tuple(
        cell for half in halves for side in (0, 1) for cell in (each[side] for each in half)
    )


def _spreads(drawn: Drawn, group: Group) -> Row:
    name = text(f"Spread of {GROUP_NAMES[group].lower()}", STRONG)

    def pair(at: int, finding: Finding) -> tuple[Cell, Cell]:
        return Blank(), number(drawn.spread(group, finding.approach), "spread")

    return row(Blank(), name, *(Blank(),) * 4, *_across(drawn, pair))


def _head(drawn: Drawn) -> Row:
    titles = ("Code", "Question or goal", "Criterion", "Answer")
    shares = ("Share of its half", "Share of the score")

    def pair(at: int, finding: Finding) -> tuple[Cell, Cell]:
        centred, points = head(f"{finding.name}: centred influence", f"{finding.name}: points")
        assert centred and points
        return centred, points

    return (*head(*titles, *shares), *_across(drawn, pair))


def _part(drawn: Drawn, criterion: Criterion, key: str) -> Row:
    places = drawn.places
    at = places.part_rows[key]
    asked = drawn.found.method.goal_by_key.get(key) or drawn.found.method.question_by_key[key]
    half = f"{GROUP_NAMES[criterion.group]}: {criterion.name}"

    def pair(place: int, finding: Finding) -> tuple[Cell, Cell]:
        influence, _ = places.columns(place)
        spread = places.spread(criterion.group, place)
        return (
            formula(_centred(drawn, key, place), drawn.centred(finding, key), "centred"),
            formula(
                f"{POINTS_PER_DEVIATION}*{fixed('F', at)}*{fixed(influence, at)}/{spread}",
                drawn.points(finding, key),
                "points",
            ),
        )

    return row(
        text(asked.code),
        text(asked.text),
        text(half),
        _answer(drawn, key),
        _share_of_half(drawn, criterion, key),
        formula(f"{fixed('E', at)}*{places.of_group(criterion.group)}", drawn.share(key), "share"),
        *_across(drawn, pair),
    )


def _answer(drawn: Drawn, key: str) -> Cell:
    places = drawn.places
    if key in drawn.found.method.goal_by_key:
        given = drawn.found.landscape.goals.get(key)
        cell = on(WEIGHTS, fixed("D", places.goal_rows[key]))
        value = "No points" if given is None else float(given)
        return formula(f'IF({cell}="","No points",{cell})', value, "plain")
    answer = places.answer(key)
    value = drawn.answer(drawn.found.method.question_by_key[key])
    return formula(f'IF({answer}="","{NOT_ANSWERED}",{answer})', value)


def _share_of_half(drawn: Drawn, criterion: Criterion, key: str) -> Cell:
    places, value = drawn.places, drawn.part_in_half(key)
    half = on(WEIGHTS, fixed("H", places.criterion_rows[criterion.key]))
    if criterion.key == GOALS:
        of_points = on(WEIGHTS, fixed("H", places.goal_rows[key]))
        return formula(f"{half}*{of_points}", value, "share")
    applying = on(WEIGHTS, fixed("F", places.criterion_rows[criterion.key]))
    # A question that does not apply leaves its share to the others.
    return formula(f"IF({places.applies(key)}=0,0,{half}/{applying})", value, "share")


def _centred(drawn: Drawn, key: str, at: int) -> str:
    places = drawn.places
    if key in drawn.found.method.goal_by_key:
        column = places.strength_column(at)
        strength = on(INFLUENCES, fixed(column, places.goal_strength_rows[key]))
        return f"{strength}-AVERAGE({places.goal_strengths(at)})"
    strengths, level = places.strengths(key, at), places.level(key)
    return f"IF({level}=0,0,INDEX({strengths},{level})-AVERAGE({strengths}))"


def _sum(drawn: Drawn) -> Row:
    places = drawn.places

    def pair(at: int, finding: Finding) -> tuple[Cell, Cell]:
        points = places.every_part.of(places.columns(at)[1])
        return Blank(), formula(f"SUM({points})", finding.score - MIDPOINT, "points", STRONG)

    shares = (
        formula(f"SUM({places.every_part.of('F')})", sum(drawn.found.shares.values()), "share"),
    )
    return row(
        Blank(),
        text("All points", STRONG),
        Blank(),
        Blank(),
        Blank(),
        *shares,
        *_across(drawn, pair),
    )


def _score(drawn: Drawn) -> Row:
    places = drawn.places
    above = places.every_part.last + 1

    def pair(at: int, finding: Finding) -> tuple[Cell, Cell]:
        points = fixed(places.columns(at)[1], above)
        return Blank(), formula(f"{MIDPOINT}+{points}", finding.score, "thousandths", STRONG)

    return row(
        Blank(), text("Score: 50 plus all points", STRONG), *(Blank(),) * 4, *_across(drawn, pair)
    )
