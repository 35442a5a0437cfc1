"""The sheet of the ranking: the four in order, what may be said of it, and how it came about."""

from __future__ import annotations

from appraisal.method.model import GROUPS, Criterion, Group
from appraisal.models import Outcome
from appraisal.scoring.scores import MIDPOINT
from appraisal.scoring.values import POINTS_PER_DEVIATION
from reports import numbers, wording
from reports.annex import GROUP_NAMES
from reports.ranking import place
from reports.stored import Finding
from reports.workbook import gates
from reports.workbook.drawn import Drawn
from reports.workbook.formulas import fixed, letter, on, span
from reports.workbook.places import RANKING, SCORES, WEIGHTS, Block
from reports.workbook.sheet import (
    HEADING,
    LINE,
    STRONG,
    TITLE,
    Blank,
    Cell,
    Row,
    Sheet,
    formula,
    head,
    number,
    row,
    text,
)

WIDTHS = (44, 22, *(15,) * 8)
# Numbers that agree to nine decimals come from scores that are equal.
DECIMALS = 9
BESIDE = "The further four are scored on the same scale and shown beside, without a place."
UNCHANGED = "Nothing has been changed: all numbers are as they were found."
CHANGED = " of the yellow cells differ from what was found; “As found” says which."
TOO_EARLY = str(Outcome.Verdict.TOO_EARLY.label)
NO_CLEAR_DIFFERENCE = str(Outcome.Verdict.NO_CLEAR_DIFFERENCE.label)
AT_MOST_LEANING = "Leaning at most"
AT_MOST_CLEAR = "Clear at most"
AT_MOST = (
    "Once something is changed, the most that the lead allows: the rest hangs on "
    f"{wording.READINGS}, which a workbook cannot draw."
)


def sheet(drawn: Drawn) -> Sheet:
    return Sheet(
        name=RANKING,
        rows=(
            row(text("Ranking", TITLE)),
            row(_status(drawn)),
            row(_unlisted(drawn)),
            (),
            *_ranked(drawn),
            (),
            *_said(drawn),
            (),
            *_made(drawn),
            (),
            *_by_criterion(drawn),
        ),
        widths=WIDTHS,
        paper="A4",
    )


def exactly(number: str) -> str:
    """Return a formula for a number without what floating point adds to it."""
    return f"ROUND({number},{DECIMALS})"


def _status(drawn: Drawn) -> Cell:
    places = drawn.places
    inputs, results = places.found_inputs_changed, places.found_results_changed
    return formula(
        f'IF({inputs}+{results}=0,"{UNCHANGED}",{inputs}&"{CHANGED}")', UNCHANGED, style=LINE
    )


def _unlisted(drawn: Drawn) -> Cell:
    wrong = f'SUMPRODUCT(--({drawn.places.checks}<>""))'
    words = " of the answers are not on their lists and count as not known. See “Answers”."
    return formula(f'IF({wrong}=0,"",{wrong}&"{words}")', "", style=LINE)


# Best first


def _ranked(drawn: Drawn) -> list[Row]:
    return [
        row(text("The four that are ranked, best first", HEADING)),
        head(
            "Approach",
            "Could it start now?",
            "Place",
            "Score",
            "Fit",
            "Readiness",
            "Behind the first, points",
        ),
        *(_in_order(drawn, at) for at in range(1, len(drawn.core) + 1)),
    ]


def _in_order(drawn: Drawn, at: int) -> Row:
    places = drawn.places
    core = places.every_core
    finding = drawn.found.core[at - 1] if not drawn.found.too_early else drawn.core[at - 1]

    def take(column: str) -> str:
        return f"INDEX({core.of(column)},MATCH({at},{core.of('I')},0))"

    best = max(each.score for each in drawn.core)
    return row(
        formula(take("A"), finding.name, style=STRONG),
        formula(take("B"), finding.status.capitalize()),
        formula(f'{take("H")}&""', place(drawn.found, finding)),
        formula(take("F"), finding.score, "score", STRONG),
        formula(take("D"), finding.fit, "score"),
        formula(take("E"), finding.readiness, "score"),
        formula(f"MAX({core.of('F')})-{take('F')}", best - finding.score, "score"),
    )


