"""An answer in words, with everything it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from appraisal.method.model import Question
from appraisal.scoring.answers import NOT_APPLICABLE, Answer, CitedSource
from reports import numbers
from reports.stored import Found

DONT_KNOW = "Don’t know yet"
NOT_ANSWERED = "Not answered"
NOT_ASKED = "Not asked on the short route"
DOES_NOT_APPLY = "Does not apply here"

CONFIDENCE: Mapping[str, str] = {
    "evidence": "Evidence",
    "judgement": "Professional judgement",
    "guess": "A guess",
}


@dataclass(frozen=True)
class AnswerInWords:
    """What was said to one question. ``position`` is “4 of 5” on a scale; ``figure`` was typed.

    ``is_exempt`` says that it holds words which a public report leaves out.
    """

    code: str
    question: str
    words: str
    position: str
    figure: str
    confidence: str
    note: str
    source: CitedSource
    is_known: bool
    is_guess: bool
    is_exempt: bool


def in_words(found: Found, question: Question) -> AnswerInWords:
    answer = found.landscape.answer(question)
    return AnswerInWords(
        code=question.code,
        question=question.text,
        words=_words(found, question, answer),
        position=_position(question, answer),
        figure="" if answer.number is None else numbers.figure(answer.number, question.unit),
        confidence=CONFIDENCE.get(answer.confidence or "", ""),
        note=answer.note,
        source=answer.source,
        is_known=answer.is_known,
        is_guess=answer.is_guess,
        is_exempt=question.key in found.exempt and not found.edition.is_public,
    )


def _words(found: Found, question: Question, answer: Answer) -> str:
    if answer.value == NOT_APPLICABLE and question.kind != "text":
        return DOES_NOT_APPLY
    if answer.value is None:
        return DONT_KNOW if found.was_asked(question.key) else _unanswered(found, question)
    if question.kind == "text":
        return str(answer.value) or NOT_ANSWERED
    return question.level(answer.value).label


def _unanswered(found: Found, question: Question) -> str:
    return NOT_ASKED if found.short_route and not question.short_route else NOT_ANSWERED


def _position(question: Question, answer: Answer) -> str:
    if question.kind != "scale" or not answer.is_known:
        return ""
    return f"{answer.value} of {len(question.levels)}"
