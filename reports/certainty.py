"""How sure the ranking is: what could be otherwise before another approach comes first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from reports import numbers
from reports.stored import Found

# How many single weights are told at once.
NEAREST = 5
# The four sets of readings, in the order they are told, each as what was let vary.
SETS = {
    "close": "Every weight up to a quarter more or less than it is, and what is unknown or guessed "
    "filled in by chance",
    "same_order": "Your order of goals, with any points that keep it",
    "any_goals": "Any points for the goals at all",
    "any_table": "Each influence in the method half a step more or less",
}


@dataclass(frozen=True)
class Share:
    """How often an approach came first."""

    name: str
    share: str


@dataclass(frozen=True)
class HowOften:
    """How often each core approach came first in one set of readings, in the ranking's order."""

    what: str
    cells: tuple[Share, ...]


@dataclass(frozen=True)
class Certainty:
    """Everything in sentences. All but the warnings is empty when it is too early to say.

    ``closest`` is the key of the weight that is nearest to changing who comes first;
    ``tolerance`` is about all weights at once, ``nearest`` and ``farther`` about one at a time,
    ``answers`` about single answers that carry the result, ``tipping`` about the fewest others.
    """

    approaches: tuple[str, ...]
    rows: tuple[HowOften, ...]
    tolerance: tuple[str, ...]
    closest: str
    nearest: tuple[str, ...]
    farther: tuple[str, ...]
    answers: tuple[str, ...]
    criteria: tuple[str, ...]
    optimism: str
    tipping: tuple[TippingPoint, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class TippingPoint:
    """How few other answers would put an approach first, and which."""

    says: str
    answers: tuple[str, ...]


NOTHING = Certainty((), (), (), "", (), (), (), (), "", (), ())


def certainty(found: Found) -> Certainty:
    said = found.result["certainty"]
    if said is None:
        return replace(NOTHING, warnings=tuple(_warnings(found)))
    weights = tuple(_weights(found, said["switches"]))
    return Certainty(
        approaches=tuple(each.name for each in found.core),
        rows=tuple(_how_often(found, key) for key in SETS),
        tolerance=tuple(_tolerance(found, said["tolerance"])),
        closest=_closest(said["switches"]),
        nearest=weights[:NEAREST],
        farther=weights[NEAREST:],
        answers=tuple(_without(found, said["without_question"])),
        criteria=tuple(_without(found, said["without_criterion"])),
        optimism=_optimism(found, said["optimism"]),
        tipping=tuple(
            TippingPoint(each["says"], tuple(answer["says"] for answer in each["answers"]))
            for each in said["tipping"]
        ),
        warnings=tuple(_warnings(found)),
    )


def _how_often(found: Found, key: str) -> HowOften:
    ranks = found.result["readings"][key]["ranks"]
    return HowOften(
        SETS[key],
        tuple(
            Share(each.name, numbers.percent(ranks[each.approach.key][0])) for each in found.core
        ),
    )


def _tolerance(found: Found, tolerance: Mapping[str, float | None]) -> Iterator[str]:
    """Say how far all weights may be off at once before each rival overtakes the first."""
    first = found.core[0].name
    for rival, share in sorted(tolerance.items(), key=lambda each: each[1] or 0):
        name = found.finding(rival).name
        if share is None:
            yield f"{name} and {first} do not differ in anything that is weighed."
        elif share >= 1:
            yield (
                f"Even if every weight were anything from nothing to double, {name} would not "
                f"overtake {first}."
            )
        else:
            yield (
                f"All weights could be wrong by up to {numbers.percent(share)} before {name} "
                f"overtakes {first}."
            )


def _moving(switches: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the weights that could change who comes first, the nearest to it first."""
    moving = [each for each in switches if each["at"] is not None]
    return sorted(moving, key=lambda each: abs(each["at"] - each["now"]))


def _closest(switches: list[dict[str, Any]]) -> str:
    """Return the weight that is nearest to changing who comes first; else that of fit."""
    return next((str(each["weight"]) for each in _moving(switches)), "fit")


def _weights(found: Found, switches: list[dict[str, Any]]) -> Iterator[str]:
    """Say which single weight would have to move how far, the nearest first."""
    for each in _moving(switches):
        direction = "rise" if each["at"] > each["now"] else "fall"
        yield (
            f"{_weight(found, each['weight'])} would have to {direction} "
            f"{numbers.from_to(each['now'], each['at'])} before "
            f"{found.finding(each['overtaken_by']).name} overtakes."
        )


def _weight(found: Found, key: str) -> str:
    if key == "fit":
        return "The share of fit in the score"
    goal = found.method.goal_by_key.get(key)
    if goal:
        return f"The share of “{goal.text}” among the goals"
    criterion = found.method.criterion_by_key[key]
    return f"The share of “{criterion.name}” in {criterion.group}"


def _without(found: Found, left_out: list[dict[str, Any]]) -> Iterator[str]:
    """Say whose absence would change which approach comes first."""
    for each in left_out:
        if each["changes"]:
            leads = _leads(found, each["leader"])
            yield f"Without {_named(found, each['without'])}, {leads}."


def _leads(found: Found, leader: str | None) -> str:
    if leader is None:
        return "two approaches would be exactly level"
    return f"{found.finding(leader).name} would come first"


def _named(found: Found, key: str) -> str:
    method = found.method
    if key in method.goal_by_key:
        return f"the goal “{method.goal_by_key[key].text}”"
    if key in method.criterion_by_key:
        return f"everything on “{method.criterion_by_key[key].name}”"
    return f"the answer to “{method.question_by_key[key].text}”"


def _optimism(found: Found, said: Mapping[str, Any]) -> str:
    hopeful = len(said["questions"])
    if not hopeful:
        return "No good answer about readiness rests on less than evidence."
    answers = numbers.counted(hopeful, "good answer", "good answers")
    rest = "rests" if hopeful == 1 else "rest"
    one_worse = "it one step worse" if hopeful == 1 else "each of them one step worse"
    if said["changes"]:
        then = _leads(found, said["leader"])
    else:
        then = "the same approach would still come first"
    return f"{answers} about readiness {rest} on less than evidence. Were {one_worse}, {then}."


def _warnings(found: Found) -> Iterator[str]:
    """Yield what the method warns of about this result as a whole."""
    gates = {each["key"]: each for each in found.result["gates"]}
    for key in found.result["warnings"]:
        yield f"{gates[key]['says']} {gates[key]['action']}"
