"""A result in the public JSON shape of the appraise command.

docs/appraise.schema.json describes it. Numbers are floats of exact fractions; words stay keys.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from appraisal.method.model import GOALS, GROUPS, LevelKey, Method
from appraisal.method.spread import spread
from appraisal.scoring.advice import BlendAdvice
from appraisal.scoring.as_now import AsNow
from appraisal.scoring.best import Best
from appraisal.scoring.development import Step
from appraisal.scoring.gates import GateFinding
from appraisal.scoring.information import TOP, Worth
from appraisal.scoring.leaving_out import LeftOut
from appraisal.scoring.perspectives import Spread, Views, VoiceRanking, talking_points
from appraisal.scoring.result import Advice, Certainty, Result
from appraisal.scoring.rules import Finding
from appraisal.scoring.sampling import Acceptability, Readings
from appraisal.scoring.scores import Contribution, Fit, shares
from appraisal.scoring.swings import Lead, Swing
from appraisal.scoring.switching import Switch
from appraisal.scoring.tipping import Tipping
from appraisal.scoring.unheard import Unheard
from appraisal.scoring.words import another_answer, asked, tipping_point, whose_reading

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
        "lead": _number(result.verdict.lead),
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
        "readings": None if result.readings is None else _readings(result.readings),
        "certainty": None if result.certainty is None else _certainty(result, result.certainty),
        "to_find_out": [_worth(method, at, worth) for at, worth in enumerate(result.to_find_out)],
        **_advice(result.advice),
        "unheard": [_unheard(found) for found in result.unheard],
        **({} if result.views is None else {"perspectives": _views(method, result.views)}),
    }


def unknown(result: Result) -> list[str]:
    """Return the goals if no goal has points, then the scored questions without an answer.

    Questions that carry most weight come first.
    """
    carried = shares(result.method, result.landscape)
    missing = [
        key
        for key in carried.questions
        if not result.landscape.answer(result.method.question_by_key[key]).is_known
    ]
    goals = [] if result.landscape.goals else [GOALS]
    return goals + sorted(missing, key=lambda key: -carried.of(key))


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
        "rank_shares": _rank_shares(result.readings, key),
        "status": result.advice.statuses[key],
        "gates": [_gate(found) for found in result.advice.gates if key in found.gate.approaches],
        "contributions": [_contribution(part) for part in fit.contributions],
    }


def _rank_shares(drawn: Readings | None, key: str) -> list[float]:
    return [] if drawn is None else [float(share) for share in drawn.close.ranks.get(key, ())]


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


def _readings(drawn: Readings) -> Document:
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


def _certainty(result: Result, certainty: Certainty) -> Document:
    optimism = certainty.optimism
    return {
        "tolerance": {key: _number(value) for key, value in certainty.tolerance.items()},
        "switches": [_switch(switch) for switch in certainty.switches],
        "tipping": [_tipping(result, tipping) for tipping in certainty.tipping],
        "without_question": [_left_out(out) for out in certainty.without_question],
        "without_criterion": [_left_out(out) for out in certainty.without_criterion],
        "optimism": {
            "questions": list(optimism.questions),
            "leader": optimism.leader,
            "lead": float(optimism.lead),
            "changes": optimism.changes,
        },
        "swings": [_swing(swing) for swing in certainty.swings],
    }


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _switch(switch: Switch) -> Document:
    return {
        "weight": switch.weight,
        "now": float(switch.now),
        "at": _number(switch.at),
        "overtaken_by": switch.overtaken_by,
        "why_not": switch.why_not,
    }


def _tipping(result: Result, tipping: Tipping) -> Document:
    return {
        "approach": tipping.approach,
        "says": tipping_point(result.method, tipping),
        "answers": [
            {
                "question": move.question,
                "level": move.level,
                "says": another_answer(result.method, result.landscape, move),
            }
            for move in tipping.moves
        ],
    }


def _left_out(out: LeftOut) -> Document:
    return {
        "without": out.what,
        "leader": out.leader,
        "lead": float(out.lead),
        "changes": out.changes,
    }


def _swing(swing: Swing) -> Document:
    return {
        "question": swing.question,
        "worst": _lead(swing.worst),
        "best": _lead(swing.best),
        "changes": swing.changes,
    }


def _lead(lead: Lead) -> Document:
    return {"level": lead.level, "lead": float(lead.points)}


def _worth(method: Method, at: int, worth: Worth) -> Document:
    text, where = asked(method, worth.question)
    return {
        "question": worth.question,
        "text": text,
        "where": where,
        "top": at < TOP,
        "value": float(worth.value),
        "changes": list(worth.changes),
        "narrows": float(worth.narrows),
    }


# What follows


def _advice(advice: Advice) -> Document:
    return {
        "gates": [_gate(found) for found in (*advice.gates, *advice.warnings)],
        "warnings": [found.gate.key for found in advice.warnings if found.finding.truth],
        "best": _best(advice.best),
        "blends": [_blend(found) for found in advice.blends],
        "mechanisms": [
            {
                "key": found.mechanism.key,
                "advice": found.advice,
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
        "continue_as_now": _as_now(advice.as_now),
    }


def _best(found: Best) -> Document:
    return {
        "fit": found.fit,
        "fit_tie": list(found.fit_tie),
        "ready_now": found.ready,
        "ready_tie": list(found.ready_tie),
        "ready_now_fits": found.ready_fits,
        "unknown": list(found.unknown),
        "between": [held.gate.key for held in found.between],
    }


def _blend(found: BlendAdvice) -> Document:
    return {
        "pair": list(found.pair),
        "advice": None if found.blend is None else found.blend.advice,
        "because": None if found.blend is None else found.blend.because,
    }


def _as_now(as_now: AsNow) -> Document:
    today = as_now.fit
    return {
        "approach": None if today is None else today.approach.key,
        "score": None if today is None else float(today.score),
        "fit": None if today is None else float(today.fit),
        "readiness": None if today is None else float(today.readiness),
        "status": as_now.status,
        "gates": [_gate(found) for found in as_now.gates],
        "consequences": [
            {"key": consequence.key, **_finding(finding)}
            for consequence, finding in as_now.consequences
        ],
    }


def _gate(found: GateFinding) -> Document:
    gate = found.gate
    return {
        "key": gate.key,
        "kind": gate.kind,
        **_finding(found.finding),
        "says": gate.says,
        "action": gate.action,
    }


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


# Perspectives


def _unheard(found: Unheard) -> Document:
    return {"question": found.question, "roles": list(found.roles), "claimed": found.claimed}


def _views(method: Method, views: Views) -> Document:
    """Return where people's answers differ, and what each would lead to, as plain data."""
    return {
        "spreads": [_spread(each) for each in views.spreads],
        "talking_points": [each.question for each in talking_points(views)],
        "rankings": [_ranking(method, each) for each in views.rankings],
        "leads": {group: dict(leads) for group, leads in views.leads.items()},
    }


def _spread(found: Spread) -> Document:
    return {
        "question": found.question,
        "agreed": found.agreed,
        "counts": _counts(found.counts),
        "by_group": {group: _counts(counts) for group, counts in found.by_group.items()},
        "distance": found.distance,
        "talking_point": found.is_talking_point,
    }


def _counts(counts: Mapping[LevelKey, int]) -> dict[str, int]:
    return {str(level): count for level, count in counts.items()}


def _ranking(method: Method, ranking: VoiceRanking) -> Document:
    return {
        "name": ranking.name,
        "group": ranking.group,
        "says": whose_reading(method, ranking),
        "order": [list(equals) for equals in ranking.order],
        "leader": ranking.leader,
    }
