"""Best fit, best fit that is ready now, and what stands between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from appraisal.scoring.gates import GateFinding, Status
from appraisal.scoring.scores import MIDPOINT, Fit

READY: tuple[Status, ...] = ("ready", "ready with actions")


@dataclass(frozen=True)
class Best:
    """``fit`` fits the situation best, whatever stands in its way; ``ready`` fits best of
    those that could start now. Each is None when there is none, and when several are equal:
    then its tie names them. ``between`` are the gates that hold the best fit back.

    ``ready_fits`` says whether what is ready now is in the middle or above; None when nothing
    is. ``unknown`` are those that fit better than it, of which it is not known if they are ready.
    """

    fit: str | None
    fit_tie: tuple[str, ...]
    ready: str | None
    ready_tie: tuple[str, ...]
    ready_fits: bool | None
    unknown: tuple[str, ...]
    between: tuple[GateFinding, ...]


def best(
    core: tuple[Fit, ...], statuses: Mapping[str, Status], findings: tuple[GateFinding, ...]
) -> Best:
    """Return the best of the core approaches by fit alone, with and without the gates."""
    top = _highest_fit(core)
    ready = tuple(fit for fit in core if statuses[fit.approach.key] in READY)
    ready_top = _highest_fit(ready)
    chosen, fit_tie = _named(core, top)
    ready_now, ready_tie = _named(ready, ready_top)
    return Best(
        fit=chosen,
        fit_tie=fit_tie,
        ready=ready_now,
        ready_tie=ready_tie,
        ready_fits=None if ready_top is None else ready_top >= MIDPOINT,
        unknown=tuple(
            fit.approach.key
            for fit in core
            if statuses[fit.approach.key] == "not known"
            and (ready_top is None or fit.fit > ready_top)
        ),
        between=tuple(
            found
            for found in findings
            if chosen in found.gate.approaches
            and found.gate.kind != "caution"
            and found.finding.truth is not False
        ),
    )


def _highest_fit(fits: tuple[Fit, ...]) -> Fraction | None:
    return max((fit.fit for fit in fits), default=None)


def _named(fits: tuple[Fit, ...], top: Fraction | None) -> tuple[str | None, tuple[str, ...]]:
    """Return the one with this fit and no tie; or none, and all that are level on it."""
    level = tuple(fit.approach.key for fit in fits if fit.fit == top)
    return (level[0], ()) if len(level) == 1 else (None, level)
