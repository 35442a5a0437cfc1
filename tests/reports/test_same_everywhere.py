"""What the pages, the PDF and the appraise command say of each demonstration is the same."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from appraisal import demonstration
from appraisal.models import Outcome
from reports import numbers
from reports.certainty import SETS
from reports.pages import PAGES
from reports.pdf import printed
from reports.report import report
from tests.reports.reading import page_text, pdf_text, squeezed

VERDICTS = {
    "equipment": "clear",
    "first_week": "too_early",
    "home_care": "leaning",
    "town_and_hills": "no_clear_difference",
}


@pytest.fixture(params=VERDICTS)
def outcome(db: None, request: Any) -> Outcome:
    path = demonstration.DEMONSTRATIONS / f"{request.param}.toml"
    found: Outcome = demonstration.load(path).outcomes.get()
    assert found.verdict == VERDICTS[request.param]
    return found


def test_there_is_a_demonstration_for_every_verdict():
    files = {path.stem for path in demonstration.DEMONSTRATIONS.glob("*.toml")}

    assert files == set(VERDICTS)
    assert set(VERDICTS.values()) == set(Outcome.Verdict.values)


def test_the_command_finds_what_is_stored(outcome, tmp_path):
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps(outcome.landscape))
    told = io.StringIO()

    call_command("appraise", str(answers), stdout=told)

    assert json.loads(told.getvalue()) == outcome.result


@pytest.mark.paper
def test_pages_and_pdf_say_what_was_found(outcome):
    told = [report(outcome).verdict.sentence, *said(outcome.result)]

    pages = "".join(page_text(html_of(page.address, outcome)) for page in PAGES)
    paper = pdf_text(printed(outcome))

    assert [words for words in told if squeezed(words) not in pages] == []
    assert [words for words in told if squeezed(words) not in paper] == []


def html_of(address: str, outcome: Outcome) -> str:
    path = reverse(address, args=[outcome.appraisal.reference])
    response = Client().get(path)
    assert response.status_code == 200
    return response.content.decode()


def said(result: dict[str, Any]) -> Iterator[str]:
    """Yield every figure and sentence of a result as it has to be written."""
    yield from (numbers.score(each["score"]) for each in result["approaches"])
    if result["verdict"] != "too_early":
        yield from said_when_ranked(result)
    for each in result["to_find_out"]:
        if each["top"]:
            yield from (each["text"], each["where"])
    for each in result["gates"]:
        if each["met"]:
            yield from (each["says"], each["action"])
    for steps in result["development"].values():
        for step in steps:
            yield from (numbers.plain(step["gain"], 1), numbers.score(step["reaches"]))


def said_when_ranked(result: dict[str, Any]) -> Iterator[str]:
    core = [each for each in result["approaches"] if each["core"]]
    for each in result["approaches"]:
        yield from map(numbers.score, (each["fit"], each["readiness"]))
        yield numbers.between(each["low"], each["high"])
    for name in SETS:
        ranks = result["readings"][name]["ranks"]
        yield from (numbers.percent(ranks[each["key"]][0]) for each in core)
    for share in result["certainty"]["tolerance"].values():
        if share is not None and share < 1:
            yield f"wrong by up to {numbers.percent(share)}"
    for each in result["certainty"]["tipping"]:
        yield each["says"]
        yield from (answer["says"] for answer in each["answers"])
    for switch in result["certainty"]["switches"]:
        if switch["at"] is not None:
            yield numbers.from_to(switch["now"], switch["at"])


def test_demonstrations_are_plainly_made_up(outcome):
    assert "fictional" in outcome.appraised["council"]
    assert "fictional" in outcome.appraised["scope"]
