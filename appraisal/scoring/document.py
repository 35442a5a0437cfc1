"""A result in the public JSON shape of the appraise command.

docs/appraise.schema.json describes it. Numbers are floats of exact fractions; words stay keys.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from appraisal.method.model import GROUPS
from appraisal.method.spread import spread
from appraisal.scoring.development import Step
from appraisal.scoring.gates import GateFinding
from appraisal.scoring.information import Worth
from appraisal.scoring.leaving_out import LeftOut
from appraisal.scoring.result import Advice, Certainty, Result
from appraisal.scoring.rules import Finding
from appraisal.scoring.sampling import Acceptability
from appraisal.scoring.scores import Contribution, Fit, shares
from appraisal.scoring.switching import Switch
from appraisal.scoring.tipping import Tipping

SHAPE = 1

Document = dict[str, Any]


def as_document(result: Result) -> Document:
    """Return the whole result as plain data."""
    method = result.method
    return {
        "shape": SHAPE,
        "method": {"version": method.version, "hash": method.hash},
        "coverage": float(result.coverage),
        "verdict": result.verdict.word,
        "provisional": result.provisional,
        "lead": float(result.verdict.lead),
        "leader": result.verdict.leader,
        "joint_first": list(result.verdict.joint_first),
        "approaches": [_fit(result, fit) for fit in result.fits],
        "weights": _weights(result),
        "spread": {group: _numbers(spread(method)[group]) for group in GROUPS},
        "unknown": unknown(result),
        "guesses": [
            question.key
            for question in method.questions
            if result.landscape.answer(question).is_guess
        ],
        "readings": _readings(result),
        "certainty": None if result.certainty is None else _certainty(result.certainty),
        "to_find_out": [_worth(worth) for worth in result.to_find_out],
        **_advice(result.advice),
    }


def unknown(result: Result) -> list[str]:
    """Return the scored questions without an answer, those that carry most weight first."""
    carried = shares(result.method, result.landscape)
    missing = [
        key
        for key in carried.questions
        if not result.landscape.answer(result.method.question_by_key[key]).is_known
    ]
    return sorted(missing, key=lambda key: -carried.of(key))


# Scores


def _fit(result: Result, fit: Fit) -> Document:
    key = fit.approach.key
    return {
        "key": key,
        "core": fit.approach.core,
        "rank": result.ranks.get(key),
        "score": float(fit.score),
        "fit": float(fit.fit),
        "readiness": float(fit.readiness),
        "low": float(fit.low),
        "high": float(fit.high),
        "rank_shares": [float(share) for share in result.readings.close.ranks.get(key, ())],
        "status": result.advice.statuses[key],
        "gates": [_gate(found) for found in result.advice.gates if key in found.gate.approaches],
        "contributions": [_contribution(part) for part in fit.contributions],
    }


def _contribution(part: Contribution) -> Document:
    return {
        "question": part.question,
        "level": part.level,
        "share": float(part.share),
        "centred": float(part.centred),
        "points": float(part.points),
    }


def _weights(result: Result) -> dict[str, float]:
    weights = result.landscape.weights
    return {"lambda": float(weights.fit), **_numbers(weights.criteria)}


def _numbers(values: Mapping[str, Fraction]) -> dict[str, float]:
    return {key: float(value) for key, value in values.items()}


# How sure


def _readings(result: Result) -> Document:
    drawn = result.readings
    return {
        "close": _acceptability(drawn.close),
        "same_order": _acceptability(drawn.same_order),
        "any_goals": _acceptability(drawn.any_goals),
        "any_table": _acceptability(drawn.any_table),
        "central_goals": drawn.central_goals,
    }


def _acceptability(found: Acceptability) -> Document:
    return {
        "ranks": {key: [float(share) for share in ranks] for key, ranks in found.ranks.items()},
        "beats": [
            {"first": first, "second": second, "share": float(share)}
            for (first, second), share in found.beats.items()
        ],
    }


def _certainty(certainty: Certainty) -> Document:
    optimism = certainty.optimism
    return {
        "tolerance": {key: _number(value) for key, value in certainty.tolerance.items()},
        "switches": [_switch(switch) for switch in certainty.switches],
        "tipping": [_tipping(tipping) for tipping in certainty.tipping],
        "without_question": [_left_out(out) for out in certainty.without_question],
        "without_criterion": [_left_out(out) for out in certainty.without_criterion],
        "optimism": {
            "questions": list(optimism.questions),
            "leader": optimism.leader,
            "lead": float(optimism.lead),
            "changes": optimism.changes,
        },
    }


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _switch(switch: Switch) -> Document:
    return {
        "weight": switch.weight,
        "now": float(switch.now),
        "at": _number(switch.at),
        "overtaken_by": switch.overtaken_by,
    }


def _tipping(tipping: Tipping) -> Document:
    return {
        "approach": tipping.approach,
        "answers": [{"question": move.question, "level": move.level} for move in tipping.moves],
    }


def _left_out(out: LeftOut) -> Document:
    return {
        "without": out.what,
        "leader": out.leader,
        "lead": float(out.lead),
        "changes": out.changes,
    }


def _worth(worth: Worth) -> Document:
    return {
        "question": worth.question,
        "value": float(worth.value),
        "changes": list(worth.changes),
        "narrows": float(worth.narrows),
    }


# What follows


def _advice(advice: Advice) -> Document:
    return {
        "gates": [_gate(found) for found in advice.gates],
        "warnings": [gate.key for gate in advice.warnings],
        "best": {
            "fit": advice.best.fit,
            "ready_now": advice.best.ready,
            "between": [found.gate.key for found in advice.best.between],
        },
        "blend": {
            "pair": list(advice.pair),
            "advice": None if advice.blend is None else advice.blend.advice,
        },
        "mechanisms": [
            {
                "key": found.mechanism.key,
                "consider": found.verdict,
                "use": _finding(found.use),
                "avoid": _finding(found.avoid),
            }
            for found in advice.mechanisms
        ],
        "legal_routes": [
            {
                "key": found.route.key,
                "finding": None if found.finding is None else _finding(found.finding),
            }
            for found in advice.legal
        ],
        "development": {
            approach: [_step(step) for step in steps] for approach, steps in advice.plans.items()
        },
        "continue_as_now": {
            "approach": advice.as_now.approach,
            "consequences": [
                {"key": consequence.key, **_finding(finding)}
                for consequence, finding in advice.as_now.consequences
            ],
        },
    }


def _gate(found: GateFinding) -> Document:
    return {"key": found.gate.key, "kind": found.gate.kind, **_finding(found.finding)}


def _finding(finding: Finding) -> Document:
    """Return a rule's outcome: true, false, or null for not known, and the deciding answers."""
    return {
        "met": finding.truth,
        "because": [
            {"question": trigger.question, "level": trigger.level} for trigger in finding.triggers
        ],
    }


def _step(step: Step) -> Document:
    return {
        "question": step.question,
        "level": step.level,
        "gain": float(step.gain),
        "reaches": float(step.reaches),
    }
