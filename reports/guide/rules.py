"""Rules over answers, in the words of the questions they look at."""

from __future__ import annotations

from dataclasses import dataclass

from appraisal.method.advice import Condition, Rule
from appraisal.method.model import Method


@dataclass(frozen=True)
class Said:
    """A condition of a rule: a question, and the answers that meet it."""

    key: str
    question: str
    answers: tuple[str, ...]


def in_words(method: Method, rule: Rule | None) -> tuple[Said, ...]:
    """Return what meets a rule; nothing for a rule there is not."""
    return tuple(_said(method, part) for part in rule.conditions) if rule else ()


def _said(method: Method, condition: Condition) -> Said:
    question = method.question_by_key[condition.question]
    labels = (question.level(key).label for key in condition.levels)
    return Said(key=question.key, question=question.text, answers=tuple(labels))
