"""Committee papers for tests: of every demonstration, found as it would be and not stored."""

from __future__ import annotations

import tomllib
from html.parser import HTMLParser
from typing import Any

from appraisal import demonstration
from appraisal.models import Outcome
from reports.committee.paper import Paper
from reports.edition import WHOLE, Edition
from reports.report import report
from tests.reports.outcomes import outcome

VERDICTS = {
    "equipment": "clear",
    "home_care": "leaning",
    "town_and_hills": "no_clear_difference",
    "first_week": "too_early",
}


def demonstrated(name: str, **answers: Any) -> Outcome:
    """Return the outcome of a demonstration, with some answers of ours in it."""
    path = demonstration.DEMONSTRATIONS / f"{name}.toml"
    written = tomllib.loads(path.read_text("utf-8"))
    said = {key: _answer(each) for key, each in written["answers"].items()}
    return outcome(
        said | answers,
        written["goals"],
        title=written["title"],
        scope=written["scope"],
    )


def _answer(said: Any) -> Any:
    if not isinstance(said, dict) or said["value"] != demonstration.DONT_KNOW:
        return said
    return {**said, "value": None}


def paper(found: Outcome, edition: Edition = WHOLE) -> Paper:
    return report(found, edition).committee


class Headings(HTMLParser):
    """Collects the headings of a document, each with its level."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []
        self.level = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in ("h1", "h2", "h3", "h4"):
            self.level = int(tag[1])
            self.found.append((self.level, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == f"h{self.level}":
            self.level = 0

    def handle_data(self, data: str) -> None:
        if self.level:
            level, words = self.found[-1]
            self.found[-1] = (level, words + data)


def headings(html: str) -> list[tuple[int, str]]:
    parser = Headings()
    parser.feed(html)
    return [(level, " ".join(words.split())) for level, words in parser.found]
