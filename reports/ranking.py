"""The approaches side by side: place, score, range, fit and readiness, and how often first."""

from __future__ import annotations

from dataclasses import dataclass

from reports import numbers
from reports.stored import Finding, Found

# The question that asks which approach comes closest to how support is arranged today.
TODAY = "current_approach"

ORDINALS = ("1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th")


@dataclass(frozen=True)
class Row:
    """One approach. ``place`` is “1”, “2=” when shared, and empty when it is not ranked.

    ``is_now`` marks the approach that today's arrangement is closest to.
    """

    key: str
    name: str
    summary: str
    place: str
    score: str
    range: str
    fit: str
    readiness: str
    rank_shares: tuple[str, ...]
    is_now: bool

    @property
    def first(self) -> str:
        return self.rank_shares[0] if self.rank_shares else ""


@dataclass(frozen=True)
class Ranking:
    """The core approaches, ranked unless it is too early, and the further ones beside them.

    ``above`` says, in a sentence each, which further approaches score above the first of the core.
    """

    is_ranked: bool
    core: tuple[Row, ...]
    further: tuple[Row, ...]
    above: tuple[str, ...]


def ranking(found: Found) -> Ranking:
    return Ranking(
        is_ranked=not found.too_early,
        core=tuple(row(found, each) for each in in_order(found, found.core)),
        further=tuple(row(found, each) for each in in_order(found, found.further)),
        above=() if found.too_early else above(found),
    )


def in_order(found: Found, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return them best first; in the method's order when it is too early to rank them."""
    if not found.too_early:
        return findings
    return tuple(sorted(findings, key=lambda each: found.method.approaches.index(each.approach)))


def row(found: Found, finding: Finding) -> Row:
    shown = () if found.too_early else finding.rank_shares
    return Row(
        key=finding.approach.key,
        name=finding.name,
        summary=finding.approach.summary,
        place=place(found, finding),
        score=numbers.score(finding.score),
        range=numbers.between(finding.low, finding.high),
        fit=numbers.score(finding.fit),
        readiness=numbers.score(finding.readiness),
        rank_shares=tuple(numbers.percent(share) for share in shown),
        is_now=found.answer(TODAY).value == finding.approach.key,
    )


def place(found: Found, finding: Finding) -> str:
    if finding.rank is None:
        return ""
    # Too close to tell apart is joint first, whatever the order of the exact scores.
    if finding.approach.key in found.joint_first:
        return "1="
    shared = sum(other.rank == finding.rank for other in found.core) > 1
    return f"{finding.rank}=" if shared else str(finding.rank)


def firsts(found: Found) -> list[str]:
    """Return who comes first; several when they are too close to tell apart."""
    return [each.name for each in found.core if place(found, each) in ("1", "1=")]


def above(found: Found) -> tuple[str, ...]:
    best = found.core[0]
    return tuple(
        f"{each.name} scores {numbers.score(each.score)}, above {best.name} "
        f"({numbers.score(best.score)}), the highest of the four that are ranked."
        for each in found.further
        if each.score > best.score
    )
