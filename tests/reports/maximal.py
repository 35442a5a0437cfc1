"""The largest appraisal there may be: everything answered, at the full length, by everyone."""

from __future__ import annotations

import uuid
from datetime import date
from itertools import cycle, islice
from typing import Any

from appraisal.conclusion import conclude
from appraisal.deciding import record
from appraisal.method.model import Question
from appraisal.models import Appraisal, Decision, Invitation, Outcome, Perspective
from landscape.texts import MOST_CHARACTERS, MOST_IN_ALL, MOST_LINE_BREAKS
from tests.reports.conftest import begin, save
from tests.reports.outcomes import METHOD, TITLE

WELSH = (
    "Mae’r tŷ ger y dŵr yn cynnig gofal da; ŵyr neb beth ddaw, â phob dymuniad: ÂÊÎÔÛŴŶ âêîôûŵŷ. "
)
SOURCE = {"title": "Adroddiad blynyddol", "address": "https://www.example.org/", "date": "May 2026"}
CONFIDENCE = ("evidence", "judgement", "guess")


def at_full_length(seed: int = 0) -> str:
    """Return a note that is as long as it may be; every other one is as broken as it may be."""
    text = "".join(islice(cycle(f"{seed} {WELSH}"), MOST_CHARACTERS))
    if seed % 2:
        return text
    apart = MOST_CHARACTERS // MOST_LINE_BREAKS
    return "\n".join(text[start : start + apart - 1] for start in range(0, MOST_CHARACTERS, apart))


def maximal() -> Outcome:
    """Return its outcome, stored, with a decision."""
    appraisal = begin(title=f"{TITLE} ".ljust(120, "ŵ"), scope=at_full_length(1))
    room = MOST_IN_ALL // MOST_CHARACTERS - 2
    save(appraisal, {each.key: answer(n, each, n < room) for n, each in _questions()})
    for role in METHOD.roles:
        contribute(appraisal, role.key)
    found = conclude(appraisal, by=None)
    decide(found)
    return found


def answer(number: int, question: Question, has_room: bool) -> dict[str, Any]:
    text = at_full_length(number) if has_room else WELSH
    if question.kind == "text":
        return {"value": text}
    levels = question.level_keys
    said = {"value": levels[number % len(levels)], "confidence": CONFIDENCE[number % 3]}
    return {**said, "note": text, "source": SOURCE}


def contribute(appraisal: Appraisal, role: str) -> None:
    """Add what somebody in this role answers to everything."""
    invitation = Invitation.objects.create(
        appraisal=appraisal,
        role=role,
        deadline=date(2126, 1, 1),
        token_hash=uuid.uuid4().hex,
        token=uuid.uuid4(),
    )
    theirs = Perspective.objects.create(
        appraisal=appraisal, role=role, invitation=invitation, is_handed_in=True
    )
    answers = {each.key: answer(n + 1, each, False) for n, each in _questions()}
    for page in METHOD.pages:
        theirs.revisions.create(
            step=page.key,
            number=1,
            answers={key: answers[key] for key in page.questions},
            method_version=appraisal.method_version,
            token=uuid.uuid4(),
        )


def decide(on: Outcome) -> None:
    said = at_full_length(1)
    facts = {"what": Decision.What.BLEND, "approach": "relational", "blended_with": "competitive"}
    texts = {"why": said, "why_differs": said, "dissent": said, "in_words": said}
    taken = {"taken_by": "Cabinet", "taken_on": date(2027, 3, 18)}
    record(Decision(outcome=on, token=uuid.uuid4(), **facts, **texts, **taken), by=None)


def _questions() -> list[tuple[int, Question]]:
    return list(enumerate(METHOD.questions))