# What may be said


def _said(drawn: Drawn) -> list[Row]:
    found, places = drawn.found, drawn.places
    scores, thresholds = places.every_core.of("F"), found.method.thresholds
    ordered = sorted((each.score for each in drawn.core), reverse=True)
    verdict = str(Outcome.Verdict(found.word).label)
    lines: list[tuple[str, Cell, str]] = [
        ("Verdict", formula(_word(drawn), verdict, style=STRONG), AT_MOST),
        (
            "Lead of the first over the second, points",
            formula(f"LARGE({scores},1)-LARGE({scores},2)", ordered[0] - ordered[1], "thousandths"),
            "",
        ),
        (
            "Share of the score that is answered",
            formula(places.coverage, found.coverage, "share"),
            "",
        ),
        (
            "Too early to say below",
            number(float(thresholds.enough_coverage), "share"),
            "of the score answered",
        ),
        (
            "Provisional below",
            number(float(thresholds.full_coverage), "share"),
            "of the score answered",
        ),
        (
            "Leaning from a lead of",
            number(float(thresholds.leaning_lead), "score"),
            f"points, when first in {numbers.percent(thresholds.leaning_share)} of readings or "
            "more",
        ),
        (
            "Clear from a lead of",
            number(float(thresholds.clear_lead), "score"),
            f"points, when first in {numbers.percent(thresholds.clear_share)} of readings or more",
        ),
        (
            "Joint first within",
            number(float(thresholds.joint_margin), "score"),
            "points of the first, when there is no clear difference",
        ),
    ]
    return [
        row(text("What may be said of it", HEADING)),
        head("", "Now, or as published", "What it means"),
        *(row(text(name, STRONG), cell, text(words, LINE)) for name, cell, words in lines),
    ]


def _word(drawn: Drawn) -> str:
    """Return the verdict as found while nothing is changed; then the most that the lead allows."""
    places = drawn.places
    lead = exactly(places.lead)
    return (
        f'IF({_too_early(drawn)},"{TOO_EARLY}",'
        f"IF({places.found_inputs_changed}+{places.found_results_changed}=0,{places.found_word},"
        f'IF({lead}<{places.threshold("leaning_lead")},"{NO_CLEAR_DIFFERENCE}",'
        f'IF({lead}<{places.threshold("clear_lead")},"{AT_MOST_LEANING}","{AT_MOST_CLEAR}"))))'
    )


def _too_early(drawn: Drawn) -> str:
    places = drawn.places
    return f"{exactly(places.covered)}<{places.threshold('enough_coverage')}"


# How each score is made


def _made(drawn: Drawn) -> list[Row]:
    halves = " + ".join(
        f"{GROUP_NAMES[group].lower()} × its weight (“{WEIGHTS}”)" for group in GROUPS
    )
    return [
        row(text("Every approach, and how its score is made", HEADING)),
        row(text(f"Score = {halves}. {BESIDE}", LINE)),
        head(
            "Approach",
            "Could it start now?",
            "Ranked?",
            "Fit",
            "Readiness",
            "Score",
            "Rank by score",
            "Place",
            "Order",
        ),
        *(_approach(drawn, at, each) for at, each in enumerate(drawn.findings)),
    ]


def _approach(drawn: Drawn, at: int, finding: Finding) -> Row:
    places = drawn.places
    line = places.made_rows[finding.approach.key]
    parts = zip(GROUPS, (fixed("D", line), fixed("E", line)), strict=True)
    score = "+".join(f"{places.of_group(group)}*{half}" for group, half in parts)
    return row(
        text(finding.name, STRONG),
        formula(gates.status_cell(drawn, finding), finding.status.capitalize()),
        text("Yes" if finding.approach.core else "No"),
        formula(_half(drawn, "fit", at), finding.fit, "thousandths"),
        formula(_half(drawn, "readiness", at), finding.readiness, "thousandths"),
        formula(score, finding.score, "thousandths", STRONG),
        *(_placed(drawn, at, finding) if finding.approach.core else [Blank()] * 3),
    )


