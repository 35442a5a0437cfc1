"""A whole appraisal of a landscape: answers in, ranking out, every part kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from appraisal.method.model import GROUPS, Method
from appraisal.method.spread import spread
from appraisal.scoring.answers import Landscape
from appraisal.scoring.sampling import rank_shares
from appraisal.scoring.scores import Contribution, Fit, coverage, fits, shares
from appraisal.scoring.verdict import Verdict, competition_ranks, verdict

SHAPE = 1


@dataclass(frozen=True)
class Result:
    """What the method finds for a landscape.

    ``fits`` holds every approach: the core by score, then the further ones by score. ``ranks``
    and ``rank_shares`` are of the core approaches; ``ranks`` is empty when it is too early.
    """

    method: Method
    landscape: Landscape
    coverage: Fraction
    provisional: bool
    verdict: Verdict
    fits: tuple[Fit, ...]
    ranks: Mapping[str, int]
    rank_shares: Mapping[str, tuple[Fraction, ...]]


def appraise(method: Method, landscape: Landscape) -> Result:
    """Return what the method finds: every approach's score, its parts, and how sure it is."""
    found = sorted(fits(method, landscape), key=lambda fit: (not fit.approach.core, -fit.score))
    core = tuple(fit for fit in found if fit.approach.core)
    covered = coverage(method, landscape)
    acceptability = rank_shares(method, landscape)
    said = verdict(method.thresholds, core, covered, acceptability)
    too_early = said.word == "too_early"
    return Result(
        method=method,
        landscape=landscape,
        coverage=covered,
        provisional=not too_early and covered < method.thresholds.full_coverage,
        verdict=said,
        fits=tuple(found),
        ranks={} if too_early else competition_ranks(core),
        rank_shares=acceptability,
    )


def as_document(result: Result) -> dict[str, Any]:
    """Return the result in the public JSON shape of the appraise command."""
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
        "approaches": [_fit_document(result, fit) for fit in result.fits],
        "weights": _weights_document(result),
        "spread": {
            group: {key: float(sigma) for key, sigma in spread(method)[group].items()}
            for group in GROUPS
        },
        "unknown": unknown(result),
        "guesses": [
            question.key
            for question in method.questions
            if result.landscape.answer(question).is_guess
        ],
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


def _fit_document(result: Result, fit: Fit) -> dict[str, Any]:
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
        "rank_shares": [float(share) for share in result.rank_shares.get(key, ())],
        "contributions": [_contribution_document(part) for part in fit.contributions],
    }


def _contribution_document(part: Contribution) -> dict[str, Any]:
    return {
        "question": part.question,
        "level": part.level,
        "share": float(part.share),
        "centred": float(part.centred),
        "points": float(part.points),
    }


def _weights_document(result: Result) -> dict[str, float]:
    weights = result.landscape.weights
    return {"lambda": float(weights.fit)} | {
        key: float(weight) for key, weight in weights.criteria.items()
    }
