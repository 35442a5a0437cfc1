"""How to do it: steps and risks, forms of agreement, law to ask about, and what goes together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from appraisal.method.advice import LegalRoute
from appraisal.method.model import Approach, LevelKey
from reports import numbers
from reports.answers import in_words
from reports.stored import Found

# What the core says of a form of agreement, as a page says it; best news first.
ADVICE = {
    "consider": "Worth considering",
    "not known": "Depends on answers not known yet",
    "not indicated": "No particular reason for it",
    "avoid": "Something speaks against it",
}


@dataclass(frozen=True)
class Mechanism:
    """A form of agreement with the advice on it, and the answers the advice rests on."""

    key: str
    name: str
    summary: str
    advice: str
    because: tuple[str, ...]
    law: str


@dataclass(frozen=True)
class Law:
    """A rule of law that may govern: information as read on a day, and what to ask about it."""

    name: str
    says: str
    ask: str
    read_on: str
    because: tuple[str, ...]


@dataclass(frozen=True)
class Blend:
    """Whether two approaches go together in one service."""

    pair: str
    advice: str
    because: str


@dataclass(frozen=True)
class HowTo:
    """``approaches`` are those in play, with their own steps and risks: the leader, or the
    joint first."""

    approaches: tuple[Approach, ...]
    blends: tuple[Blend, ...]
    mechanisms: tuple[Mechanism, ...]
    laws: tuple[Law, ...]


def how_to(found: Found) -> HowTo:
    return HowTo(
        approaches=tuple(found.finding(key).approach for key in in_play(found)),
        blends=tuple(_blend(found, each) for each in found.result["blends"]),
        mechanisms=_mechanisms(found),
        laws=tuple(_law(found, each) for each in found.result["legal_routes"]),
    )


def in_play(found: Found) -> tuple[str, ...]:
    """Return the approaches that may be chosen by this result; none when it is too early."""
    if found.too_early:
        return ()
    first = found.core[0].approach.key
    return found.joint_first or (found.leader or first,)


def _mechanisms(found: Found) -> tuple[Mechanism, ...]:
    told = [_mechanism(found, each) for each in found.result["mechanisms"]]
    order = list(ADVICE.values())
    return tuple(sorted(told, key=lambda each: order.index(each.advice)))


def _mechanism(found: Found, said: Mapping[str, Any]) -> Mechanism:
    mechanism = next(each for each in found.method.mechanisms if each.key == said["key"])
    deciding = said["avoid"] if said["advice"] == "avoid" else said["use"]
    return Mechanism(
        key=mechanism.key,
        name=mechanism.name,
        summary=mechanism.summary,
        advice=ADVICE[said["advice"]],
        because=because(found, deciding["because"]),
        law=mechanism.law,
    )


def _law(found: Found, said: Mapping[str, Any]) -> Law:
    route = next(each for each in found.method.legal_routes if each.key == said["key"])
    triggers = said["finding"]["because"] if said["finding"] else []
    return Law(route.name, route.says, route.ask, read_on(route), because(found, triggers))


def read_on(route: LegalRoute) -> str:
    return numbers.day(date.fromisoformat(route.read_on))


def because(found: Found, triggers: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Return the answers that decided a rule, each with its question."""
    return tuple(_answer(found, each["question"], each["level"]) for each in triggers)


def _answer(found: Found, key: str, level: LevelKey | None) -> str:
    told = in_words(found, found.method.question_by_key[key])
    return f"{told.question} {told.words}"


def _blend(found: Found, said: Mapping[str, Any]) -> Blend:
    pair = numbers.listed([found.finding(key).name for key in said["pair"]])
    if said["advice"] is None:
        return Blend(pair, "Not described", "The method says nothing of these two together.")
    return Blend(pair, said["advice"].capitalize(), said["because"])
