"""The public demonstration: a made-up appraisal, kept as a file and loaded like any other."""

from __future__ import annotations

import tomllib
import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.db import transaction

from appraisal.conclusion import conclude
from appraisal.method.content import CURRENT_VERSION, method
from appraisal.method.model import Method
from appraisal.models import GOAL_POINTS, Appraisal, Outcome, Perspective, StepRevision
from people.models import Organisation

PATH = Path(__file__).with_name("demonstration.toml")
REFERENCE = "EXAMPLE"
DONT_KNOW = "don't know"

Answers = dict[str, Any]


@transaction.atomic
def load() -> Appraisal:
    """Return the demonstration, loaded and concluded again if its file or the method changed.

    Nothing is overwritten: what changed becomes new revisions and a new outcome, as it would if
    a council had changed its mind.
    """
    written = tomllib.loads(PATH.read_text("utf-8"))
    chosen = method(CURRENT_VERSION)
    appraisal = _appraisal(written)
    perspective, _ = Perspective.objects.get_or_create(appraisal=appraisal, role=Perspective.AGREED)
    _record(perspective, dict(_steps(chosen, written)), chosen)
    if not _is_concluded(perspective, chosen):
        conclude(perspective, by=None)
    return appraisal


def _appraisal(written: Mapping[str, Any]) -> Appraisal:
    council, _ = Organisation.objects.get_or_create(
        name=written["council"],
        defaults={"official_name": written["council"], "kind": "demonstration"},
    )
    facts = {
        "title": written["title"],
        "organisation": council,
        "scope": written["scope"],
        "decision_date": written["decision_date"],
        "route": Appraisal.Route.FULL,
        "method_version": CURRENT_VERSION,
        "is_demonstration": True,
    }
    appraisal, _ = Appraisal.objects.update_or_create(reference=REFERENCE, defaults=facts)
    return appraisal


def _steps(chosen: Method, written: Mapping[str, Any]) -> Iterator[tuple[str, Answers]]:
    """Yield each step of the wizard with the answers that its page would have saved."""
    answers = {key: _answer(said) for key, said in written["answers"].items()}
    for page in chosen.pages:
        yield page.key, {key: answers[key] for key in page.questions if key in answers}
    yield GOAL_POINTS, {key: {"value": points} for key, points in written["goals"].items()}


def _answer(said: Mapping[str, Any]) -> dict[str, Any]:
    # TOML has no word for “nothing”.
    return {**said, "value": None} if said["value"] == DONT_KNOW else dict(said)


def _record(perspective: Perspective, steps: Mapping[str, Answers], chosen: Method) -> None:
    current = perspective.current_revisions()
    for step, answers in steps.items():
        before = current.get(step)
        if before and before.answers == answers:
            continue
        StepRevision.objects.create(
            perspective=perspective,
            step=step,
            number=before.number + 1 if before else 1,
            answers=answers,
            method_version=chosen.version,
            token=uuid.uuid4(),
        )


def _is_concluded(perspective: Perspective, chosen: Method) -> bool:
    latest = Outcome.objects.filter(appraisal=perspective.appraisal).order_by("number").last()
    return (
        latest is not None
        and latest.method_hash == chosen.hash
        and latest.landscape == perspective.answers_file()
    )
