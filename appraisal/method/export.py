"""The whole method as plain data: what anyone needs to redo or question a score.

docs/export.schema.json describes it.
"""

from __future__ import annotations

from dataclasses import asdict
from fractions import Fraction
from typing import Any

from appraisal.method.advice import Condition, Gate, LegalRoute, Mechanism, Rule
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
        "changes": [asdict(change) for change in method.changes],
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
        "gates": [_gate(gate) for gate in method.gates],
        "blends": [
            {
                "pair": [part.key for part in method.approaches if part.key in blend.pair],
                "advice": blend.advice,
                "because": blend.because,
            }
            for blend in method.blends
        ],
        "mechanisms": [_mechanism(mechanism) for mechanism in method.mechanisms],
        "legal_routes": [_legal_route(route) for route in method.legal_routes],
        "actions": [
            {"question": question.key, **asdict(question.action)}
            for question in method.questions
            if question.action
        ],
        "consequences": [
            {
                "key": part.key,
                "conditions": _rule(part.rule),
                "says": part.says,
                "sources": list(part.sources),
            }
            for part in method.consequences
        ],
        "sources": [asdict(source) for source in method.sources],
        "roles": [asdict(role) for role in method.roles],
        "glossary": [asdict(term) for term in method.glossary],
    }


# Scores


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
        "undecided": [asdict(undecided) for undecided in goal.undecided],
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
        "defines_scope": question.defines_scope,
        "evidence_from": list(question.evidence_from),
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
        "undecided": [asdict(undecided) for undecided in question.undecided],
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


# Advice


def _gate(gate: Gate) -> dict[str, Any]:
    return {
        "key": gate.key,
        "code": gate.code,
        "kind": gate.kind,
        "approaches": list(gate.approaches),
        "conditions": None if gate.rule is None else _rule(gate.rule),
        "result": gate.result or None,
        "about_change": gate.about_change,
        "says": gate.says,
        "action": gate.action,
        "sources": list(gate.sources),
    }


def _mechanism(mechanism: Mechanism) -> dict[str, Any]:
    return {
        **asdict(mechanism),
        "use": _rule(mechanism.use),
        "use_any": None if mechanism.use_any is None else _rule(mechanism.use_any),
        "avoid": _rule(mechanism.avoid),
    }


def _legal_route(route: LegalRoute) -> dict[str, Any]:
    plain = asdict(route)
    del plain["rule"]
    return {**plain, "conditions": None if route.rule is None else _rule(route.rule)}


def _rule(rule: Rule) -> dict[str, Any]:
    return {"need": rule.need, "answers": [_condition(part) for part in rule.conditions]}


def _condition(condition: Condition) -> dict[str, Any]:
    return {"question": condition.question, "levels": list(condition.levels)}


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {
        key: float(value) if isinstance(value, Fraction) else value for key, value in values.items()
    }
