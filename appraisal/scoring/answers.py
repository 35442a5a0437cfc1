"""What a commissioner said: read from an answers file, checked against the method."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Literal, cast, get_args

from appraisal.method.model import GROUPS, LevelKey, Method, Question

Confidence = Literal["evidence", "judgement", "guess"]
NOT_APPLICABLE = "n/a"
MOST_POINTS = 100

# Wider than any figure a council could mean. Without a limit, writing out 1e999999999 as an
# exact fraction would take all the memory there is.
DECIMAL = re.compile(r"[+-]?(\d{1,40}\.?\d{0,40}|\.\d{1,40})(e[+-]?\d{1,3})?", re.A | re.I)
LARGEST = 10**40
LONGEST_SHOWN = 60


class AnswersError(Exception):
    """The answers cannot be used; ``problems`` names each mistake and what is allowed."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class CitedSource:
    """Where a council found an answer."""

    title: str = ""
    address: str = ""
    date: str = ""


@dataclass(frozen=True)
class Answer:
    """What was said to one question.

    ``value`` is a level, a choice key or a text; None is "don't know"; "n/a" is "does not
    apply". ``number`` is the figure typed beside a band.
    """

    value: LevelKey | None
    number: Fraction | None = None
    confidence: Confidence | None = None
    note: str = ""
    source: CitedSource = CitedSource()
    exempt: bool = False

    @property
    def is_known(self) -> bool:
        return self.value is not None and self.value != NOT_APPLICABLE

    @property
    def is_guess(self) -> bool:
        return self.is_known and self.confidence == "guess"


NOT_ANSWERED = Answer(value=None)


@dataclass(frozen=True)
class Weights:
    """The weights in force: lambda, and each criterion's weight within its group (sum 1)."""

    fit: Fraction
    criteria: Mapping[str, Fraction]

    def of_group(self, group: str) -> Fraction:
        return self.fit if group == "fit" else 1 - self.fit


@dataclass(frozen=True)
class Landscape:
    """A council's situation in answers, goal points and weights.

    A question that is not named is not answered. ``goals`` holds points from 0 to 100 by goal;
    it is empty when the council has not weighed its goals.
    """

    weights: Weights
    answers: Mapping[str, Answer] = field(default_factory=dict)
    goals: Mapping[str, Fraction] = field(default_factory=dict)

    def answer(self, question: Question) -> Answer:
        return self.answers.get(question.key, NOT_ANSWERED)

    def goal_shares(self) -> Mapping[str, Fraction]:
        """Return each weighed goal's share of all points; shares add up to one."""
        total = sum(self.goals.values(), Fraction(0))
        return {key: points / total for key, points in self.goals.items()}


def read_landscape(method: Method, document: Any) -> Landscape:
    """Return the landscape in a decoded answers file.

    ``document`` has "answers", and may have "goals" and "weights"; section 9 of the method
    gives its shape. Raises AnswersError naming every unknown key, level or shape at once.
    """
    problems: list[str] = []
    parts = _object(document, "the answers file", problems)
    for key in sorted(set(parts) - {"answers", "goals", "weights"}):
        problems.append(f"“{key}” is not known. An answers file holds answers, goals and weights.")
    answers = _object(parts.get("answers", {}), "answers", problems)
    goals = _object(parts.get("goals", {}), "goals", problems)
    weights = _object(parts.get("weights", {}), "weights", problems)
    landscape = Landscape(
        weights=_weights(method, weights, problems),
        answers=_answers(method, answers, problems),
        goals=_goals(method, goals, problems),
    )
    if problems:
        raise AnswersError(problems)
    return landscape


# Answers


def _answers(method: Method, values: Mapping[str, Any], problems: list[str]) -> dict[str, Answer]:
    found = {}
    for key, value in values.items():
        question = method.question_by_key.get(key)
        if question is None:
            allowed = ", ".join(sorted(method.question_by_key))
            problems.append(f"answers: “{key}” is not a question. Use one of: {allowed}.")
        else:
            found[key] = _answer(question, value, problems)
    return found


def _answer(question: Question, value: Any, problems: list[str]) -> Answer:
    where = f"answers: {question.key}"
    details = value if isinstance(value, dict) else {"value": value}
    allowed = ("value", "number", "confidence", "note", "source", "exempt")
    for key in sorted(set(details) - set(allowed)):
        problems.append(f"{where}: “{key}” is not known. Use one of: {', '.join(allowed)}.")
    number = _number(question, details.get("number"), where, problems)
    return Answer(
        value=_value(question, details, number, where, problems),
        number=number,
        confidence=_confidence(details.get("confidence"), where, problems),
        note=_text(details.get("note", ""), f"{where}: note", problems),
        source=_source(details.get("source", {}), f"{where}: source", problems),
        exempt=_flag(details.get("exempt", False), f"{where}: exempt", problems),
    )


def _value(
    question: Question,
    details: Mapping[str, Any],
    number: Fraction | None,
    where: str,
    problems: list[str],
) -> LevelKey | None:
    value = details.get("value")
    if value is None:
        return None if number is None else question.band(number).key
    if value == NOT_APPLICABLE and question.not_applicable:
        if number is not None:
            problems.append(f"{where}: it has a number and is “n/a”. Keep one of them.")
        return NOT_APPLICABLE
    if question.kind == "text":
        return _text(value, where, problems)
    # In Python True equals 1 and 3.0 equals 3, but neither is a level.
    if isinstance(value, bool | float) or value not in question.level_keys:
        allowed = allowed_values(question)
        problems.append(f"{where}: {shown(value)} is not an answer. Use {allowed}.")
        return None
    if number is not None and question.band(number).key != value:
        problems.append(
            f"{where}: {float(number):g} falls in band {question.band(number).key}, "
            f"not {value}. Correct one of them."
        )
    return cast(LevelKey, value)


