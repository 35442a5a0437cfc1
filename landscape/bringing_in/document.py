"""A file that some copy of this product exported, taken apart without trusting any part of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone

from appraisal.copying import STARTED_FROM, known_from
from appraisal.decoding import decoded
from appraisal.export import FORMAT
from appraisal.method import content
from appraisal.method.model import Method
from appraisal.scoring.answers import AnswersError, shown

REFERENCE = re.compile(r"[A-Za-z0-9]{1,12}")
# Times outside of these are no times of ours, and some databases cannot keep them.
FIRST_YEAR, LAST_YEAR = 2020, 2999

CHOOSE = (
    "Choose the file that “Download to go on elsewhere” of an appraisal gave, as it was downloaded."
)


@dataclass
class Document:
    """A decoded file, read part by part; ``problems`` says all that is wrong with it so far."""

    whole: Mapping[str, Any]
    problems: list[str] = field(default_factory=list)

    def method(self) -> Method | None:
        version = self.text(self.whole, "method_version", "")
        try:
            return content.method(version)
        except LookupError:
            known = ", ".join(content.versions())
            self.problems.append(
                f"method_version: version {shown(version)} of the method is not known here; known: "
                f"{known}. Ask whoever runs this copy to update it."
            )
            return None

    def reference(self) -> str:
        reference = self.text(self.whole, "reference", "")
        if not REFERENCE.fullmatch(reference):
            self.problems.append(
                f"reference: {shown(reference)} is no reference of an appraisal, such as K7M2."
            )
        return reference

    # Parts of it

    def object(self, holder: Mapping[str, Any], key: str, where: str) -> Mapping[str, Any]:
        value = holder.get(key, {})
        if isinstance(value, dict):
            return value
        self.problems.append(f"{where}{key}: {shown(value)} is not an object with named parts.")
        return {}

    def objects(self, key: str) -> list[Mapping[str, Any]]:
        value = self.whole.get(key, [])
        if isinstance(value, list) and all(isinstance(each, dict) for each in value):
            return value
        self.problems.append(f"{key}: it is not a list of objects with named parts.")
        return []

    def text(self, holder: Mapping[str, Any], key: str, where: str) -> str:
        value = holder.get(key)
        if value is None or isinstance(value, str):
            return value or ""
        self.problems.append(f"{where}{key}: {shown(value)} is not a text.")
        return ""

    # What it tells of its past

    def given_at(self) -> dict[str, datetime]:
        """Return when the answers of each page were given, by the latest revision of it."""
        latest: dict[str, datetime] = {}
        for revision in self.objects("history"):
            page = self.text(revision, "page", "history: ")
            said = self.text(revision, "given_at", "history: ")
            when = self._time(said or self.text(revision, "saved_at", "history: "))
            if when:
                latest[page] = when
        return latest

    def _time(self, said: str) -> datetime | None:
        try:
            when = datetime.fromisoformat(said)
        except ValueError:
            when = None
        if when is None or when.tzinfo is None or not FIRST_YEAR <= when.year <= LAST_YEAR:
            self.problems.append(
                f"history: {shown(said)} is not a time with its zone, such as "
                "2026-11-25T09:30:00+00:00."
            )
            return None
        return min(when, timezone.now())

    def not_accepted(self) -> int:
        """Return on how many pages something was typed that could not be accepted."""
        latest = {
            self.text(each, "page", "history: "): each.get("not_accepted")
            for each in self.objects("history")
        }
        return sum(bool(typed) for typed in latest.values())

    def known_before(self) -> dict[str, Any]:
        """Return whose results were known, as a copy made here would (see appraisal.copying)."""
        earlier = next((each for each in self.objects("events") if _tells_a_start(each)), None)
        results = len(self.objects("outcomes"))
        return known_from(self.reference(), results, earlier["details"] if earlier else None)

    def latest_outcome(self) -> Mapping[str, Any] | None:
        """Return the latest result as it stands in the file, or None. It is only compared with."""
        outcomes = self.objects("outcomes")
        return outcomes[-1] if outcomes else None


def _tells_a_start(event: Mapping[str, Any]) -> bool:
    details = event.get("details")
    if event.get("what") not in STARTED_FROM or not isinstance(details, dict):
        return False
    source, results = details.get("from"), details.get("results")
    named = isinstance(source, str) and bool(REFERENCE.fullmatch(source))
    return named and isinstance(results, int) and 0 <= results < 1_000_000


def document_in(content: bytes) -> Document:
    """Return the document in a file. Raises AnswersError if it is none of ours."""
    try:
        whole = decoded(content)
    except ValueError as error:
        raise AnswersError([f"It is not JSON: {error}. {CHOOSE}"]) from error
    said = whole.get("format") if isinstance(whole, dict) else None
    if said == FORMAT:
        return Document(whole)
    if isinstance(said, str) and said.startswith(FORMAT.rpartition(" ")[0]):
        raise AnswersError(
            [
                f"format: this copy reads “{FORMAT}”, and the file is {shown(said)}. Ask whoever "
                "runs this copy to update it."
            ]
        )
    raise AnswersError([f"It is not the file of an appraisal. {CHOOSE}"])
