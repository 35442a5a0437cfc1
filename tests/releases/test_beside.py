"""A council's own result beside the published picture."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client

from appraisal import demonstration
from appraisal.models import Appraisal
from people import councils
from people.models import Organisation
from reports import numbers
from reports.releases.beside import beside
from tests.releases.pages import read, words_of
from tests.releases.sectors import publish_all, series

EXAMPLE = f"/reports/{demonstration.REFERENCE}/national/"
NUMBER = re.compile(r"\d+(?:,\d{3})*")


@pytest.fixture
def example(db: None) -> Appraisal:
    demonstration.load()
    return Appraisal.objects.get(reference=demonstration.REFERENCE)


def test_when_nothing_is_published_it_says_so(client, example):
    assert "Nothing is published yet." in words_of(read(client, EXAMPLE))


def test_an_example_stands_beside_a_picture_that_is_made_up_and_says_so(client, example):
    publish_all(series(2), is_synthetic=True)

    main = read(client, EXAMPLE)

    assert main.xpath('.//*[@class="app-synthetic"]')
    assert all(words_of(each).startswith("Synthetic: ") for each in main.xpath(".//caption"))


def test_an_example_never_stands_beside_real_councils(client, example):
    publish_all(series(2))

    assert "Nothing is published yet." in words_of(read(client, EXAMPLE))


def test_it_shows_no_number_that_is_neither_published_nor_ones_own(client, example):
    publish_all(series(2), is_synthetic=True)
    found = beside(example.outcomes.get())

    shown = [cell for part in found.parts for line in part.lines for cell in line.cells]

    england = json.loads(series(2)[-1].bytes)["groups"][0]
    counts = {n for row in england["rows"].values() for n in row["counts"].values()}
    said = {int(each) for cell in shown for each in NUMBER.findall(cell.below)}
    assert said <= counts
    means = {line.title: line.cells[0].text for line in found.parts[3].lines}
    assert list(means.values()) == [str(mean) for mean in england["means"].values()]


def test_ones_own_answers_are_those_of_ones_result(example):
    publish_all(series(2), is_synthetic=True)
    outcome = example.outcomes.get()

    found = beside(outcome)

    own = {line.title: line.own for part in found.parts for line in part.lines}
    core = {each["key"]: each for each in outcome.result["approaches"] if each["core"]}
    assert own["Which approach fits best"] == "Relational"
    assert own["Readiness for relational commissioning"] == numbers.score(
        core["relational"]["readiness"]
    )


def test_a_council_sees_its_own_region_and_type_beside_england(example):
    councils.load()
    publish_all(series(2), is_synthetic=True)
    outcome = example.outcomes.get()
    outcome.appraisal.organisation = Organisation.objects.get(name="Wiltshire")

    names = [name for name, _ in beside(outcome).heads]

    assert names == ["England", "South West", "Unitary authorities"]


def test_a_stranger_finds_no_such_page(db):
    assert Client().get("/reports/NQSVCH22/national/").status_code == 404