def allowed_values(question: Question) -> str:
    """Return in words what may be answered to a question."""
    keys = [str(key) for key in question.level_keys]
    extra = ["null for don't know"]
    if question.not_applicable:
        extra.append('"n/a"')
    return f"one of {', '.join(keys)}; or {', or '.join(extra)}"


def _number(question: Question, value: Any, where: str, problems: list[str]) -> Fraction | None:
    if value is None:
        return None
    if question.kind != "banded number":
        problems.append(f"{where}: “number” has no meaning here. Give a value alone.")
        return None
    number = as_fraction(value)
    highest = question.maximum or Fraction(0)
    if number is None or not 0 <= number <= highest:
        problems.append(f"{where}: {shown(value)} is not a number from 0 to {highest}.")
        return None
    return number


def _confidence(value: Any, where: str, problems: list[str]) -> Confidence | None:
    if value is None:
        return None
    if value not in get_args(Confidence):
        allowed = ", ".join(get_args(Confidence))
        said = shown(value)
        problems.append(f"{where}: confidence {said} is not known. Use one of: {allowed}.")
        return None
    return cast(Confidence, value)


def _source(value: Any, where: str, problems: list[str]) -> CitedSource:
    parts = _object(value, where, problems)
    allowed = ("title", "address", "date")
    for key in sorted(set(parts) - set(allowed)):
        problems.append(f"{where}: “{key}” is not known. Use one of: {', '.join(allowed)}.")
    return CitedSource(*(_text(parts.get(key, ""), f"{where}: {key}", problems) for key in allowed))


# Goals and weights


def _goals(method: Method, values: Mapping[str, Any], problems: list[str]) -> dict[str, Fraction]:
    found = {}
    for key, value in values.items():
        points = as_fraction(value)
        if key not in method.goal_by_key:
            allowed = ", ".join(method.goal_by_key)
            problems.append(f"goals: “{key}” is not a goal. Use one of: {allowed}.")
        elif points is None or not 0 <= points <= MOST_POINTS:
            said = shown(value)
            problems.append(f"goals: {key}: {said} is not a number of points from 0 to 100.")
        else:
            found[key] = points
    if found and not any(found.values()):
        problems.append(
            "goals: no goal has any points. Give at least one goal points, or leave goals out."
        )
        return {}
    return found


def _weights(method: Method, values: Mapping[str, Any], problems: list[str]) -> Weights:
    given = {}
    for key, value in values.items():
        weight = as_fraction(value)
        if key != "lambda" and key not in method.criterion_by_key:
            allowed = ", ".join(["lambda", *method.criterion_by_key])
            problems.append(f"weights: “{key}” is not a weight. Use one of: {allowed}.")
        elif weight is None or weight < 0 or (key == "lambda" and weight > 1):
            highest = "from 0 to 1" if key == "lambda" else "of 0 or more"
            problems.append(f"weights: {key}: {shown(value)} is not a number {highest}.")
        else:
            given[key] = weight
    return Weights(
        fit=given.get("lambda", method.fit_weight),
        criteria=_criterion_weights(method, given, problems),
    )


def _criterion_weights(
    method: Method, given: Mapping[str, Fraction], problems: list[str]
) -> dict[str, Fraction]:
    """Return weights that add up to one within each group, in the proportions given."""
    weights: dict[str, Fraction] = {}
    for group in GROUPS:
        criteria = method.criteria_in(group)
        stated = {part.key: given.get(part.key, part.weight) for part in criteria}
        total = sum(stated.values(), Fraction(0))
        if not total:
            problems.append(f"weights: every weight of {group} is 0. Give one of them more.")
            continue
        weights |= {key: weight / total for key, weight in stated.items()}
    return weights


# Shapes


def as_fraction(value: Any) -> Fraction | None:
    """Return a number as it was written, so that 0.1 is a tenth; None for anything else.

    A number may also be written as a text. One too long to mean anything is not a number.
    """
    if isinstance(value, int | Fraction) and not isinstance(value, bool):
        exact = Fraction(value)
        return exact if abs(exact) < LARGEST else None
    if isinstance(value, float | str) and DECIMAL.fullmatch(str(value)):
        return Fraction(str(value))
    return None


def shown(value: Any) -> str:
    """Return a value as its writer would know it again in a message, cut short."""
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "a list"
    if isinstance(value, int) and abs(value) >= LARGEST:
        return "a number this long"
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def _object(value: Any, where: str, problems: list[str]) -> Mapping[str, Any]:
    if isinstance(value, dict):
        return value
    problems.append(f"{where} must be an object with named parts, not {shown(value)}.")
    return {}


def _text(value: Any, where: str, problems: list[str]) -> str:
    if isinstance(value, str):
        return value
    problems.append(f"{where}: {shown(value)} is not a text.")
    return ""


def _flag(value: Any, where: str, problems: list[str]) -> bool:
    if isinstance(value, bool):
        return value
    problems.append(f"{where}: {shown(value)} is neither true nor false.")
    return False
