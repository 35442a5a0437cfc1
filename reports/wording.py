"""The verdict as a sentence that a councillor understands at first reading."""

from __future__ import annotations

from dataclasses import dataclass

from appraisal.models import Outcome
from appraisal.scoring.draws import DRAWS
from appraisal.scoring.scores import MIDPOINT
from reports import numbers
from reports.stored import Finding, Found

READINGS = f"{DRAWS:,} readings of these answers, each with other weights"


@dataclass(frozen=True)
class Verdict:
    """``word`` is one of four; ``caution`` says why to hold back, or is empty."""

    word: str
    sentence: str
    caution: str


def verdict(found: Found) -> Verdict:
    sentences = {
        "clear": clear,
        "leaning": leaning,
        "no_clear_difference": no_clear_difference,
        "too_early": too_early,
    }
    return Verdict(
        word=str(Outcome.Verdict(found.word).label),
        sentence=sentences[found.word](found),
        caution=provisional(found) if found.provisional else "",
    )


def clear(found: Found) -> str:
    name = found.core[0].name
    return f"{name} fits this situation best, and clearly so: {ahead(found)}.{but(found)}"


def leaning(found: Found) -> str:
    name = found.core[0].name
    thresholds = found.method.thresholds
    too_little = f"First place in less than {numbers.percent(thresholds.clear_share)} of readings"
    if found.lead < thresholds.clear_lead:
        too_little = f"A lead of less than {float(thresholds.clear_lead):g} points"
    leans = f"The answers lean towards {name}: {ahead(found)}."
    return f"{leans} {too_little} is not a clear result.{but(found)}"


def but(found: Found) -> str:
    """Say so when even the best of the four does not suit the situation."""
    if found.core[0].score >= MIDPOINT:
        return ""
    return (
        f" But all four score below {MIDPOINT}: "
        "taken together, the answers speak against each of them."
    )


def ahead(found: Found) -> str:
    seconds = numbers.listed([each.name for each in found.core if each.rank == 2])
    return (
        f"it leads {seconds} by {lead(found)} and came first in "
        f"{first_share(found.core[0])} of {READINGS}"
    )


def no_clear_difference(found: Found) -> str:
    if found.leader is None:
        return tie(found)
    best = found.core[0]
    joint = numbers.listed([found.finding(key).name for key in found.joint_first])
    if found.lead < found.method.thresholds.leaning_lead:
        return (
            f"No clear difference between {joint}: "
            f"the first two are {lead(found)} apart, too little to choose by."
        )
    return (
        f"No clear difference between {joint}: {best.name} is {lead(found)} ahead, "
        f"but came first in only {first_share(best)} of {READINGS}."
    )


def tie(found: Found) -> str:
    """Name what is exactly equal, and then what is too close to it to tell apart."""
    equal = [each.name for each in found.core if each.rank == 1]
    close = [found.finding(key).name for key in found.joint_first if found.finding(key).rank != 1]
    margin = f"{float(found.method.thresholds.joint_margin):g}"
    also = f"; {numbers.listed(close)} within {margin} points of them" if close else ""
    return f"No clear difference: {numbers.listed(equal)} come out exactly equal{also}."


def too_early(found: Found) -> str:
    needed = numbers.percent(found.method.thresholds.enough_coverage)
    return (
        f"{coverage(found)} of what matters has been answered. "
        f"At least {needed} is needed before approaches can be compared."
    )


def provisional(found: Found) -> str:
    needed = numbers.percent(found.method.thresholds.full_coverage)
    return (
        f"This is provisional: {coverage(found)} of what matters has been answered. "
        f"From {needed} on it is not."
    )


def lead(found: Found) -> str:
    """Return the lead in points, never rounded up to a threshold that it does not reach."""
    thresholds = (found.method.thresholds.leaning_lead, found.method.thresholds.clear_lead)
    written = numbers.plain(found.lead, 1)
    if written == numbers.plain(0, 1):
        return "less than 0.1 points"
    unit = "point" if written == "1.0" else "points"
    return f"{numbers.short_of(found.lead, written, thresholds)} {unit}"


def coverage(found: Found) -> str:
    thresholds = found.method.thresholds
    limits = (thresholds.enough_coverage, thresholds.full_coverage, 1)
    whole = f"{numbers.plain(100 * found.coverage, 0)}%"
    return numbers.short_of(found.coverage, whole, limits, unit="%")


def first_share(finding: Finding) -> str:
    share = finding.rank_shares[0]
    return "every one" if share == 1 else numbers.percent(share)
