"""The decision record: what was recorded, or a draft, with blanks for what only people can say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reports import numbers
from reports.committee.content import BLANK, Content
from reports.committee.options import Option, strongest
from reports.decided import Decided
from reports.how import in_play
from reports.stored import Found
from reports.wording import verdict

LONGEST_DRAFT = 3


@dataclass(frozen=True)
class Alternative:
    """An option that was considered. ``rejected`` is why it was rejected, or a blank for it."""

    name: str
    appraised: str
    rejected: str


@dataclass(frozen=True)
class Record:
    """``draft`` holds what is asked for, and is empty once a decision is recorded."""

    law: str
    law_read: str
    taken_by: str
    taken_on: str
    decision: tuple[str, ...]
    draft: tuple[str, ...]
    reasons: tuple[str, ...]
    alternatives: tuple[Alternative, ...]
    dissent: str
    recorded: str


def record(
    found: Found,
    content: Content,
    decided: Decided | None,
    considered: tuple[Option, ...],
    asked: tuple[str, ...],
) -> Record:
    law = content.record
    day = numbers.day(date.fromisoformat(law.read_on))
    law_read = f"Information, not legal advice; as read on {day} ({law.source})."
    if decided is None:
        return Record(
            law=law.says,
            law_read=law_read,
            taken_by=BLANK,
            taken_on=BLANK,
            decision=(BLANK,),
            draft=asked,
            reasons=tuple(_draft_reasons(found)),
            alternatives=tuple(Alternative(each.name, each.standing, BLANK) for each in considered),
            dissent=BLANK,
            recorded="",
        )
    return Record(
        law=law.says,
        law_read=law_read,
        taken_by=decided.taken_by,
        taken_on=decided.taken_on,
        decision=tuple(each for each in (decided.words, decided.exactly) if each),
        draft=(),
        reasons=_reasons_recorded(decided),
        alternatives=tuple(
            Alternative(each.name, each.standing, BLANK)
            for each in considered
            if each.key not in decided.chosen
        ),
        dissent=decided.dissent or "None was recorded.",
        recorded=f"Recorded {decided.recorded}, in the words of those who recorded it. "
        f"{decided.earlier}".strip(),
    )


def _reasons_recorded(decided: Decided) -> tuple[str, ...]:
    differs = f"Why not what the result puts first: {decided.why_differs}"
    told = (decided.why, differs if decided.why_differs else "", decided.beside, decided.later)
    return tuple(each for each in told if each)


def _draft_reasons(found: Found) -> list[str]:
    """Return what the result says, for the committee to accept, change or strike out."""
    told = [verdict(found).sentence]
    for key in in_play(found):
        finding = found.finding(key)
        points = strongest(found, finding, 1, most=LONGEST_DRAFT)
        most = "; ".join(each.what for each in points)
        if most:
            told.append(f"What speaks for {finding.name} most: {most}")
    told.append(f"The committee’s own reasons: {BLANK}")
    return told
