"""The whole method as plain data: what anyone needs to redo or question a score."""

from __future__ import annotations

from dataclasses import asdict
from fractions import Fraction
from typing import Any

from appraisal.method.model import (
    GROUPS,
    Goal,
    Influence,
    Level,
    Method,
    Question,
)
from appraisal.method.spread import spread

SHAPE = 1


def export(method: Method) -> dict[str, Any]:
    """Return the method in its public JSON shape; fractions become numbers."""
    return {
        "shape": SHAPE,
        "version": method.version,
        "hash": method.hash,
        "published": method.published,
        "lambda": float(method.fit_weight),
        "thresholds": _plain(asdict(method.thresholds)),
        "approaches": [asdict(approach) for approach in method.approaches],
        "sections": [asdict(section) for section in method.sections],
        "pages": [asdict(page) for page in method.pages],
        "criteria": [
            {
                "key": criterion.key,
                "name": criterion.name,
                "meaning": criterion.meaning,
                "group": criterion.group,
                "weight": float(criterion.weight),
                "questions": list(criterion.questions),
            }
            for criterion in method.criteria
        ],
        "goals": [_goal(method, goal) for goal in method.goals],
        "questions": [_question(method, question) for question in method.questions],
        "spread": {
            group: {key: float(sigma) for key, sigma in spread(method)[group].items()}
            for group in GROUPS
        },
        "sources": [asdict(source) for source in method.sources],
    }


def _goal(method: Method, goal: Goal) -> dict[str, Any]:
    return {
        "key": goal.key,
        "code": goal.code,
        "text": goal.text,
        "hint": goal.hint,
        "why": goal.why,
        "where": goal.where,
        "swing_from": goal.swing_from,
        "swing_to": goal.swing_to,
        "grade": goal.grade,
        "strengths": {
            approach.key: float(goal.effect(approach.key)) for approach in method.approaches
        },
        "influences": [_influence(influence) for influence in goal.influences],
    }


def _question(method: Method, question: Question) -> dict[str, Any]:
    return {
        "key": question.key,
        "code": question.code,
        "section": question.section,
        "page": question.page,
        "criterion": question.criterion,
        "type": question.kind,
        "short_route": question.short_route,
        "not_applicable": question.not_applicable,
        "text": question.text,
        "hint": question.hint,
        "why": question.why,
        "where": question.where,
        "note": question.note,
        "grade": question.grade,
        "unit": question.unit,
        "maximum": None if question.maximum is None else float(question.maximum),
        "levels": [_level(method, question, level) for level in question.levels],
        "influences": [_influence(influence) for influence in question.influences],
    }


def _level(method: Method, question: Question, level: Level) -> dict[str, Any]:
    return {
        "key": level.key,
        "label": level.label,
        "from": None if level.lower is None else float(level.lower),
        "strengths": {
            approach.key: float(question.effect(level.key, approach.key))
            for approach in method.approaches
        },
        "influences": [_influence(influence) for influence in level.influences],
    }


def _influence(influence: Influence) -> dict[str, Any]:
    return {
        "approach": influence.approach,
        "strength": float(influence.strength),
        "because": influence.because,
        "sources": list(influence.sources),
        "grade": influence.grade,
    }


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {
        key: float(value) if isinstance(value, Fraction) else value for key, value in values.items()
    }
