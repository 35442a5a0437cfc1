"""The sheet of gates: what holds an approach back or asks for care, worked out from the answers."""

from __future__ import annotations

from collections.abc import Iterator

from appraisal.method.advice import Condition, Gate
from appraisal.method.model import Question
from appraisal.scoring.gates import STATUSES
from appraisal.scoring.rules import Truth
from reports import numbers
from reports.standing import KINDS
from reports.stored import Finding
from reports.workbook.drawn import Drawn
from reports.workbook.formulas import fixed, on
from reports.workbook.places import GATES
from reports.workbook.sheet import (
    HEADING,
    STRONG,
    Row,
    Sheet,
    formula,
    head,
    row,
    text,
    top,
)

WIDTHS = (24, 20, 20, 16, 44, 60, 60)
SENTENCES = (
    "A gate never moves a score. It holds an approach back (“not yet”), or asks for care. While an "
    "answer it looks at is not known, whether it is met is not known either.",
    "Two further warnings, about thin evidence and about approaches that contradict each other, "
    "hang on the readings; they are in the report and not worked out again here.",
)
YES, NO, NOT_KNOWN = "Yes", "No", "Not known"
WORDS: dict[Truth, str] = {True: YES, False: NO, None: NOT_KNOWN}


def sheet(drawn: Drawn) -> Sheet:
    places = drawn.places
    return Sheet(
        name=GATES,
        rows=(
            *top("Gates", SENTENCES, places.STATUS_TOP - 2),
            row(text("Could each approach start now?", HEADING)),
            head("Approach", "Now", "As found"),
            *(_status(drawn, each) for each in drawn.findings),
            (),
            row(text("Every gate", HEADING)),
            head("Gate", "Is it met?", "As found", "What it does", "Concerns", "Says", "Action"),
            *(_gate(drawn, each) for each in _gates(drawn)),
            (),
            row(text("What each gate looks at", HEADING)),
            head("Gate", "Met?", "Question’s code", "", "Question", "Answers that meet it", "Now"),
            *(line for each in _gates(drawn) for line in _conditions(drawn, each)),
        ),
        widths=WIDTHS,
        paper="A3",
    )


def status_cell(drawn: Drawn, finding: Finding) -> str:
    return on(GATES, fixed("B", drawn.places.status_rows[finding.approach.key]))


def _gates(drawn: Drawn) -> Iterator[Gate]:
    return (gate for gate in drawn.found.method.gates if gate.rule is not None)


def _status(drawn: Drawn, finding: Finding) -> Row:
    """Return an approach's status: the worst that the gates concerning it make of it."""
    rows = drawn.places.gate_rows
    made = [
        _made_of_it(gate, fixed("B", rows[gate.key]))
        for gate in _gates(drawn)
        if finding.approach.key in gate.approaches
    ]
    words = ",".join(f'"{status.capitalize()}"' for status in STATUSES)
    worst = f"MAX({','.join(made)})" if made else "0"
    found = finding.status.capitalize()
    return row(
        text(finding.name, STRONG), formula(f"CHOOSE(1+{worst},{words})", found), text(found)
    )


def _made_of_it(gate: Gate, met: str) -> str:
    """Return a formula for what one gate makes of an approach, counted from the best status."""
    if gate.kind == "caution":
        return f'IF({met}="{NO}",0,{STATUSES.index("ready with actions")})'
    unknown, fires = STATUSES.index("not known"), STATUSES.index("not yet ready")
    return f'IF({met}="{NO}",0,IF({met}="{YES}",{fires},{unknown}))'


def _gate(drawn: Drawn, gate: Gate) -> Row:
    assert gate.rule is not None
    names = [each.name for each in drawn.places.approaches if each.key in gate.approaches]
    every = len(names) == len(drawn.places.approaches)
    met = drawn.places.conditions[gate.key].of("B")
    # One that meets an “any” decides it, as one that does not meet an “all”.
    decides, otherwise = (YES, NO) if gate.rule.need == "any" else (NO, YES)
    found = WORDS[drawn.found.gates[gate.key]]
    return row(
        text(gate.code, STRONG),
        formula(
            f'IF(COUNTIF({met},"{decides}")>0,"{decides}",'
            f'IF(COUNTIF({met},"{NOT_KNOWN}")>0,"{NOT_KNOWN}","{otherwise}"))',
            found,
        ),
        text(found),
        text(KINDS[gate.kind]),
        text("All approaches" if every else numbers.listed(names)),
        text(gate.says),
        text(gate.action),
    )


def _conditions(drawn: Drawn, gate: Gate) -> Iterator[Row]:
    assert gate.rule is not None
    for condition in gate.rule.conditions:
        question = drawn.found.method.question_by_key[condition.question]
        labels = [question.level(key).label for key in condition.levels]
        answer = drawn.places.answer(question.key)
        yield row(
            text(gate.code),
            formula(_met(drawn, condition, question), WORDS[_is_met(drawn, condition, question)]),
            text(question.code),
            text("Any will do" if gate.rule.need == "any" else "All are needed"),
            text(question.text),
            text("\n".join(labels)),
            formula(f'IF({answer}="","Not answered",{answer})', drawn.answer(question)),
        )


def _met(drawn: Drawn, condition: Condition, question: Question) -> str:
    places = drawn.places
    level = places.level(question.key)
    meeting = [question.level_keys.index(key) + 1 for key in condition.levels]
    among = ",".join(f"{level}={each}" for each in meeting)
    return (
        f'IF({places.applies(question.key)}=0,"{NO}",IF({level}=0,"{NOT_KNOWN}",'
        f'IF(OR({among}),"{YES}","{NO}")))'
    )


def _is_met(drawn: Drawn, condition: Condition, question: Question) -> Truth:
    if not drawn.applies(question):
        return False
    value = drawn.found.landscape.answer(question).value
    return None if value is None else value in condition.levels
