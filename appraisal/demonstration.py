"""The public demonstrations: made-up appraisals, kept as files and loaded like any other."""

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
from appraisal.models import GOAL_POINTS, Appraisal, Perspective, StepRevision
from people.models import Organisation

DEMONSTRATIONS = Path(__file__).with_name("demonstrations")
# The one that the sample report is of, and that anyone may play with.
PATH = DEMONSTRATIONS / "home_care.toml"
REFERENCE = "EXAMPLE"
DONT_KNOW = "don't know"

Answers = dict[str, Any]


def load_all() -> list[Appraisal]:
    """Return every demonstration, the main one first: one for each verdict there can be."""
    others = sorted(path for path in DEMONSTRATIONS.glob("*.toml") if path != PATH)
    return [load(path) for path in (PATH, *others)]


@transaction.atomic
def load(path: Path | None = None) -> Appraisal:
    """Return a demonstration, loaded and concluded again if its file or the method changed.

    Nothing is overwritten: what changed becomes new revisions and a new outcome, as it would if
    a council had changed its mind.
    """
    written = tomllib.loads((path or PATH).read_text("utf-8"))
    chosen = method(CURRENT_VERSION)
    appraisal = _appraisal(written)
    _record(appraisal.agreed, dict(_steps(chosen, written)), chosen)
    if not _is_concluded(appraisal, chosen):
        conclude(appraisal, by=None)
    return appraisal


@transaction.atomic
def copy_to_try(demonstration: Appraisal, browser: str) -> Appraisal:
    """Return a copy of the demonstration for one browser to play with; it is wiped in a day."""
    copy = Appraisal(
        title=f"To try out: {demonstration.title}",
        organisation=demonstration.organisation,
        scope=demonstration.scope,
        decision_date=demonstration.decision_date,
        route=demonstration.route,
        method_version=demonstration.method_version,
        browser=browser,
        is_trial=True,
    )
    copy.begin()
    chosen = method(copy.method_version)
    revisions = demonstration.agreed.current_revisions()
    _record(copy.agreed, {step: each.answers for step, each in revisions.items()}, chosen)
    return copy


def _appraisal(written: Mapping[str, Any]) -> Appraisal:
    """Return the one appraisal with this reference, its details as they are written."""
    reference = written["reference"]
    appraisal = Appraisal.objects.filter(reference=reference).first()
    is_new = appraisal is None
    appraisal = appraisal or Appraisal(reference=reference)
    appraisal.title = written["title"]
    appraisal.organisation = _council(written["council"])
    appraisal.scope = written["scope"]
    appraisal.decision_date = written["decision_date"]
    appraisal.route = Appraisal.Route.FULL
    appraisal.method_version = CURRENT_VERSION
    appraisal.is_demonstration = True
    if is_new:
        appraisal.begin()
    else:
        appraisal.save()
    return appraisal


def _council(name: str) -> Organisation:
    council, _ = Organisation.objects.get_or_create(
        name=name, defaults={"official_name": name, "kind": "demonstration"}
    )
    return council


def _steps(chosen: Method, written: Mapping[str, Any]) -> Iterator[tuple[str, Answers]]:
    """Yield each step of the wizard with the answers that its page would have saved."""
    answers = {key: _answer(said) for key, said in written["answers"].items()}
    for page in chosen.pages:
        yield page.key, {key: answers[key] for key in page.questions if key in answers}
    yield GOAL_POINTS, {key: {"value": points} for key, points in written["goals"].items()}


def _answer(said: Any) -> dict[str, Any]:
    """Return an answer that is written in full, or as its value alone."""
    if not isinstance(said, Mapping):
        return {"value": said}
    # TOML has no word for “nothing”, and a figure is kept as it would be typed.
    value = None if said["value"] == DONT_KNOW else said["value"]
    number = {"number": str(said["number"])} if "number" in said else {}
    return {**said, "value": value, **number}


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


def _is_concluded(appraisal: Appraisal, chosen: Method) -> bool:
    latest = appraisal.outcomes.order_by("number").last()
    return (
        latest is not None
        and latest.method_hash == chosen.hash
        and latest.landscape == appraisal.agreed.answers_file()
    )
