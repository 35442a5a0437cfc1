"""The file of an appraisal fits the JSON Schema that we publish, which leaves nothing open."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone
from jsonschema import Draft202012Validator

from appraisal import demonstration
from appraisal.conclusion import conclude
from appraisal.copying import start_from
from appraisal.models import Appraisal, Decision, Scenario
from appraisal.sharing_nationally import WORDING
from landscape.bringing_in.reading import read
from tests.landscape.browser import Browser, address, text_of
from tests.landscape.everything import everything, file_of
from tests.landscape.invited import contribute, invite, link_in
from tests.scoring.test_schema import APPRAISE, complaints, objects_in

SCHEMA: dict[str, Any] = json.loads(
    (Path(__file__).parents[2] / "docs/appraisal.schema.json").read_text("utf-8")
)
ENOUGH = ("format", "reference", "method_version", "appraised", "agreed")


@pytest.fixture
def kept(amina: Browser) -> Appraisal:
    """An appraisal with something of every kind there is."""
    appraisal = everything(amina)
    amina.save(appraisal, {"market_concentration-number": "lots"})
    contribute(link_in(text_of(invite(amina, appraisal))), {"provider_count": "2"})
    outcome = conclude(appraisal, by=None)
    today = timezone.localdate()
    Decision.objects.create(
        outcome=outcome, what="as_now", taken_by="Cabinet", taken_on=today, why="W", token=uuid4()
    )
    Scenario.objects.create(
        outcome=outcome, name="S", changes={"answers": {"provider_trust": 1}}, token=uuid4()
    )
    assert appraisal.organisation
    appraisal.national_consents.create(
        organisation=appraisal.organisation, is_given=True, wording=WORDING
    )
    return appraisal


def test_the_schema_is_one():
    Draft202012Validator.check_schema(SCHEMA)


def test_no_object_may_hold_what_the_schema_does_not_name():
    for each in objects_in(SCHEMA):
        assert "additionalProperties" in each
        if each["additionalProperties"] is not False:
            assert each["propertyNames"]
    assert all("description" in each for each in SCHEMA["properties"].values())
    assert set(SCHEMA["required"]) == set(SCHEMA["properties"])


def test_a_file_with_something_of_everything_fits_the_schema(kept):
    document = file_of(kept)

    assert complaints(SCHEMA, document) == []
    assert [key for key, each in document.items() if each == []] == []
    assert complaints(APPRAISE, document["outcomes"][0]["result"]) == []


def test_the_files_of_a_new_appraisal_a_copy_and_the_example_fit_it(amina, home_care):
    copy = start_from(home_care, "Next year", uuid4(), None, home_care.browser)

    for each in (home_care, copy, demonstration.load()):
        assert complaints(SCHEMA, file_of(each)) == []


def test_the_file_to_go_on_elsewhere_is_small_names_nobody_and_brings_as_much(amina, kept):
    amina.save(kept, {"ease_of_entry": "2"})
    conclude(kept, by=None)
    everything_ = file_of(kept)

    response = amina.client.get(address(kept, "export.json?elsewhere"))

    document = json.loads(response.content)
    assert complaints(SCHEMA, document) == []
    assert "@" not in text_of(response)
    assert len(document["outcomes"]) == 1 and len(everything_["outcomes"]) == 2
    one, other = (read(json.dumps(each).encode(), None) for each in (document, everything_))
    assert one.steps == other.steps
    assert one.left["contributions"] == other.left["contributions"] == 1


def test_what_the_schema_calls_enough_is_enough(kept):
    document = file_of(kept)

    read(json.dumps({key: document[key] for key in ENOUGH}).encode(), None)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"format": "commissioning-appraisal 2"}, "$.format"),
        ({"agreed": {"answers": {"provider_count": {"exempt": 1}}, "goals": {}}}, "$.agreed"),
        ({"extra": 1}, "$"),
    ],
)
def test_what_does_not_belong_is_refused(amina, home_care, change, told):
    [complaint] = complaints(SCHEMA, {**file_of(home_care), **change})

    assert complaint.startswith(told)
