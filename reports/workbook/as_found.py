"""The sheet of what was found: the stored numbers, and whether the live ones still equal them."""

from __future__ import annotations

from collections.abc import Iterator

from appraisal.models import Outcome
from reports import wording
from reports.answers import CONFIDENCE
from reports.ranking import ORDINALS, place
from reports.stored import Finding
from reports.workbook.drawn import Drawn
from reports.workbook.formulas import fixed, letter, on, position, span
from reports.workbook.places import AS_FOUND, LAMBDA, RANKING, SCORES, WEIGHTS
from reports.workbook.sheet import (
    HEADING,
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

WIDTHS = (44, 24, 24, *(13,) * 13)
SENTENCES = (
    "The numbers as they were found and stored. They never change; beside them stands what this "
    "workbook makes of its cells now.",
    "Ranges and shares of readings are as found and do not recompute: they come from "
    f"{wording.READINGS}.",
)
SAME, CHANGED = "Equal", "Changed"
# Floating point may add its last digits up in another order.
CLOSE = "0.000000001"


def sheet(drawn: Drawn) -> Sheet:
    places = drawn.places
    return Sheet(
        name=AS_FOUND,
        rows=(
            *top("As found", SENTENCES, places.FOUND_TOP - 2),
            row(text("Scores", HEADING)),
            _scores_head(drawn),
            *(_scores(drawn, each) for each in drawn.findings),
            (),
            *_whole(drawn),
            (),
            *_inputs(drawn),
            (),
            *_parts(drawn),
        ),
        widths=WIDTHS,
        paper="A3",
    )


# Scores


def _scores_head(drawn: Drawn) -> Row:
    names = ("Score", "Fit", "Readiness")
    return head(
        "Approach",
        "Is it as found?",
        "Place as found",
        *(f"{name}, {when}" for name in names for when in ("as found", "now")),
        "Lowest score (as found, does not recompute)",
        "Highest score (as found, does not recompute)",
        *(
            f"{ordinal} in so many readings (as found, does not recompute)"
            for ordinal in ORDINALS[: len(drawn.core)]
        ),
    )


def _scores(drawn: Drawn, finding: Finding) -> Row:
    at = drawn.places.found_rows[finding.approach.key]
    made = drawn.places.made_rows[finding.approach.key]
    found = (finding.score, finding.fit, finding.readiness)
    pairs = zip(found, ("F", "D", "E"), strict=True)
    cells: list[Cell] = []
    for value, column in pairs:
        cells += [
            number(value, "thousandths"),
            formula(on(RANKING, fixed(column, made)), value, "thousandths"),
        ]
    apart = ",".join(
        f"ABS({fixed(one, at)}-{fixed(other, at)})<{CLOSE}"
        for one, other in (("D", "E"), ("F", "G"), ("H", "I"))
    )
    shares = () if drawn.found.too_early else finding.rank_shares
    return row(
        text(finding.name, STRONG),
        formula(f'IF(AND({apart}),"{SAME}","{CHANGED}")', SAME),
        text(place(drawn.found, finding)),
        *cells,
        number(finding.low, "thousandths"),
        number(finding.high, "thousandths"),
        *(number(share, "share") for share in shares),
        *(Blank(),) * (len(drawn.core) - len(shares)),
    )


# The result as a whole


def _whole(drawn: Drawn) -> list[Row]:
    found, places = drawn.found, drawn.places
    word = str(Outcome.Verdict(found.word).label)
    scores = places.every_found.of("B")
    inputs = span(
        "D", places.found_inputs_top + 1, places.found_inputs_top + places.found_inputs_count
    )
    lead: Cell = Blank() if found.too_early else number(found.lead, "thousandths")
    return [
        row(text("The result as a whole", HEADING)),
        head("", "As found", "Now"),
        row(text("Verdict", STRONG), text(word), formula(on(RANKING, places.word), word)),
        row(
            text("Lead of the first over the second, points", STRONG),
            lead,
            formula(on(RANKING, places.lead), _lead(drawn), "thousandths"),
        ),
        row(
            text("Share of the score that is answered", STRONG),
            number(found.coverage, "share"),
            formula(places.coverage, found.coverage, "share"),
        ),
        row(
            text("Yellow cells that differ", STRONG),
            formula(f"SUM({inputs})", 0, "whole"),
        ),
        row(
            text("Approaches whose numbers differ", STRONG),
            formula(f'COUNTIF({scores},"{CHANGED}")', 0, "whole"),
        ),
    ]


def _lead(drawn: Drawn) -> float:
    ordered = sorted((each.score for each in drawn.core), reverse=True)
    return ordered[0] - ordered[1]


# What was said


def _inputs(drawn: Drawn) -> list[Row]:
    return [
        row(text("What was said, and what the yellow cells say now", HEADING)),
        head("What", "As found", "Now", "Differs (1 = yes)"),
        *(
            _input(at, name, found, now)
            for at, (name, found, now) in enumerate(
                _said(drawn), start=drawn.places.found_inputs_top + 1
            )
        ),
    ]


def _input(at: int, name: str, found: Cell, now: Cell) -> Row:
    differs = formula(f"IF({fixed('B', at)}={fixed('C', at)},0,1)", 0, "whole")
    return row(text(name), found, now, differs)


def _said(drawn: Drawn) -> Iterator[tuple[str, Cell, Cell]]:
    """Yield every input: its name, as found, and as it is now."""
    chosen, places, landscape = drawn.found.method, drawn.places, drawn.found.landscape
    yield _weight("Weight of fit (λ)", drawn.weight_of("fit"), LAMBDA)
    for criterion in places.criteria:
        weight = float(landscape.weights.criteria[criterion.key])
        yield _weight(f"Weight of {criterion.name}", weight, places.criterion_rows[criterion.key])
    for goal in chosen.goals:
        points = landscape.goals.get(goal.key)
        at = on(WEIGHTS, fixed("D", places.goal_rows[goal.key]))
        found: Cell = text("No points") if points is None else number(float(points), "plain")
        value = "No points" if points is None else float(points)
        yield (
            f"{goal.code}: {goal.text}",
            found,
            formula(f'IF({at}="","No points",{at})', value, "plain"),
        )
    for question in places.listed:
        name = f"{question.code}: {question.text}"
        yield name, *_words(places.answer(question.key), drawn.answer(question))
        sure = CONFIDENCE.get(landscape.answer(question).confidence or "", "")
        yield f"{question.code}: how sure", *_words(places.confidence(question.key), sure)


def _weight(name: str, value: float, at: int) -> tuple[str, Cell, Cell]:
    now = formula(on(WEIGHTS, fixed("D", at)), value, "share")
    return name, number(value, "share"), now


def _words(cell: str, words: str) -> tuple[Cell, Cell]:
    # Joined to nothing, as an empty cell would else be the number 0.
    return text(words), formula(f'{cell}&""', words)


# Every part


def _parts(drawn: Drawn) -> list[Row]:
    return [
        row(text("Every part of every score, in points, as found", HEADING)),
        head("Part", "Are all points as found?", "Share of the score, as found", *drawn.names),
        *(_part(drawn, at, key) for at, key in enumerate(drawn.places.parts, start=1)),
    ]


def _part(drawn: Drawn, at: int, key: str) -> Row:
    places = drawn.places
    line, live = places.found_parts_top + at, places.part_rows[key]
    asked = drawn.found.method.goal_by_key.get(key) or drawn.found.method.question_by_key[key]
    core, further = len(drawn.core), len(drawn.findings) - len(drawn.core)
    apart = "+".join(
        f"SUMPRODUCT(ABS({_across(line, 3 + first, count)}-"
        f"{on(SCORES, _across(live, _column(places.columns(first)[1]), count))}))"
        for first, count in ((0, core), (core, further))
    )
    return row(
        text(f"{asked.code}: {asked.text}"),
        formula(f'IF({apart}<{CLOSE},"{SAME}","{CHANGED}")', SAME),
        number(drawn.share(key), "share"),
        *(number(drawn.points(each, key), "points") for each in drawn.findings),
    )


def _across(at: int, first: int, count: int) -> str:
    return f"{fixed(letter(first), at)}:{fixed(letter(first + count - 1), at)}"


def _column(letters: str) -> int:
    return position(f"{letters}1")[1]
