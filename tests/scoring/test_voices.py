"""Several people's answers in one answers file: read, compared and printed by the command."""

from __future__ import annotations

import json

import pytest
from django.core.management import call_command

from appraisal.scoring.answers import AnswersError, read_landscape
from appraisal.scoring.voices import read_perspectives
from tests.scoring.landscapes import METHOD, SCALES
from tests.scoring.test_schema import APPRAISE, complaints

AMINA = {"name": "Amina", "group": "council", "answers": {"lives_vary": 5}}
BEN = {"name": "Ben", "group": "providers", "answers": {"lives_vary": 2, "service": "homecare"}}
MIDDLE = {question.key: 3 for question in SCALES}


def problems(document):
    with pytest.raises(AnswersError) as told:
        read_perspectives(METHOD, document)
    return list(told.value.problems)


@pytest.fixture
def printed(tmp_path, capsys):
    def print_for(document):
        path = tmp_path / "answers.json"
        path.write_text(json.dumps(document), "utf-8")
        call_command("appraise", str(path))
        return json.loads(capsys.readouterr().out)

    return print_for


# Reading


def test_the_agreed_answers_and_each_persons_own_are_read_apart():
    agreed, voices = read_perspectives(
        METHOD, {"answers": {"lives_vary": 3}, "perspectives": [AMINA, BEN]}
    )

    assert agreed == read_landscape(METHOD, {"answers": {"lives_vary": 3}})
    assert [(voice.name, voice.group) for voice in voices] == [
        ("Amina", "council"),
        ("Ben", "providers"),
    ]
    assert voices[0].landscape == read_landscape(METHOD, {"answers": {"lives_vary": 5}})


def test_a_file_without_perspectives_is_read_as_before():
    agreed, voices = read_perspectives(METHOD, {"goals": {"prevention": 100}})

    assert (agreed, voices) == (read_landscape(METHOD, {"goals": {"prevention": 100}}), ())


def test_a_stored_landscape_holds_no_perspectives():
    with pytest.raises(AnswersError, match="“perspectives” is not known"):
        read_landscape(METHOD, {"answers": {}, "perspectives": []})


MISTAKES = {
    "no list": ({}, "perspectives must be a list of people's answers, not an object."),
    "no object": (
        ["Amina"],
        'perspectives: number 1 must be an object with named parts, not "Amina".',
    ),
    "no name": (
        [{"group": "council"}],
        "perspectives: number 1: name is missing. Give it as a text.",
    ),
    "no group": (
        [{"name": "Amina"}],
        "perspectives: Amina: group is missing. Give it as a text.",
    ),
    "an empty group": (
        [{**AMINA, "group": " "}],
        'perspectives: Amina: group cannot be " ". Give it as a text.',
    ),
    "a name twice": (
        [AMINA, AMINA],
        'perspectives: the name "Amina" is given 2 times. Give each one its own.',
    ),
    "weights": (
        [{**AMINA, "weights": {}}],
        "perspectives: Amina: “weights” is not known. Use one of: name, group, answers, goals.",
    ),
    "a level": (
        [{**AMINA, "answers": {"lives_vary": 6}}],
        "perspectives: Amina: answers: lives_vary: 6 is not an answer. "
        "Use one of 1, 2, 3, 4, 5; or null for don't know.",
    ),
}


@pytest.mark.parametrize(("perspectives", "told"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_in_a_perspective_names_whose_it_is(perspectives, told):
    assert problems({"perspectives": perspectives}) == [told]


def test_mistakes_in_all_parts_are_told_at_once():
    told = problems(
        {"perspective": [], "answers": {"lives_vary": 6}, "perspectives": [{**AMINA, "goals": 1}]}
    )

    assert [each[:30] for each in told] == [
        "“perspective” is not known. An answers"[:30],
        "answers: lives_vary: 6 is not an answer"[:30],
        "perspectives: Amina: goals must"[:30],
    ]


def test_what_is_no_object_is_no_answers_file():
    [told] = problems([])

    assert told.startswith("the answers file must be an object")


# Printed


def test_the_command_prints_where_people_differ_and_what_each_would_lead_to(printed):
    found = printed({"answers": MIDDLE, "perspectives": [AMINA, BEN]})

    views = found["perspectives"]
    assert complaints(APPRAISE, found) == []
    assert views["spreads"] == [
        {
            "question": "service",
            "agreed": None,
            "counts": {"homecare": 1},
            "by_group": {"providers": {"homecare": 1}},
            "distance": 0,
            "talking_point": False,
        },
        {
            "question": "lives_vary",
            "agreed": 3,
            "counts": {"2": 1, "5": 1},
            "by_group": {"council": {"5": 1}, "providers": {"2": 1}},
            "distance": 3,
            "talking_point": True,
        },
    ]
    assert views["talking_points"] == ["lives_vary"]
    assert [(each["name"], each["group"]) for each in views["rankings"]] == [
        ("Amina", "council"),
        ("Ben", "providers"),
    ]
    for each in views["rankings"]:
        assert each["order"][0] == [each["leader"]]
        assert views["leads"][each["group"]] == {each["leader"]: 1}
    assert views["rankings"][0]["says"] == (
        "The agreed answers overlaid with those of Amina (council)"
    )


def test_a_voice_changes_nothing_of_the_agreed_result(printed):
    alone = printed({"answers": MIDDLE})

    assert "perspectives" not in alone
    together = printed({"answers": MIDDLE, "perspectives": [AMINA]})
    assert {key: part for key, part in together.items() if key != "perspectives"} == alone


def test_a_group_that_is_the_key_of_a_role_is_that_role(printed):
    agreed = {**MIDDLE, "provider_trust": {"value": 5, "confidence": "evidence"}}
    ben = {"name": "Ben", "answers": {"provider_trust": 1}}

    found = {
        group: printed({"answers": agreed, "perspectives": [{**ben, "group": group}]})
        for group in ("provider", "providers")
    }

    assert "provider_trust" not in [each["question"] for each in found["provider"]["unheard"]]
    assert "provider_trust" in [each["question"] for each in found["providers"]["unheard"]]
    assert [each["perspectives"]["rankings"][0]["says"] for each in found.values()] == [
        "The agreed answers overlaid with those of Ben (Provider)",
        "The agreed answers overlaid with those of Ben (providers)",
    ]
