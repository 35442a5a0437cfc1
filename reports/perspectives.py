"""Who was heard, and where they see it otherwise: counted by group, never in their words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from appraisal.method.model import Method, Question
from appraisal.models import Outcome
from appraisal.scoring.perspectives import TIE, TOO_EARLY
from reports import numbers
from reports.answers import in_words
from reports.stored import Found

LEADS = {TIE: "an exact tie", TOO_EARLY: "too early to say"}


@dataclass(frozen=True)
class GroupView:
    """What the people of one group said, or what their answers would lead to."""

    group: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class TalkingPoint:
    """A question to which answers lie two steps or more apart."""

    question: str
    agreed: str
    groups: tuple[GroupView, ...]


@dataclass(frozen=True)
class Perspectives:
    """``heard`` says which groups answered; ``unheard`` which answers lack the people they are
    about."""

    heard: tuple[str, ...]
    leads: tuple[GroupView, ...]
    talking_points: tuple[TalkingPoint, ...]
    unheard: tuple[str, ...]


def perspectives(outcome: Outcome, found: Found) -> Perspectives:
    """Return what contributors added. An outcome found before there were any says nothing."""
    result = outcome.result
    views = result.get("perspectives") or {}
    leads = views.get("leads", {})
    spreads = {each["question"]: each for each in views.get("spreads", [])}
    return Perspectives(
        heard=tuple(
            _heard(found.method, group, sum(told.values())) for group, told in leads.items()
        ),
        leads=tuple(_leads(found.method, group, told) for group, told in leads.items()),
        talking_points=tuple(
            _talking_point(found, spreads[key]) for key in views.get("talking_points", [])
        ),
        unheard=tuple(_unheard(found.method, each) for each in result.get("unheard", [])),
    )


def _group(method: Method, key: str) -> str:
    role = method.role_by_key.get(key)
    return role.group if role else key


def _heard(method: Method, group: str, people: int) -> str:
    return f"{_group(method, group)}: {people}"


def _leads(method: Method, group: str, told: Mapping[str, int]) -> GroupView:
    people = sum(told.values())
    ordered = sorted(told.items(), key=lambda each: -each[1])
    words = (
        f"{LEADS.get(lead) or method.approach_by_key[lead].name} for {count} of {people}"
        for lead, count in ordered
    )
    return GroupView(_group(method, group), tuple(words))


def _talking_point(found: Found, spread: Mapping[str, Any]) -> TalkingPoint:
    question = found.method.question_by_key[spread["question"]]
    return TalkingPoint(
        question=question.text,
        agreed=in_words(found, question).words,
        groups=tuple(
            GroupView(_group(found.method, group), tuple(_counts(question, counts)))
            for group, counts in spread["by_group"].items()
        ),
    )


def _counts(question: Question, counts: Mapping[str, int]) -> Iterator[str]:
    for level in question.levels:
        if str(level.key) in counts:
            yield f"{level.label}: {counts[str(level.key)]}"


def _unheard(method: Method, said: Mapping[str, Any]) -> str:
    question = method.question_by_key[said["question"]]
    roles = numbers.listed([_group(method, role) for role in said["roles"]])
    sentence = f"{roles} have not been heard on “{question.text}”"
    if said["claimed"]:
        sentence += ". The answer was called evidence; until they are, it counts as a judgement"
    return f"{sentence}."
