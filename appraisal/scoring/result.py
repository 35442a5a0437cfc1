"""A whole appraisal of a landscape: answers in; ranking, certainty, reasons and advice out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, product

from appraisal.method.model import Method
from appraisal.scoring.advice import (
    BlendAdvice,
    LegalAdvice,
    MechanismAdvice,
    blend_of,
    blends_among,
    legal_advice,
    mechanism_advice,
)
from appraisal.scoring.answers import Landscape
from appraisal.scoring.as_now import AsNow, continue_as_now
from appraisal.scoring.best import Best, best
from appraisal.scoring.development import Step, development_plan
from appraisal.scoring.gates import GateFinding, Status, gate_findings, statuses
from appraisal.scoring.information import Worth, worth_answering, worth_knowing
from appraisal.scoring.leaves import Node, leaves, tree
from appraisal.scoring.leaving_out import (
    LeftOut,
    Optimism,
    optimism_test,
    without_each_criterion,
    without_each_question,
)
from appraisal.scoring.perspectives import Views, Voice, compare
from appraisal.scoring.rules import Finding
from appraisal.scoring.sampling import Readings, readings
from appraisal.scoring.scores import Fit, coverage, fits, shares
from appraisal.scoring.swings import Swing, swings
from appraisal.scoring.switching import Switch, switches
from appraisal.scoring.tipping import Tipping, tipping_points
from appraisal.scoring.tolerance import weight_tolerance
from appraisal.scoring.unheard import Unheard, unheard
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
    swings: tuple[Swing, ...]


@dataclass(frozen=True)
class Advice:
    """What follows: gates, best fits, how approaches in play go together, forms, law, plan.

    ``warnings`` holds every warning about the result, met or not. ``blends`` are best first,
    and empty when it is too early to say what leads.
    """

    gates: tuple[GateFinding, ...]
    warnings: tuple[GateFinding, ...]
    statuses: Mapping[str, Status]
    best: Best
    blends: tuple[BlendAdvice, ...]
    mechanisms: tuple[MechanismAdvice, ...]
    legal: tuple[LegalAdvice, ...]
    plans: Mapping[str, tuple[Step, ...]]
    as_now: AsNow


@dataclass(frozen=True)
class Result:
    """What the method finds for a landscape.

    ``fits`` holds every approach: the core by score, then the further ones by score. ``ranks``
    are of the core approaches. When it is too early nothing tells of an order: ``fits`` are as
    the method lists them, and ``ranks``, ``readings`` and ``certainty`` are empty. ``views`` is
    where people's own answers differ, None when there are none; they move no score.
    """

    method: Method
    landscape: Landscape
    coverage: Fraction
    provisional: bool
    verdict: Verdict
    fits: tuple[Fit, ...]
    ranks: Mapping[str, int]
    readings: Readings | None
    certainty: Certainty | None
    to_find_out: tuple[Worth, ...]
    advice: Advice
    views: Views | None
    unheard: tuple[Unheard, ...]


def appraise(method: Method, landscape: Landscape, voices: tuple[Voice, ...] = ()) -> Result:
    """Return what the method finds: every score with its parts, how sure, and what follows.

    ``voices`` are people's own answers beside the agreed ones in ``landscape``, as far as they
    may be shown.
    """
    found = tuple(
        sorted(fits(method, landscape), key=lambda fit: (not fit.approach.core, -fit.score))
    )
    core = tuple(fit for fit in found if fit.approach.core)
    covered = coverage(method, landscape)
    drawn = readings(method, landscape)
    said = verdict(method.thresholds, core, covered, drawn.close.ranks)
    too_early = said.word == "too_early"
    find_out = worth_answering if too_early else worth_knowing
    not_heard = unheard(method, landscape, voices)
    return Result(
        method=method,
        landscape=landscape,
        coverage=covered,
        provisional=not too_early and covered < method.thresholds.full_coverage,
        verdict=said,
        fits=_as_listed(method, found) if too_early else found,
        ranks={} if too_early else competition_ranks(core),
        readings=None if too_early else drawn,
        certainty=None if too_early else _certainty(method, landscape, core, not_heard),
        to_find_out=find_out(method, landscape, _scores(core)),
        advice=_advice(method, landscape, found, said),
        views=compare(method, landscape, voices) if voices else None,
        unheard=not_heard,
    )


def _as_listed(method: Method, found: tuple[Fit, ...]) -> tuple[Fit, ...]:
    places = {approach.key: at for at, approach in enumerate(method.approaches)}
    return tuple(sorted(found, key=lambda fit: (not fit.approach.core, places[fit.approach.key])))


def _scores(core: tuple[Fit, ...]) -> dict[str, Fraction]:
    return {fit.approach.key: fit.score for fit in core}


def _certainty(
    method: Method,
    landscape: Landscape,
    core: tuple[Fit, ...],
    not_heard: tuple[Unheard, ...],
) -> Certainty:
    root, scores = tree(method, landscape), _scores(core)
    first, *rivals = scores
    return Certainty(
        tolerance=_tolerances(root, first, rivals),
        switches=switches(root, first, tuple(rivals)),
        tipping=tipping_points(method, landscape, scores),
        without_question=without_each_question(method, landscape, core),
        without_criterion=without_each_criterion(method, core),
        optimism=optimism_test(method, landscape, scores, [part.question for part in not_heard]),
        swings=swings(method, landscape, scores, first),
    )


def _tolerances(root: Node, first: str, rivals: list[str]) -> dict[str, Fraction | None]:
    parts = leaves(root)
    return {rival: weight_tolerance(parts, first, rival) for rival in rivals}


def _advice(method: Method, landscape: Landscape, found: tuple[Fit, ...], said: Verdict) -> Advice:
    core = tuple(fit for fit in found if fit.approach.core)
    gates = gate_findings(method, landscape)
    status = statuses(method, gates)
    chosen = best(() if said.word == "too_early" else core, status, gates)
    in_play = _in_play(found, said)
    planned = {said.leader, chosen.fit}
    return Advice(
        gates=gates,
        warnings=_warnings(method, landscape, core, said),
        statuses=status,
        best=chosen,
        blends=blends_among(method, _side_by_side(found, said)),
        mechanisms=mechanism_advice(method, landscape, in_play),
        legal=legal_advice(method, landscape, in_play),
        plans={
            fit.approach.key: development_plan(method, landscape, fit)
            for fit in found
            if fit.approach.key in planned
        },
        as_now=continue_as_now(method, landscape, found, gates),
    )


def _in_play(found: tuple[Fit, ...], said: Verdict) -> frozenset[str]:
    """Return the leading core approaches, and the further ones that score above the first."""
    if said.word == "too_early":
        return frozenset()
    first = found[0]
    above = [fit for fit in found if not fit.approach.core and fit.score > first.score]
    return frozenset({first.approach.key, *said.joint_first, *(fit.approach.key for fit in above)})


def _side_by_side(found: tuple[Fit, ...], said: Verdict) -> list[str]:
    """Return what is in play and all that stand second, the highest score first."""
    if said.word == "too_early":
        return []
    shown = {*_in_play(found, said), *_second(found)}
    best_first = sorted(found, key=lambda fit: -fit.score)
    return [fit.approach.key for fit in best_first if fit.approach.key in shown]


def _second(found: tuple[Fit, ...]) -> list[str]:
    """Return the core approach that comes second, or all that tie for it."""
    _, *others = (fit for fit in found if fit.approach.core)
    return [fit.approach.key for fit in others if fit.score == others[0].score]


def _warnings(
    method: Method, landscape: Landscape, core: tuple[Fit, ...], said: Verdict
) -> tuple[GateFinding, ...]:
    """Return every warning about the result as a whole, with whether it is met."""
    met = {
        "thin_evidence": _is_thin(method, landscape),
        "contradictory_pair": _is_at_odds(method, core, said),
    }
    return tuple(
        GateFinding(gate, Finding(met[gate.result], ())) for gate in method.gates if gate.result
    )


def _is_at_odds(method: Method, core: tuple[Fit, ...], said: Verdict) -> bool:
    """Return whether two that are joint first, or the first two when leaning, contradict."""
    # Nobody would do both when one is clearly ahead.
    if said.word not in ("leaning", "no_clear_difference"):
        return False
    pairs = [
        *combinations(said.joint_first, 2),
        *product([core[0].approach.key], _second(core)),
    ]
    blends = [blend_of(method, pair) for pair in pairs]
    return any(blend is not None and blend.advice == "contradictory" for blend in blends)


def _is_thin(method: Method, landscape: Landscape) -> bool:
    """Return whether over a fifth of the scored parts are unknown, or over half are guesses.

    The goals together are one part of those asked; they cannot be a guess.
    """
    asked = [
        landscape.answer(method.question_by_key[key]) for key in shares(method, landscape).questions
    ]
    known = [answer for answer in asked if answer.is_known]
    guesses = [answer for answer in known if answer.is_guess]
    unknown = len(asked) - len(known) + (not landscape.goals)
    return unknown > MOST_UNKNOWN * (len(asked) + 1) or len(guesses) > MOST_GUESSES * len(known)
