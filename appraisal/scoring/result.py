"""A whole appraisal of a landscape: answers in; ranking, certainty, reasons and advice out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from appraisal.method.advice import Blend, Gate
from appraisal.method.model import Method
from appraisal.scoring.advice import (
    LegalAdvice,
    MechanismAdvice,
    blend_of,
    legal_advice,
    mechanism_advice,
)
from appraisal.scoring.answers import Landscape
from appraisal.scoring.as_now import AsNow, continue_as_now
from appraisal.scoring.best import Best, best
from appraisal.scoring.development import Step, development_plan
from appraisal.scoring.gates import GateFinding, Status, gate_findings, statuses
from appraisal.scoring.information import Worth, worth_knowing
from appraisal.scoring.leaves import Node, leaves, tree
from appraisal.scoring.leaving_out import (
    LeftOut,
    Optimism,
    optimism_test,
    without_each_criterion,
    without_each_question,
)
from appraisal.scoring.sampling import Readings, readings
from appraisal.scoring.scores import Fit, coverage, fits, shares
from appraisal.scoring.switching import Switch, switches
from appraisal.scoring.tipping import Tipping, tipping_points
from appraisal.scoring.tolerance import weight_tolerance
from appraisal.scoring.verdict import Verdict, competition_ranks, verdict

MOST_UNKNOWN = Fraction(1, 5)
MOST_GUESSES = Fraction(1, 2)


@dataclass(frozen=True)
class Certainty:
    """What could be otherwise before the result changes.

    ``tolerance`` gives, for each rival, how far every weight may move at once before it
    overtakes the first. All is relative to the approach that scores highest; it is empty when
    it is too early to say.
    """

    tolerance: Mapping[str, Fraction | None]
    switches: tuple[Switch, ...]
    tipping: tuple[Tipping, ...]
    without_question: tuple[LeftOut, ...]
    without_criterion: tuple[LeftOut, ...]
    optimism: Optimism


@dataclass(frozen=True)
class Advice:
    """What follows: gates, best fits, how the leading pair goes together, forms, law, plan.

    ``pair`` is empty when it is too early to say what leads.
    """

    gates: tuple[GateFinding, ...]
    warnings: tuple[Gate, ...]
    statuses: Mapping[str, Status]
    best: Best
    pair: tuple[str, ...]
    blend: Blend | None
    mechanisms: tuple[MechanismAdvice, ...]
    legal: tuple[LegalAdvice, ...]
    plans: Mapping[str, tuple[Step, ...]]
    as_now: AsNow


@dataclass(frozen=True)
class Result:
    """What the method finds for a landscape.

    ``fits`` holds every approach: the core by score, then the further ones by score. ``ranks``
    are of the core approaches; they and ``certainty`` are empty when it is too early.
    """

    method: Method
    landscape: Landscape
    coverage: Fraction
    provisional: bool
    verdict: Verdict
    fits: tuple[Fit, ...]
    ranks: Mapping[str, int]
    readings: Readings
    certainty: Certainty | None
    to_find_out: tuple[Worth, ...]
    advice: Advice


def appraise(method: Method, landscape: Landscape) -> Result:
    """Return what the method finds: every score with its parts, how sure, and what follows."""
    found = tuple(
        sorted(fits(method, landscape), key=lambda fit: (not fit.approach.core, -fit.score))
    )
    core = tuple(fit for fit in found if fit.approach.core)
    covered = coverage(method, landscape)
    drawn = readings(method, landscape)
    said = verdict(method.thresholds, core, covered, drawn.close.ranks)
    too_early = said.word == "too_early"
    return Result(
        method=method,
        landscape=landscape,
        coverage=covered,
        provisional=not too_early and covered < method.thresholds.full_coverage,
        verdict=said,
        fits=found,
        ranks={} if too_early else competition_ranks(core),
        readings=drawn,
        certainty=None if too_early else _certainty(method, landscape, core),
        to_find_out=worth_knowing(method, landscape, _scores(core)),
        advice=_advice(method, landscape, found, said),
    )


def _scores(core: tuple[Fit, ...]) -> dict[str, Fraction]:
    return {fit.approach.key: fit.score for fit in core}


def _certainty(method: Method, landscape: Landscape, core: tuple[Fit, ...]) -> Certainty:
    root = tree(method, landscape)
    first, *rivals = (fit.approach.key for fit in core)
    return Certainty(
        tolerance=_tolerances(root, first, rivals),
        switches=switches(root, first, tuple(rivals)),
        tipping=tipping_points(method, landscape, _scores(core)),
        without_question=without_each_question(core),
        without_criterion=without_each_criterion(method, core),
        optimism=optimism_test(method, landscape, _scores(core)),
    )


def _tolerances(root: Node, first: str, rivals: list[str]) -> dict[str, Fraction | None]:
    parts = leaves(root)
    return {rival: weight_tolerance(parts, first, rival) for rival in rivals}


def _advice(method: Method, landscape: Landscape, found: tuple[Fit, ...], said: Verdict) -> Advice:
    core = tuple(fit for fit in found if fit.approach.core)
    gates = gate_findings(method, landscape)
    status = statuses(method, gates)
    pair = (core[0].approach.key, core[1].approach.key)
    too_early = said.word == "too_early"
    chosen = best(() if too_early else core, status, gates)
    in_play = _in_play(found, said)
    planned = {said.leader, chosen.fit}
    return Advice(
        gates=gates,
        warnings=_warnings(method, landscape, pair, said),
        statuses=status,
        best=chosen,
        pair=() if too_early else pair,
        blend=None if too_early else blend_of(method, pair),
        mechanisms=mechanism_advice(method, landscape, in_play),
        legal=legal_advice(method, landscape, in_play),
        plans={
            fit.approach.key: development_plan(method, landscape, fit)
            for fit in found
            if fit.approach.key in planned
        },
        as_now=continue_as_now(method, landscape),
    )


def _in_play(found: tuple[Fit, ...], said: Verdict) -> frozenset[str]:
    """Return the leading core approaches, and the further ones that score above the first."""
    if said.word == "too_early":
        return frozenset()
    first = found[0]
    above = [fit for fit in found if not fit.approach.core and fit.score > first.score]
    return frozenset({first.approach.key, *said.joint_first, *(fit.approach.key for fit in above)})


def _warnings(
    method: Method, landscape: Landscape, pair: tuple[str, str], said: Verdict
) -> tuple[Gate, ...]:
    blend = blend_of(method, pair)
    fires = {
        "thin_evidence": _is_thin(method, landscape),
        # Nobody would do both when one is clearly ahead.
        "contradictory_pair": said.word in ("leaning", "no_clear_difference")
        and blend is not None
        and blend.advice == "contradictory",
    }
    return tuple(gate for gate in method.gates if gate.result and fires[gate.result])


def _is_thin(method: Method, landscape: Landscape) -> bool:
    """Return whether over a fifth of the scored answers are unknown, or over half are guesses."""
    asked = [
        landscape.answer(method.question_by_key[key]) for key in shares(method, landscape).questions
    ]
    known = [answer for answer in asked if answer.is_known]
    guesses = [answer for answer in known if answer.is_guess]
    return len(asked) - len(known) > MOST_UNKNOWN * len(asked) or len(guesses) > MOST_GUESSES * len(
        known
    )