def _half(drawn: Drawn, group: Group, at: int) -> str:
    places = drawn.places
    parts, spread = places.parts_of(group), on(SCORES, places.spread(group, at))
    centred = on(SCORES, parts.of(places.columns(at)[0]))
    shares = on(SCORES, parts.of("E"))
    return f"{MIDPOINT}+{POINTS_PER_DEVIATION}*SUMPRODUCT({shares},{centred})/{spread}"


def _placed(drawn: Drawn, at: int, finding: Finding) -> list[Cell]:
    """Return an approach's rank by score, its place as shown, and where it stands in order."""
    places = drawn.places
    core, line = places.every_core, places.made_rows[finding.approach.key]
    scores, score, rank = core.of("F"), fixed("F", line), fixed("G", line)
    ranks, so_far = core.of("G"), span("G", core.first, line)
    higher = sum(round(each.score - finding.score, DECIMALS) > 0 for each in drawn.core)
    floor = f"MIN(LARGE({scores},2),LARGE({scores},1)-{places.threshold('joint_margin')})"
    joint = f'AND({places.word}="{NO_CLEAR_DIFFERENCE}",{exactly(score)}>={exactly(floor)})'
    shared = f'{rank}&IF(SUMPRODUCT(--({ranks}={rank}))>1,"=","")'
    return [
        formula(
            f"1+SUMPRODUCT(--(ROUND({scores},{DECIMALS})>{exactly(score)}))", 1 + higher, "whole"
        ),
        formula(
            f'IF({_too_early(drawn)},"",IF({joint},"1=",{shared}))', place(drawn.found, finding)
        ),
        formula(
            f"IF({_too_early(drawn)},{at + 1},{rank}+SUMPRODUCT(--({so_far}={rank}))-1)",
            _order(drawn, at, finding),
            "whole",
        ),
    ]


def _order(drawn: Drawn, at: int, finding: Finding) -> int:
    found = drawn.found
    return at + 1 if found.too_early else found.core.index(finding) + 1


# Where the points come from


def _by_criterion(drawn: Drawn) -> list[Row]:
    return [
        row(text("Where the points come from", HEADING)),
        head("Criterion", "Share of the score", *drawn.names),
        *(_criterion(drawn, each) for each in drawn.places.criteria),
        _all_points(drawn),
    ]


def _all_points(drawn: Drawn) -> Row:
    """Return the sums of the table: added to 50, the scores."""
    places = drawn.places
    first = places.criteria_points_top + 1
    block = Block(first, first + len(places.criteria) - 1)
    shares = sum(
        drawn.share_in_half(each) * drawn.weight_of(each.group) for each in places.criteria
    )
    return row(
        text(f"All points; {MIDPOINT} more is the score", STRONG),
        formula(f"SUM({block.of('B')})", shares, "share", STRONG),
        *(
            formula(f"SUM({block.of(letter(2 + at))})", each.score - MIDPOINT, "points", STRONG)
            for at, each in enumerate(drawn.findings)
        ),
    )


def _criterion(drawn: Drawn, criterion: Criterion) -> Row:
    places = drawn.places
    parts = places.parts_in(criterion)

    def total(at: int, finding: Finding) -> Cell:
        points = on(SCORES, parts.of(places.columns(at)[1]))
        value = sum(drawn.points(finding, key) for key in criterion.questions)
        return formula(f"SUM({points})", value, "points")

    share = drawn.share_in_half(criterion) * drawn.weight_of(criterion.group)
    weight = on(WEIGHTS, fixed("I", places.criterion_rows[criterion.key]))
    return row(
        text(f"{GROUP_NAMES[criterion.group]}: {criterion.name}"),
        formula(weight, share, "share"),
        *(total(at, each) for at, each in enumerate(drawn.findings)),
    )
