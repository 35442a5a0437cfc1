"""The pages in front: header, question, what life is like, gates, and who took part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from appraisal.models import Outcome
from reports import numbers
from reports.committee.asking import stand_in_the_way
from reports.committee.content import BLANK, Content
from reports.committee.extracts import Extract, extract
from reports.committee.parts import PARTS
from reports.perspectives import Perspectives
from reports.standing import Obstacle, in_the_way, obstacles
from reports.stored import Found

# What a council's template asks for above everything else; an officer fills it in.
HEADER = (
    "Report to",
    "Date of meeting",
    "Type of decision",
    "Forward plan reference",
    "Lead officer",
    "Cabinet member",
    "Report author",
    "Wards affected",
    "Publication",
    "Call-in",
)
LONGEST_SCOPE = 360
# What people say of life now, how it changes and how it could be, with the room for each.
LIFE = {"life_now": 420, "life_changing": 240, "life_differently": 240}
GATES = 4


@dataclass(frozen=True)
class Field:
    name: str
    value: str


@dataclass(frozen=True)
class Publication:
    """Part A, for everyone, or Part B. All is empty when nothing is marked exempt."""

    title: str
    says: str
    reason: str
    law: str


@dataclass(frozen=True)
class GatesInFront:
    """``left`` is how many more are met, ``unknown`` how many hang on answers not known."""

    first: tuple[Obstacle, ...]
    left: int
    unknown: int


@dataclass(frozen=True)
class TookPart:
    """``heard`` counts people by group, ``unheard`` are the groups of whom nobody was."""

    agreed_by: str
    heard: tuple[str, ...]
    unheard: str
    ask: tuple[str, ...]


def header() -> tuple[Field, ...]:
    return tuple(Field(name, BLANK) for name in HEADER)


def question(outcome: Outcome, found: Found) -> tuple[str, Extract | None]:
    """Return the question, and what is and is not part of it."""
    appraised = outcome.appraised
    due = appraised["decision_date"]
    by = f" by {numbers.day(date.fromisoformat(due))}" if due else ""
    asked = (
        f"Which approach to commissioning fits “{appraised['title']}”, and what should be decided "
        f"about it{by}?"
    )
    scope = appraised["scope"].strip()
    where = PARTS["annex_voices"].place
    return asked, extract("What is appraised", scope, LONGEST_SCOPE, where) if scope else None


def life(found: Found) -> tuple[Extract, ...]:
    return tuple(_life(found))


def _life(found: Found) -> Iterator[Extract]:
    for key, most in LIFE.items():
        asked, answer = found.method.question_by_key[key], found.answer(key)
        if answer.is_known:
            yield extract(asked.text, str(answer.value), most, PARTS["annex_voices"].place)


def gates(found: Found) -> GatesInFront:
    """Return the gates that are met, those of the approaches in play first."""
    playing = stand_in_the_way(found)
    every = [gate.key for gate in found.method.gates if gate.rule and found.gates.get(gate.key)]
    ordered = [*playing, *(key for key in every if key not in playing)]
    first = tuple(each for key in ordered[:GATES] for each in obstacles(found, {key}))
    return GatesInFront(first, len(every) - len(first), len(in_the_way(found).not_known))


def took_part(found: Found, heard: Perspectives) -> TookPart:
    views = (found.result.get("perspectives") or {}).get("leads", {})
    unheard = [role.group for role in found.method.roles if role.key not in views]
    return TookPart(
        agreed_by=BLANK,
        heard=heard.heard,
        unheard=numbers.listed(unheard),
        ask=heard.unheard,
    )


def publication(found: Found, content: Content) -> Publication:
    marked = len(found.exempt)
    held = numbers.counted(marked, "answer has", "answers have")
    law = content.record.publication
    if found.edition.is_public:
        left = (
            f"{held} a note, a source or own words left out as exempt. They stand in Part B, which "
            "is not for publication."
            if marked
            else "Nothing was marked exempt, so nothing is left out."
        )
        return Publication("Part A – for publication; exempt notes left out", left, "", "")
    if not marked:
        return Publication("", "", "", "")
    return Publication(
        title="Part B – contains exempt information",
        says=f"Not for publication: {held} a note, a source or own words marked exempt.",
        reason=f"Reason: paragraph {BLANK} of Part 1 of Schedule 12A to the Local Government Act "
        f"1972. Why the public interest in keeping it back is greater: {BLANK}",
        law=law,
    )
