"""Outcomes for tests: found as they would be in a council, and not stored unless asked."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime
from typing import Any

from appraisal import demonstration
from appraisal.method.content import CURRENT_VERSION, method
from appraisal.models import Appraisal, Outcome
from appraisal.scoring.answers import read_landscape
from appraisal.scoring.document import as_document
from appraisal.scoring.result import appraise
from people.models import Organisation

METHOD = method(CURRENT_VERSION)
SCORED = [question for question in METHOD.questions if question.scored]
NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)

TITLE = "Cymorth yn y tŷ a'r dŵr – £5m ≥ 3"


def outcome(
    answers: dict[str, Any] | None = None, goals: dict[str, Any] | None = None, **said: Any
) -> Outcome:
    """Return what would be found for these answers, in an appraisal that is not stored."""
    appraisal = Appraisal(
        reference="K7M2",
        title=said.get("title", "Home care"),
        organisation=Organisation(name="Exampleshire", official_name="Exampleshire"),
        scope=said.get("scope", ""),
        decision_date=date(2027, 3, 18),
        route=said.get("route", "full"),
        method_version=METHOD.version,
    )
    landscape = {"answers": answers or {}, "goals": goals or {}}
    return Outcome(
        appraisal=appraisal,
        number=2,
        found_at=NOON,
        method_version=METHOD.version,
        method_hash=METHOD.hash,
        appraised=appraisal.described(),
        landscape=landscape,
        result=as_document(appraise(METHOD, read_landscape(METHOD, landscape))),
    )


def demonstrated(title: str = TITLE, **notes: str) -> Outcome:
    """Return the demonstration's outcome under another title, with notes of ours in it."""
    written = tomllib.loads(demonstration.PATH.read_text("utf-8"))
    answers = {
        key: {**said, "value": None} if said["value"] == demonstration.DONT_KNOW else said
        for key, said in written["answers"].items()
    }
    for key, note in notes.items():
        answers[key] = {**answers[key], "note": note}
    return outcome(answers, written["goals"], title=title, scope=written["scope"])


def found_as(word: str, scores: dict[str, float], first: float = 0.96, **said: Any) -> Outcome:
    """Return an outcome whose stored result says just this of the core approaches."""
    found = outcome({"kind_of_place": "sparse"})
    ordered = sorted(scores.values(), reverse=True)
    for each in found.result["approaches"]:
        if each["core"]:
            each["score"] = scores[each["key"]]
            each["rank"] = ordered.index(each["score"]) + 1
            each["rank_shares"] = [first, 1 - first, 0.0, 0.0]
    found.result["approaches"].sort(key=lambda each: (not each["core"], -each["score"]))
    best = found.result["approaches"][0]["key"]
    found.result |= {
        "verdict": word,
        "lead": ordered[0] - ordered[1],
        "leader": best if ordered[0] > ordered[1] else None,
        "coverage": 0.93,
        "provisional": False,
        **said,
    }
    return found
