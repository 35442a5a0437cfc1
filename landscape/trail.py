"""The trail in words: who changed which answer when, from what to what, and all else."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TextIO

from django.utils.timezone import localtime

from appraisal.cells import harmless
from appraisal.copying import BROUGHT_IN, COPIED
from appraisal.method.content import method
from appraisal.method.model import Method, Question
from appraisal.models import Appraisal, Event, StepRevision
from appraisal.sharing_nationally import SHARED, WITHDRAWN
from landscape.scope import ScopeForm, as_kept
from landscape.words import Words, in_words, points_in_words
from people.models import User

NOBODY = "Someone without an account, or whose account was deleted"
EXEMPT = "Marked exempt"
COLUMNS = ("When", "Who", "What", "About", "Before", "After")


@dataclass(frozen=True)
class Line:
    """One thing that happened."""

    at: datetime
    who: str
    what: str
    about: str = ""
    before: str = ""
    after: str = ""


def trail(appraisal: Appraisal) -> list[Line]:
    """Return everything that happened to the agreed answers and to the appraisal, latest first.

    What contributors answer is theirs until they hand it in, and is not traced.
    """
    chosen = method(appraisal.method_version)
    revisions = appraisal.agreed.revisions.select_related("saved_by").order_by("pk")
    events = appraisal.events.select_related("by").order_by("pk")
    lines = [
        *_changes(chosen, revisions),
        *(line for each in events for line in _told(chosen, each)),
    ]
    return sorted(lines, key=lambda line: line.at, reverse=True)


# Answers


def _changes(chosen: Method, revisions: Any) -> Iterator[Line]:
    """Yield a line for every answer that a revision changed."""
    latest: dict[str, Mapping[str, Any]] = {}
    goals = {goal.key: goal.text for goal in chosen.goals}
    for revision in revisions:
        before, after = latest.get(revision.step, {}), revision.answers
        latest[revision.step] = after
        for key in dict.fromkeys((*before, *after)):
            if before.get(key) == after.get(key):
                continue
            if key in goals:
                yield _line(revision, goals[key], *_points(key, before, after))
            else:
                question = chosen.question_by_key[key]
                yield _line(revision, question.text, *_answers(question, before, after))


def _line(revision: StepRevision, about: str, before: str, after: str) -> Line:
    return Line(revision.saved_at, who(revision.saved_by), "Answer changed", about, before, after)


def _answers(
    question: Question, before: Mapping[str, Any], after: Mapping[str, Any]
) -> tuple[str, str]:
    one, other = (in_words(question, each.get(question.key, {}), {}) for each in (before, after))
    return _whole(one), _whole(other)


def _whole(words: Words) -> str:
    details = (f"{name}: {text}" for name, text in words.details)
    exempt = [EXEMPT] if words.is_exempt else []
    return "\n".join([words.answer, *details, *exempt])


def _points(key: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, str]:
    one, other = (points_in_words(key, each, {}) for each in (before, after))
    return one.answer, other.answer


# Events


def _told(chosen: Method, event: Event) -> Iterator[Line]:
    if "changes" in event.details:
        yield from _scope(event)
        return
    said = SAID.get(event.what)
    what, about = said(chosen, event.details) if said else (event.what.capitalize(), "")
    contributor = event.what in ("answers handed in", "answers withdrawn")
    yield Line(event.at, "The contributor" if contributor else who(event.by), what, about)


def _scope(event: Event) -> Iterator[Line]:
    for name, (before, after) in event.details["changes"].items():
        label = str(ScopeForm.base_fields[name].label)
        yield Line(
            event.at, who(event.by), "Changed", label, as_kept(name, before), as_kept(name, after)
        )


def _role(words: str) -> Callable[[Method, dict[str, Any]], tuple[str, str]]:
    def say(chosen: Method, details: dict[str, Any]) -> tuple[str, str]:
        return (
            words,
            f"{chosen.role_by_key[details['role']].name}, invitation {details['invitation']}",
        )

    return say


def _access(words: str) -> Callable[[Method, dict[str, Any]], tuple[str, str]]:
    def say(chosen: Method, details: dict[str, Any]) -> tuple[str, str]:
        level = details.get("level", "")
        return words, f"{details['email']} ({level})" if level else details["email"]

    return say


SAID: dict[str, Callable[[Method, dict[str, Any]], tuple[str, str]]] = {
    "started": lambda chosen, details: ("Started", ""),
    "claimed": lambda chosen, details: ("Moved from a browser to an account", ""),
    COPIED: lambda chosen, details: ("Started from another appraisal", details["from"]),
    BROUGHT_IN: lambda chosen, details: ("Brought in from a file", details["from"]),
    "concluded": lambda chosen, details: ("Result found", f"Result {details['outcome']}"),
    "decision recorded": lambda chosen, details: (
        "Decision recorded",
        f"On result {details['outcome']}",
    ),
    "shared": _access("Shared"),
    "access changed": _access("Access changed"),
    "sharing stopped": _access("Sharing stopped"),
    SHARED: lambda chosen, details: (
        "Shared with the national picture",
        f"{details['organisation']}, in view of the wording {details['wording']}",
    ),
    WITHDRAWN: lambda chosen, details: ("Withdrawn from the national picture", ""),
    "invited": _role("Invited"),
    "new link": _role("New link made"),
    "deadline moved": _role("Last day moved"),
    "invitation closed": _role("Invitation closed"),
    "answers handed in": _role("Answers handed in"),
    "answers withdrawn": _role("Answers withdrawn"),
}


def who(user: User | None) -> str:
    return user.email if user else NOBODY


# As a table to take away


def write_csv(lines: list[Line], out: TextIO) -> None:
    """Write the trail as CSV that a spreadsheet opens as text, never as formulas."""
    rows = csv.writer(out)
    rows.writerow(COLUMNS)
    for line in lines:
        cells = (line.who, line.what, line.about, line.before, line.after)
        rows.writerow([localtime(line.at).isoformat(timespec="seconds"), *map(harmless, cells)])
