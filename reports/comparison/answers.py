"""What two results were found for: the answers, points and weights that differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from appraisal.method.model import Goal, Question
from reports import numbers
from reports.answers import in_words
from reports.stored import Found


@dataclass(frozen=True)
class Differing:
    """One thing that is not the same in the two."""

    what: str
    before: str
    after: str


@dataclass(frozen=True)
class Compared:
    """What differs, in a table of its own, and a sentence on the rest."""

    differing: tuple[Differing, ...]
    rest: str


# Answers


def answers(before: Found, after: Found) -> Compared:
    """Return the questions of both that were answered otherwise."""
    both = [each for each in after.method.questions if each.key in before.method.question_by_key]
    differing = [each for each in both if _said(before, each.key) != _said(after, each.key)]
    same = len(both) - len(differing)
    return Compared(
        differing=tuple(
            Differing(
                each.text,
                answer(before, before.method.question_by_key[each.key]),
                answer(after, each),
            )
            for each in differing
        ),
        rest=f"{numbers.counted(same, 'answer is', 'answers are')} the same in both.",
    )


def _said(found: Found, key: str) -> tuple[object, ...]:
    answer = found.answer(key)
    return answer.value, answer.number, answer.confidence, found.was_asked(key)


def answer(found: Found, question: Question) -> str:
    """Return an answer with its figure, and how sure it was."""
    said = in_words(found, question)
    words = f"{said.words}, {said.figure}" if said.figure else said.words
    return f"{words} ({said.confidence.lower()})" if said.confidence else words


def asked_only(one: Found, other: Found) -> tuple[str, ...]:
    """Return the questions and goals that only the first one's version of the method has."""
    mine: tuple[Question | Goal, ...] = (*one.method.questions, *one.method.goals)
    theirs = {*other.method.question_by_key, *other.method.goal_by_key}
    return tuple(each.text for each in mine if each.key not in theirs)


# Points and weights


def points(before: Found, after: Found) -> Compared:
    both = [each for each in after.method.goals if each.key in before.method.goal_by_key]
    told = [Differing(each.text, given(before, each.key), given(after, each.key)) for each in both]
    return _compared(told, "goal has the same points", "goals have the same points")


def given(found: Found, key: str) -> str:
    """Return a goal's points and their share of all, which is what counts."""
    if not found.landscape.goals.get(key):
        return "No points"
    share = numbers.percent(found.landscape.goal_shares()[key])
    return f"{numbers.figure(found.landscape.goals[key], 'points')}, {share} of the weight"


def weights(before: Found, after: Found) -> Compared:
    return _compared(list(_weights(before, after)), "weight is the same", "weights are the same")


def _weights(before: Found, after: Found) -> Iterator[Differing]:
    one, other = before.landscape.weights, after.landscape.weights
    yield Differing(
        "Share of fit in the score",
        numbers.figure(100 * one.fit, "%"),
        numbers.figure(100 * other.fit, "%"),
    )
    for criterion in after.method.criteria:
        if criterion.key in one.criteria:
            yield Differing(
                f"{criterion.name}, within {criterion.group}",
                numbers.figure(100 * one.criteria[criterion.key], "%"),
                numbers.figure(100 * other.criteria[criterion.key], "%"),
            )


def _compared(told: list[Differing], one: str, many: str) -> Compared:
    differing = tuple(each for each in told if each.before != each.after)
    return Compared(differing, f"{numbers.counted(len(told) - len(differing), one, many)} in both.")
