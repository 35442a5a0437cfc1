"""The first page of a result: what fits best, what could start now, and three things to do next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from appraisal.scoring.scores import MIDPOINT
from reports import numbers
from reports.finding_out import to_find_out
from reports.plan import plans
from reports.stored import Found

NEXT_STEPS = 3


@dataclass(frozen=True)
class ToDo:
    """One thing to do next, and why it comes first."""

    do: str
    because: str


@dataclass(frozen=True)
class Overview:
    """``fits_best`` and ``ready_now`` are sentences; the second is empty when they are the same
    approach. ``between`` says what stands between the two."""

    fits_best: str
    ready_now: str
    between: tuple[str, ...]
    next_steps: tuple[ToDo, ...]


def overview(found: Found) -> Overview:
    best = found.result["best"]
    if found.too_early:
        return Overview("", "", (), tuple(_first(_next_steps(found))))
    return Overview(
        fits_best=_fits_best(found, best),
        ready_now=_ready_now(found, best),
        between=tuple(each["says"] for each in _between(found)),
        next_steps=tuple(_first(_next_steps(found))),
    )


def _first(steps: Iterator[ToDo]) -> list[ToDo]:
    """Return the first few that differ: one answer can ask for the same thing twice."""
    return list({each.do: each for each in reversed(list(steps))}.values())[::-1][:NEXT_STEPS]


def _fits_best(found: Found, best: dict[str, Any]) -> str:
    if best["fit"] is None:
        return f"{_names(found, best['fit_tie'])} fit this situation equally well."
    name = found.finding(best["fit"]).name
    if best["fit"] == best["ready_now"]:
        return f"{name} fits this situation best by fit alone, and could start now."
    return f"{name} fits this situation best by fit alone, whatever stands in its way."


def _ready_now(found: Found, best: dict[str, Any]) -> str:
    if best["fit"] is not None and best["fit"] == best["ready_now"]:
        return ""
    if best["ready_now"] is None and not best["ready_tie"]:
        return "None of the four could start now."
    names = _names(found, best["ready_tie"] or [best["ready_now"]])
    fits = "" if best["ready_now_fits"] else f", though it scores below {MIDPOINT} on fit"
    return f"Of those that could start now, {names} fits best{fits}."


def _names(found: Found, keys: list[str]) -> str:
    return numbers.listed([found.finding(key).name for key in keys])


def _between(found: Found) -> list[dict[str, Any]]:
    keys = found.result["best"]["between"]
    return [each for each in found.result["gates"] if each["key"] in keys]


def _next_steps(found: Found) -> Iterator[ToDo]:
    """Yield what to do next: clear the way, hear people, find out, build."""
    for gate in _between(found):
        yield ToDo(gate["action"], gate["says"])
    unheard = [role for said in found.result.get("unheard", []) for role in said["roles"]]
    if unheard:
        groups = [found.method.role_by_key[role].group for role in dict.fromkeys(unheard)]
        yield ToDo(
            f"Ask for their view: {numbers.listed(groups)}.",
            "An answer about them counts as evidence only when some of them have given it too.",
        )
    for unknown in to_find_out(found):
        yield ToDo(f"Find out: {unknown.question}", f"{unknown.could} {unknown.where}")
    for plan in plans(found):
        for step in plan.steps:
            yield ToDo(step.do, f"{plan.approach} would gain {step.gain} points.")
