"""Every sum, laid out so that it can be redone by hand: points = 10 * share * centred / spread."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum

from appraisal.method.model import GOALS, GROUPS, Criterion, Group
from reports import numbers
from reports.annex import GROUP_NAMES
from reports.answers import in_words
from reports.stored import Finding, Found, Part

# So many decimals that a sum redone from the printed figures agrees to the last one or two.
POINTS = 3
CENTRED = 4
SHARE = 4
SPREAD = 6

NOTHING = Part(key="", level=None, share=0.0, centred=0.0, points=0.0)


@dataclass(frozen=True)
class Cell:
    """What an answer does to one approach: its centred influence, and the points that gives."""

    centred: str
    points: str


@dataclass(frozen=True)
class Line:
    key: str
    code: str
    question: str
    answer: str
    share: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Block:
    """The lines of one criterion, and their sub-total for each approach."""

    name: str
    share: str
    lines: tuple[Line, ...]
    points: tuple[str, ...]


@dataclass(frozen=True)
class Half:
    """Fit or readiness, by approach: its spread, its points, and its own score from 0 points."""

    name: str
    share: str
    spreads: tuple[str, ...]
    blocks: tuple[Block, ...]
    points: tuple[str, ...]
    alone: tuple[str, ...]


@dataclass(frozen=True)
class Sums:
    """The sums of four approaches, which is what a page is wide enough for.

    ``exact`` is the score to as many decimals as the points; ``scores`` as it is shown elsewhere.
    """

    key: str
    title: str
    names: tuple[str, ...]
    halves: tuple[Half, ...]
    points: tuple[str, ...]
    exact: tuple[str, ...]
    scores: tuple[str, ...]


@dataclass(frozen=True)
class WorkedLine:
    """One line of the sums in full, as an example to follow."""

    approach: str
    code: str
    question: str
    share: str
    centred: str
    spread: str
    points: str


def every_sum(found: Found) -> tuple[Sums, ...]:
    return (
        sums(found, found.core, "core-sums", "The core four approaches"),
        sums(found, found.further, "further-sums", "The further four approaches"),
    )


def sums(found: Found, findings: Sequence[Finding], key: str, title: str) -> Sums:
    return Sums(
        key=key,
        title=title,
        names=tuple(each.name for each in findings),
        halves=tuple(_half(found, group, findings) for group in GROUPS),
        points=_totals(findings, found.shares),
        exact=tuple(numbers.plain(each.score, POINTS) for each in findings),
        scores=tuple(numbers.score(each.score) for each in findings),
    )


def _half(found: Found, group: Group, findings: Sequence[Finding]) -> Half:
    criteria = found.method.criteria_in(group)
    keys = [key for criterion in criteria for key in criterion.questions]
    alone = [each.fit if group == "fit" else each.readiness for each in findings]
    return Half(
        name=GROUP_NAMES[group],
        share=_share(fsum(found.criterion_share(criterion) for criterion in criteria)),
        spreads=tuple(
            numbers.plain(found.spread[group][each.approach.key], SPREAD) for each in findings
        ),
        blocks=tuple(_block(found, criterion, findings) for criterion in criteria),
        points=_totals(findings, keys),
        alone=tuple(numbers.plain(score, POINTS) for score in alone),
    )


def _block(found: Found, criterion: Criterion, findings: Sequence[Finding]) -> Block:
    questions = found.method.questions_of(criterion)
    lines = [
        _line(found, question.key, question.code, question.text, findings)
        for question in questions
        if question.key in found.shares
    ]
    if criterion.key == GOALS:
        goals = found.method.goals
        lines = [_line(found, goal.key, goal.code, goal.text, findings) for goal in goals]
    return Block(
        name=criterion.name,
        share=_share(found.criterion_share(criterion)),
        lines=tuple(lines),
        points=_totals(findings, criterion.questions),
    )


def _line(found: Found, key: str, code: str, question: str, findings: Sequence[Finding]) -> Line:
    parts = [each.parts.get(key, NOTHING) for each in findings]
    return Line(
        key=key,
        code=code,
        question=question,
        answer=_answer(found, key),
        share=_share(found.shares.get(key, 0)),
        cells=tuple(
            Cell(numbers.signed(part.centred, CENTRED), numbers.signed(part.points, POINTS))
            for part in parts
        ),
    )


def _answer(found: Found, key: str) -> str:
    if key not in found.method.goal_by_key:
        said = in_words(found, found.method.question_by_key[key])
        return f"{said.position}: {said.words}" if said.position else said.words
    if key not in found.landscape.goals:
        return "No points given"
    return f"{numbers.figure(found.landscape.goals[key], '')} points"


def _totals(findings: Sequence[Finding], keys: Iterable[str]) -> tuple[str, ...]:
    counted = list(keys)
    return tuple(
        numbers.signed(fsum(each.parts.get(key, NOTHING).points for key in counted), POINTS)
        for each in findings
    )


def _share(share: float) -> str:
    return f"{numbers.plain(100 * share, SHARE)}%"


def worked_line(found: Found) -> WorkedLine | None:
    """Return the line that moved the first approach most; None when nothing moved it."""
    finding = found.core[0]
    part = max(finding.parts.values(), key=lambda each: abs(each.points))
    if not part.points:
        return None
    asked = found.method.question_by_key.get(part.key) or found.method.goal_by_key[part.key]
    criterion = next(each for each in found.method.criteria if part.key in each.questions)
    return WorkedLine(
        approach=finding.name,
        code=asked.code,
        question=asked.text,
        share=_share(part.share),
        centred=numbers.signed(part.centred, CENTRED),
        spread=numbers.plain(found.spread[criterion.group][finding.approach.key], SPREAD),
        points=numbers.signed(part.points, POINTS),
    )
