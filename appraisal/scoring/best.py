"""Best fit, best fit that is ready now, and what stands between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from appraisal.scoring.gates import GateFinding, Status
from appraisal.scoring.scores import Fit

READY: tuple[Status, ...] = ("ready", "ready with actions")


@dataclass(frozen=True)
class Best:
    """``fit`` fits the situation best, whatever stands in its way; ``ready`` fits best of
    those that could start now. Each is None when several are equal, or none is ready.
    ``between`` are the gates that hold the best fit back."""

    fit: str | None
    ready: str | None
    between: tuple[GateFinding, ...]


def best(
    core: tuple[Fit, ...], statuses: Mapping[str, Status], findings: tuple[GateFinding, ...]
) -> Best:
    """Return the best of the core approaches by fit alone, with and without the gates."""
    ready = tuple(fit for fit in core if statuses[fit.approach.key] in READY)
    chosen = _highest_fit(core)
    return Best(
        fit=chosen,
        ready=_highest_fit(ready),
        between=tuple(
            found
            for found in findings
            if chosen in found.gate.approaches
            and found.gate.kind != "caution"
            and found.finding.truth is not False
        ),
    )


def _highest_fit(fits: tuple[Fit, ...]) -> str | None:
    top = max((fit.fit for fit in fits), default=None)
    first = [fit.approach.key for fit in fits if fit.fit == top]
    return first[0] if len(first) == 1 else None
