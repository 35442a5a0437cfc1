"""The table itself in doubt: every strength moved by half a step, down, up or not at all.

The draws depend on the version of the method alone, so they are made once for all landscapes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

import numpy as np

from appraisal.method.model import GOALS, GROUPS, Approach, Group, LevelKey, Method, strength
from appraisal.scoring.answers import Landscape
from appraisal.scoring.draws import DRAWS, Floats, generator
from appraisal.scoring.scores import Shares, shares
from appraisal.scoring.values import POINTS_PER_DEVIATION

STEPS = (-0.5, 0.0, 0.5)
# The mean square of (level - 3) / 2 over the five levels of a scale.
SCALE_SQUARE = 0.5


@dataclass(frozen=True)
class Cell:
    """A non-zero strength: of a question (``level`` None), of one choice, or of a goal."""

    criterion: str
    owner: str
    level: LevelKey | None
    strength: float


@dataclass(frozen=True, eq=False)
class Table:
    """One approach's strengths in one group, drawn: one row a draw, one column a cell.

    ``spread`` is the spread that goes with each draw.
    """

    cells: tuple[Cell, ...]
    strengths: Floats
    spread: Floats


def draw_scores(method: Method, landscape: Landscape) -> Floats:
    """Return the core approaches' scores above 50: one row a draw of the table.

    What is not known adds nothing, as in the score itself.
    """
    carried = shares(method, landscape)
    drawn = tables(method)
    columns = []
    for approach in method.core:
        column = np.zeros(DRAWS)
        for group in GROUPS:
            table = drawn[approach.key, group]
            effects = table.strengths @ _coefficients(method, landscape, carried, table)
            # Where every strength of a draw is nothing, so are the effects and the spread.
            spread = np.where(table.spread > 0, table.spread, 1)
            column += POINTS_PER_DEVIATION * effects / spread
        columns.append(column)
    return np.stack(columns, axis=1)


# A few versions at most are in use; each takes some 30 megabytes.
@lru_cache(maxsize=4)
def tables(method: Method) -> dict[tuple[str, Group], Table]:
    """Return the drawn strengths of each core approach and group."""
    draw = generator(method, "the table itself")
    found = {}
    for approach in method.core:
        for group in GROUPS:
            # By name, so that asking in another order draws the same.
            cells = tuple(sorted(_cells(method, approach, group), key=_name))
            moves = np.array(STEPS)[draw.randint(len(STEPS), size=(DRAWS, len(cells)))]
            strengths = np.array([cell.strength for cell in cells]) + moves
            found[approach.key, group] = Table(
                cells, strengths, _spread(method, group, cells, strengths)
            )
    return found


def _cells(method: Method, approach: Approach, group: Group) -> Iterator[Cell]:
    for criterion in method.criteria_in(group):
        if criterion.key == GOALS:
            for goal in method.goals:
                yield from _cell(GOALS, goal.key, None, goal.effect(approach.key))
        for question in method.questions_of(criterion):
            found = strength(question.influences, approach.key)
            yield from _cell(criterion.key, question.key, None, found)
            for level in question.levels:
                found = strength(level.influences, approach.key)
                yield from _cell(criterion.key, question.key, level.key, found)


def _cell(criterion: str, owner: str, level: LevelKey | None, found: Fraction) -> Iterator[Cell]:
    if found:
        yield Cell(criterion, owner, level, float(found))


def _name(cell: Cell) -> tuple[str, str]:
    return cell.owner, str(cell.level)


def _spread(method: Method, group: Group, cells: tuple[Cell, ...], strengths: Floats) -> Floats:
    """Return the spread of each draw: section 3 of the method, over all draws at once."""
    variance = np.zeros(len(strengths))
    for criterion in method.criteria_in(group):
        weight = float(criterion.weight)
        if criterion.key == GOALS:
            columns = [at for at, cell in enumerate(cells) if cell.criterion == GOALS]
            variance += weight**2 * _goals_variance(strengths[:, columns], len(method.goals))
            continue
        for question in method.questions_of(criterion):
            columns = [at for at, cell in enumerate(cells) if cell.owner == question.key]
            share = weight / len(criterion.questions)
            if question.kind == "choice":
                square = _variance(strengths[:, columns], len(question.levels))
            else:
                square = SCALE_SQUARE * (strengths[:, columns] ** 2).sum(axis=1)
            variance += share**2 * square
    root: Floats = np.sqrt(variance)
    return root


def _variance(strengths: Floats, count: int) -> Floats:
    """Return the variance of ``count`` strengths, of which those not given are zero."""
    mean = strengths.sum(axis=1) / count
    variance: Floats = (strengths**2).sum(axis=1) / count - mean**2
    return variance


def _goals_variance(strengths: Floats, count: int) -> Floats:
    variance: Floats = _variance(strengths, count) / (count + 1)
    return variance


def _coefficients(method: Method, landscape: Landscape, carried: Shares, table: Table) -> Floats:
    """Return what each strength is multiplied by, given the answers."""
    return np.array([_coefficient(method, landscape, carried, cell) for cell in table.cells])


def _coefficient(method: Method, landscape: Landscape, carried: Shares, cell: Cell) -> float:
    if cell.criterion == GOALS:
        stated = landscape.goal_shares()
        if not stated:
            return 0.0
        return float(carried.of(GOALS)) * (float(stated.get(cell.owner, 0)) - 1 / len(method.goals))
    question = method.question_by_key[cell.owner]
    if cell.owner not in carried.in_group:
        return 0.0
    value, share = landscape.answer(question).value, float(carried.of(cell.owner))
    if value is None:
        return 0.0
    if cell.level is None:
        return share * (int(value) - 3) / 2
    return share * ((value == cell.level) - 1 / len(question.levels))
