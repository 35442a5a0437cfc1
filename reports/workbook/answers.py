"""The sheet of answers: one line a question, each with a list of what it may be answered with."""

from __future__ import annotations

from appraisal.method.model import Question
from reports.annex import GROUP_NAMES
from reports.answers import CONFIDENCE, DOES_NOT_APPLY, AnswerInWords, in_words
from reports.workbook.drawn import Drawn
from reports.workbook.formulas import fixed
from reports.workbook.places import ANSWERS, ANSWERS_TOP
from reports.workbook.sheet import (
    CELL,
    INPUT,
    Blank,
    Cell,
    Choices,
    Row,
    Sheet,
    formula,
    head,
    number,
    row,
    text,
    top,
)

COLUMNS = {
    "Code": 7,
    "Question": 46,
    "Answer (change it here: choose from the list)": 40,
    "How sure (change it here)": 16,
    "Level (0 = not known)": 9,
    "Applies (1 = yes)": 9,
    "Known (1 = yes)": 9,
    "Check": 16,
    "Figure (kept for the record; moves nothing)": 16,
    "Part of the score": 24,
    "Note": 60,
    "Source": 32,
    "Source’s address": 32,
    "Source’s date": 14,
    "Exempt": 12,
}
SENTENCES = (
    "Every question with its answer. Choose another answer in a yellow cell, and every score in "
    "this workbook is worked out again.",
    "“Don’t know yet” and “Not answered” move no score either way. A question that does not apply "
    "leaves its share to the others of its criterion.",
    "How sure an answer is moves no score. It moves the readings behind the verdict, which this "
    "workbook cannot draw again.",
)
NOT_SCORED = "Not scored"


def sheet(drawn: Drawn) -> Sheet:
    places = drawn.places
    return Sheet(
        name=ANSWERS,
        rows=(
            *top("Answers", SENTENCES, ANSWERS_TOP - 1),
            head(*COLUMNS),
            *(_line(drawn, each) for each in places.asked),
        ),
        widths=tuple(COLUMNS.values()),
        frozen=ANSWERS_TOP,
        fixed=2,
        head=ANSWERS_TOP,
        rules=(
            *(
                Choices(f"C{places.answer_rows[each.key]}", places.options(each))
                for each in places.listed
            ),
            *(
                Choices(f"D{places.answer_rows[each.key]}", words=tuple(CONFIDENCE.values()))
                for each in places.listed
            ),
        ),
        paper="A3",
    )


def _line(drawn: Drawn, question: Question) -> Row:
    said = in_words(drawn.found, question)
    return row(
        text(question.code),
        text(question.text),
        text(said.words, INPUT if question.levels else CELL),
        *_worked_out(drawn, question, said),
        text(said.figure),
        text(_part(drawn, question)),
        text(said.note),
        text(said.source.title),
        text(said.source.address),
        text(said.source.date),
        text("Exempt" if said.is_exempt else ""),
    )


def _worked_out(drawn: Drawn, question: Question, said: AnswerInWords) -> tuple[Cell, ...]:
    if not question.levels:
        return (Blank(),) * 5
    places = drawn.places
    at = places.answer_rows[question.key]
    answer, level = fixed("C", at), fixed("E", at)
    return (
        text(said.confidence, INPUT),
        formula(
            f"IFERROR(MATCH({answer},{places.labels(question)},0),0)",
            drawn.level(question),
            "whole",
        ),
        _applies(drawn, question, answer),
        formula(f"IF({level}>0,1,0)", drawn.known(question), "whole"),
        formula(
            f'IF({answer}="","",IF(ISNUMBER(MATCH({answer},{places.options(question)},0)),"",'
            '"Not on its list"))',
            "",
        ),
    )


def _applies(drawn: Drawn, question: Question, answer: str) -> Cell:
    if not question.not_applicable:
        return number(1, "whole")
    return formula(f'IF({answer}="{DOES_NOT_APPLY}",0,1)', drawn.applies(question), "whole")


def _part(drawn: Drawn, question: Question) -> str:
    if question.criterion is None:
        return NOT_SCORED
    criterion = drawn.found.method.criterion_by_key[question.criterion]
    return f"{GROUP_NAMES[criterion.group]}: {criterion.name}"
