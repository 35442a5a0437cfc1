"""Rules over answers in three-valued logic: an unknown never silently passes or fails."""

from __future__ import annotations

from dataclasses import dataclass

from appraisal.method.advice import Condition, Rule
from appraisal.method.model import LevelKey, Method
from appraisal.scoring.answers import NOT_APPLICABLE, Landscape

# Kleene's third value: not known.
Truth = bool | None


@dataclass(frozen=True)
class Trigger:
    """An answer a rule looked at, and whether it met its condition."""

    question: str
    level: LevelKey | None
    met: Truth


@dataclass(frozen=True)
class Finding:
    """What a rule came to, with the answers that decided it."""

    truth: Truth
    triggers: tuple[Trigger, ...]


def evaluate(method: Method, rule: Rule, landscape: Landscape) -> Finding:
    """Return whether the rule is met, not met, or not known, and because of which answers."""
    looked_at = tuple(_look(method, condition, landscape) for condition in rule.conditions)
    met = [trigger.met for trigger in looked_at]
    truth = any_of(met) if rule.need == "any" else all_of(met)
    deciding = tuple(trigger for trigger in looked_at if trigger.met is truth)
    return Finding(truth=truth, triggers=deciding)


def both(one: Finding, other: Finding) -> Finding:
    """Return whether two findings hold together, because of those that decide it."""
    truth = all_of([one.truth, other.truth])
    deciding = [found for found in (one, other) if found.truth is truth]
    return Finding(truth, tuple(trigger for found in deciding for trigger in found.triggers))


def any_of(truths: list[Truth]) -> Truth:
    if True in truths:
        return True
    return None if None in truths else False


def all_of(truths: list[Truth]) -> Truth:
    if False in truths:
        return False
    return None if None in truths else True


def _look(method: Method, condition: Condition, landscape: Landscape) -> Trigger:
    value = landscape.answer(method.question_by_key[condition.question]).value
    if value is None:
        return Trigger(condition.question, None, None)
    if value == NOT_APPLICABLE:
        return Trigger(condition.question, None, False)
    return Trigger(condition.question, value, value in condition.levels)
