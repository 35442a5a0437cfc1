"""What a file brings: checked in every part as if it had been typed, and stored nowhere yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from appraisal.models import Appraisal
from appraisal.rescoring import Step
from appraisal.scoring.answers import AnswersError, shown
from landscape.bringing_in.answers import agreed
from landscape.bringing_in.document import Document, document_in
from landscape.scope import ScopeForm, organisations_for
from landscape.texts import Line
from people.models import Organisation, User

APPRAISED = "appraised: "
PARTS = ("title", "council", "scope", "decision_date", "route")


@dataclass(frozen=True)
class Brought:
    """An appraisal as a file tells it. ``known`` says whose results had been seen before (see
    appraisal.copying), ``left`` what stays in the file, and ``found`` is its latest result."""

    appraisal: Appraisal
    steps: Mapping[str, Step]
    known: Mapping[str, Any]
    left: Mapping[str, Any]
    found: Mapping[str, Any] | None


def read(content: bytes, user: User | None) -> Brought:
    """Return what a file brings to a person. Raises AnswersError with everything wrong in it."""
    document = document_in(content)
    chosen = document.method()
    council = _council(document, user)
    form = _scope(document, council, user)
    steps = agreed(document, chosen) if chosen else {}
    known, left = document.known_before(), _left(document, council)
    if document.problems or chosen is None:
        raise AnswersError(list(dict.fromkeys(document.problems)))
    appraisal = form.save(commit=False)
    appraisal.method_version = chosen.version
    return Brought(appraisal, steps, known, left, document.latest_outcome())


def _scope(document: Document, council: Organisation | None, user: User | None) -> ScopeForm:
    """Return the form that says what is appraised, filled in from the file."""
    told = document.object(document.whole, "appraised", "")
    for key in sorted(set(told) - set(PARTS)):
        document.problems.append(f"{APPRAISED}{shown(key)} is not known. Take it out.")
    said = {key: document.text(told, key, APPRAISED) for key in PARTS}
    due = _day(document, said.pop("decision_date"))
    typed = {**said, "organisation": council.pk if council else "", **_in_boxes(due)}
    form = ScopeForm(typed, user=user)
    for name, problems in form.errors.items():
        document.problems += [f"{APPRAISED}{name}: {each}." for each in problems]
    return form


def _day(document: Document, said: str) -> date | None:
    if not said:
        return None
    try:
        return date.fromisoformat(said)
    except ValueError:
        document.problems.append(
            f"{APPRAISED}decision_date: {shown(said)} is not a day, such as 2027-03-27."
        )
        return None


def _in_boxes(due: date | None) -> dict[str, str]:
    """Return what would be typed into the three boxes of a date."""
    if due is None:
        return {}
    return {
        "decision_date_day": str(due.day),
        "decision_date_month": str(due.month),
        "decision_date_year": f"{due.year:04}",
    }


def _named_council(document: Document) -> str:
    told = document.whole.get("appraised")
    named = told.get("council") if isinstance(told, dict) else None
    return Line(called="The council").to_python(named)[:200] if isinstance(named, str) else ""


def _council(document: Document, user: User | None) -> Organisation | None:
    """Return the council that the file names, if this person could have chosen it here."""
    named = _named_council(document)
    offered = organisations_for(user, chosen=None)
    return offered.filter(official_name=named).first() if named else None


def _left(document: Document, council: Organisation | None) -> dict[str, Any]:
    """Return what the file holds and does not bring: how much of it, and never what it says."""
    return {
        "contributions": len(document.objects("contributions")),
        "results": len(document.objects("outcomes")),
        "decisions": len(document.objects("decisions")),
        "scenarios": len(document.objects("scenarios")),
        "not_accepted": document.not_accepted(),
        "council": "" if council else _named_council(document),
    }
