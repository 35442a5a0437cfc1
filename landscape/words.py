"""Answers as people read them, on the check page and when two versions are compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from appraisal.method.model import Question
from appraisal.scoring.answers import NOT_APPLICABLE
from landscape.figures import figure, with_unit
from landscape.questions import CONFIDENCE, DOES_NOT_APPLY, DONT_KNOW, WORDS, Stored
from landscape.route import Step, asked_by

NOT_ANSWERED = "Not answered yet"


@dataclass(frozen=True)
class Words:
    """One answer in words. ``details`` are what it rests on; ``typed`` what was not accepted.

    ``is_exempt`` says that its note and source, or its own words, stay out of a public report.
    """

    answer: str
    answered: bool = True
    details: tuple[tuple[str, str], ...] = ()
    typed: tuple[str, ...] = ()
    is_exempt: bool = False


def in_words(question: Question, answer: Stored, draft: Mapping[str, str]) -> Words:
    """Return an answer as it would be said aloud."""
    return Words(
        answer=_value(question, answer),
        answered="value" in answer,
        details=tuple(_details(question, answer)),
        typed=_typed(question.key, draft, question),
        is_exempt=bool(answer.get("exempt")),
    )


def points_in_words(key: str, points: Mapping[str, Stored], draft: Mapping[str, str]) -> Words:
    """Return a goal's points with its share of all points, in whole per cent."""
    typed = _typed(key, draft)
    if not points:
        return Words(NOT_ANSWERED, answered=False, typed=typed)
    given = {goal: Fraction(each["value"]) for goal, each in points.items()}
    own, total = given.get(key, Fraction(0)), sum(given.values())
    if not own:
        return Words("No points", typed=typed)
    return Words(f"{with_unit(own)} points: {round(100 * own / total)}% of the weight", typed=typed)


def compared(
    step: Step, key: str, answers: Mapping[str, Stored], draft: Mapping[str, str]
) -> Words:
    """Return the answer to one of a page's questions, or the points of one of its goals."""
    question = next((each for each in step.questions if each.key == key), None)
    if question:
        return in_words(question, answers.get(key, {}), draft)
    typed = _typed(key, draft)
    if key not in answers:
        return Words("No points", answered=False, typed=typed)
    return Words(f"{answers[key]['value']} points", typed=typed)


def _value(question: Question, answer: Stored) -> str:
    if "value" not in answer:
        return NOT_ANSWERED
    value = answer["value"]
    if question.kind == "text":
        return str(value)
    if value is None:
        return WORDS[DONT_KNOW]
    if value == NOT_APPLICABLE:
        return WORDS[DOES_NOT_APPLY]
    return question.level(value).label


def _details(question: Question, answer: Stored) -> Iterator[tuple[str, str]]:
    if "number" in answer:
        number = figure(answer["number"]) or Fraction(0)
        yield "Figure", with_unit(number, question.unit)
    if "confidence" in answer:
        yield "How sure", CONFIDENCE[answer["confidence"]]
    if "note" in answer:
        yield "Note", answer["note"]
    if source := answer.get("source"):
        yield (
            "Source",
            ", ".join(source[part] for part in ("title", "date", "address") if part in source),
        )


def _typed(key: str, draft: Mapping[str, str], question: Question | None = None) -> tuple[str, ...]:
    """Return what was typed for a question but could not be accepted."""
    mine = {name: text for name, text in draft.items() if asked_by(name) == key and text}
    labels = {str(level.key): level.label for level in question.levels} if question else {}
    return tuple(
        labels.get(text, WORDS.get(text, text)) if name == key else text
        for name, text in mine.items()
    )
