"""A new appraisal begun from a file, its result found anew and set beside the one in the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from appraisal.conclusion import conclude
from appraisal.copying import BROUGHT_IN, begin_with
from appraisal.method.content import method
from appraisal.models import Appraisal, Outcome
from appraisal.scoring.answers import AnswersError, as_fraction, read_landscape
from landscape.bringing_in.reading import Brought
from people.models import User
from people.visitor import Visitor

# How the result found here compares with the latest in the file.
SAME, DIFFERS, OTHER_ANSWERS, NONE = "same", "differs", "other answers", "none"
# Apart by less than this are two ways of writing one number.
TOLERANCE = 1e-6
NUMBERS = ("score", "fit", "readiness")


def bring_in_once(brought: Brought, token: UUID, visitor: Visitor) -> Appraisal:
    """Return the visitor's new appraisal, however often the button of this page is pressed."""
    brought.appraisal.token = token
    if visitor.user is None:
        brought.appraisal.browser = visitor.remember_browser(str(token))
    try:
        return bring_in(brought, visitor.user)
    except IntegrityError:
        return Appraisal.objects.owned_by(visitor).get(token=token)


@transaction.atomic
def bring_in(brought: Brought, by: User | None) -> Appraisal:
    """Store what a file brings as a new appraisal, all of it or nothing.

    A result in the file is not taken over: if there is one, it is found anew from the answers.
    """
    appraisal = brought.appraisal
    begin_with(appraisal, brought.steps, by)
    compared: tuple[str, list[str]] = (NONE, [])
    if brought.found is not None:
        compared = compare(conclude(appraisal, by), brought.found)
    told = dict(zip(("compared", "differing"), compared, strict=True))
    details = {**brought.known, **told, "left": dict(brought.left)}
    appraisal.events.create(what=BROUGHT_IN, by=by, details=details)
    return appraisal


def compare(outcome: Outcome, told: Mapping[str, Any]) -> tuple[str, list[str]]:
    """Return how a result compares with what a file says was found, and the approaches for which
    the file has other numbers."""
    if not _is_of_the_same_answers(outcome, told):
        return OTHER_ANSWERS, []
    found, claimed = outcome.result, told.get("result")
    if not isinstance(claimed, dict):
        claimed = {}
    differing = list(_differing(found, claimed))
    same = not differing and all(found[key] == claimed.get(key) for key in ("verdict", "leader"))
    return (SAME if same else DIFFERS), differing


def _is_of_the_same_answers(outcome: Outcome, told: Mapping[str, Any]) -> bool:
    chosen = method(outcome.method_version)
    landscape, version = told.get("landscape"), told.get("method")
    if not isinstance(landscape, dict) or not isinstance(version, dict):
        return False
    agreed = {key: each for key, each in landscape.items() if key != "perspectives"}
    try:
        theirs = read_landscape(chosen, agreed)
    except AnswersError:
        return False
    ours = read_landscape(chosen, outcome.landscape)
    return version.get("version") == chosen.version and theirs == ours


def _differing(found: Mapping[str, Any], claimed: Mapping[str, Any]) -> Iterator[str]:
    listed = claimed.get("approaches")
    known = {
        str(each.get("key")): each
        for each in (listed if isinstance(listed, list) else [])
        if isinstance(each, dict)
    }
    for each in found["approaches"]:
        said = known.get(each["key"], {})
        if not all(_is_near(each[name], said.get(name)) for name in NUMBERS):
            yield each["key"]


def _is_near(number: float, claimed: Any) -> bool:
    exact = as_fraction(claimed)
    return exact is not None and abs(number - float(exact)) < TOLERANCE
