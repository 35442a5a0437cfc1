"""Continue as now: option 0, which every committee paper must hold."""

from __future__ import annotations

from dataclasses import dataclass

from reports import numbers
from reports.how import because
from reports.standing import Obstacle, obstacles
from reports.stored import Found


@dataclass(frozen=True)
class Consequence:
    """What carrying on would mean, and the answers that say so."""

    says: str
    because: tuple[str, ...]


@dataclass(frozen=True)
class AsNow:
    """``approach`` is what today comes closest to; empty when it is a mix or not known, and
    then there is no score. ``behind`` says in a sentence how far it is behind the first."""

    approach: str
    score: str
    fit: str
    readiness: str
    status: str
    behind: str
    consequences: tuple[Consequence, ...]
    in_the_way: tuple[Obstacle, ...]


def as_now(found: Found) -> AsNow:
    said = found.result["continue_as_now"]
    consequences = tuple(_consequences(found))
    if said["approach"] is None:
        return AsNow("", "", "", "", "", "", consequences, ())
    today = found.finding(said["approach"])
    met = {each["key"] for each in said["gates"] if each["met"]}
    return AsNow(
        approach=today.name,
        score=numbers.score(today.score),
        fit=numbers.score(today.fit),
        readiness=numbers.score(today.readiness),
        status=str(said["status"]).capitalize(),
        behind=_behind(found, said["approach"]),
        consequences=consequences,
        in_the_way=obstacles(found, met),
    )


def _behind(found: Found, today: str) -> str:
    if found.too_early:
        return ""
    first, now = found.core[0], found.finding(today)
    if now.approach == first.approach:
        return "It is the approach that fits this situation best of the four."
    gap = numbers.plain(first.score - now.score, 1)
    if first.score >= now.score:
        return f"{first.name}, the first of the four, scores {gap} points more."
    return f"It scores {numbers.plain(now.score - first.score, 1)} points more than {first.name}."


def _consequences(found: Found) -> list[Consequence]:
    known = {each.key: each for each in found.method.consequences}
    return [
        Consequence(known[each["key"]].says, because(found, each["because"]))
        for each in found.result["continue_as_now"]["consequences"]
    ]
