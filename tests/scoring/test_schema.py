"""What the commands print fits the JSON Schemas we publish, and those leave nothing open."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from appraisal.method.export import export
from appraisal.scoring.document import as_document
from appraisal.scoring.result import appraise
from tests.scoring.landscapes import (
    METHOD,
    SCORED,
    all_answered,
    documents,
    landscape,
    tried_a_little,
)

DOCS = Path(__file__).parents[2] / "docs"
APPRAISE: dict[str, Any] = json.loads((DOCS / "appraise.schema.json").read_text("utf-8"))
EXPORT: dict[str, Any] = json.loads((DOCS / "export.schema.json").read_text("utf-8"))


def complaints(schema, document):
    # As it is printed, so that tuples are lists and keys are texts.
    printed = json.loads(json.dumps(document))
    return [
        f"{error.json_path}: {error.message[:200]}"
        for error in Draft202012Validator(schema).iter_errors(printed)
    ]


def outcome(document):
    return as_document(appraise(METHOD, landscape(document)))


@pytest.mark.parametrize("schema", [APPRAISE, EXPORT], ids=["appraise", "export"])
def test_the_schema_is_one(schema):
    Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("schema", [APPRAISE, EXPORT], ids=["appraise", "export"])
def test_no_object_may_hold_what_the_schema_does_not_name(schema):
    objects = list(objects_in(schema))

    assert len(objects) > 15
    for each in objects:
        assert "additionalProperties" in each
        if each["additionalProperties"] is False:
            optional = {"perspectives"} if each is schema else set()
            assert set(each["required"]) == set(each["properties"]) - optional
        else:
            assert each["propertyNames"]


def objects_in(schema):
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield schema
        for part in schema.values():
            yield from objects_in(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from objects_in(part)


@tried_a_little
@given(documents())
def test_any_outcome_fits_the_schema(document):
    assert complaints(APPRAISE, outcome(document)) == []


LANDSCAPES = {
    "nothing known": {},
    "everything in the middle": {"answers": {q.key: 3 for q in SCORED if q.kind != "choice"}},
    "everything low": {"answers": all_answered(1), "goals": {"prevention": 100}},
    "everything high, today named": {
        "answers": {**all_answered(5), "current_approach": "competitive"},
        "goals": {goal.key: 50 for goal in METHOD.goals},
    },
    "everything a guess": {
        "answers": {
            key: {"value": level, "confidence": "guess"} for key, level in all_answered(4).items()
        }
    },
    "fit alone": {"answers": all_answered(4), "weights": {"lambda": 1}},
}


@pytest.mark.parametrize("document", LANDSCAPES.values(), ids=LANDSCAPES)
def test_an_awkward_outcome_fits_the_schema(document):
    assert complaints(APPRAISE, outcome(document)) == []


def test_every_key_of_an_outcome_is_described():
    found = outcome(LANDSCAPES["everything low"])

    assert set(found) == set(APPRAISE["properties"]) - {"perspectives"}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"verdict": "certain"}, "$.verdict"),
        ({"leader": "alliance"}, "$.leader"),
        ({"coverage": 2}, "$.coverage"),
        ({"extra": 1}, "$"),
    ],
)
def test_what_does_not_belong_is_refused(change, told):
    [complaint] = complaints(APPRAISE, {**outcome({}), **change})

    assert complaint.startswith(told)


def test_the_method_fits_the_schema():
    found = export(METHOD)

    assert complaints(EXPORT, found) == []
    assert set(found) == set(EXPORT["properties"])


def test_the_schemas_name_what_the_method_has():
    for schema in (APPRAISE, EXPORT):
        assert schema["$defs"]["approach"]["enum"] == [part.key for part in METHOD.approaches]
        assert schema["$defs"]["criterion"]["enum"] == [part.key for part in METHOD.criteria]
        assert schema["$defs"]["role"]["enum"] == [part.key for part in METHOD.roles]
    assert APPRAISE["$defs"]["core_approach"]["enum"] == [part.key for part in METHOD.core]


# What the export tells of advice


def by_key(part):
    return {each["key"]: each for each in export(METHOD)[part]}


def test_a_gate_is_printed_with_its_conditions():
    gate = by_key("gates")["measurability"]

    assert (gate["code"], gate["kind"], gate["approaches"]) == ("G2", "not yet", ["outcome_based"])
    assert gate["conditions"] == {
        "need": "any",
        "answers": [
            {"question": "outcomes_measurable", "levels": [1, 2]},
            {"question": "outcomes_attributable", "levels": [1, 2]},
        ],
    }
    assert gate["says"] and gate["action"] and gate["sources"]


def test_a_warning_is_printed_with_the_result_it_looks_at():
    gate = by_key("gates")["contradiction"]

    assert (gate["conditions"], gate["result"], gate["approaches"]) == (
        None,
        "contradictory_pair",
        [],
    )


def test_all_advice_is_printed():
    found = export(METHOD)

    assert len(found["gates"]) == len(METHOD.gates) == 15
    assert len(found["blends"]) == len(METHOD.blends)
    assert [each["key"] for each in found["mechanisms"]] == [p.key for p in METHOD.mechanisms]
    assert [each["key"] for each in found["legal_routes"]] == [p.key for p in METHOD.legal_routes]
    assert [each["question"] for each in found["actions"]] == [
        question.key for question in METHOD.questions if question.action
    ]
    assert [each["key"] for each in found["consequences"]] == [p.key for p in METHOD.consequences]
    assert by_key("mechanisms")["alliance"]["use"]["need"] == "all"
    assert by_key("mechanisms")["alliance"]["use_any"] is None
    assert [
        part["question"] for part in by_key("mechanisms")["in_house"]["use_any"]["answers"]
    ] == [
        "provider_exits",
        "quality_ratings",
    ]
    assert [each["key"] for each in found["gates"] if each["about_change"]] == ["time"]
    assert [q["key"] for q in found["questions"] if q["defines_scope"]] == ["service"]
