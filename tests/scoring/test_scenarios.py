"""Worked cases that a commissioner can read and argue with: one file each in scenarios/."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from appraisal.scoring.document import as_document
from appraisal.scoring.result import appraise
from tests.scoring.landscapes import METHOD, Document, landscape

FOLDER = Path(__file__).parent / "scenarios"
FILES = sorted(FOLDER.glob("*.toml"))

PARTS = {"name", "because", "answers", "goals", "expect"}
NONE = "none"
FIND_OUT_FIRST = 5


# What an outcome says, in the words of [expect]


def core(found: Document) -> list[str]:
    """Return the core approaches, best first."""
    return [each["key"] for each in found["approaches"] if each["core"]]


def scores(found: Document) -> dict[str, float]:
    return {each["key"]: each["score"] for each in found["approaches"]}


def first_of_eight(found: Document) -> str:
    return max(scores(found), key=scores(found).__getitem__)


def further_above(found: Document) -> set[str]:
    """Return the further approaches that score above every core one."""
    points = scores(found)
    top = points[core(found)[0]]
    return {key for key in points if key not in core(found) and points[key] > top}


def gates(found: Document, met: bool | None) -> set[str]:
    """Return the gates about approaches; a warning is about the result."""
    return {
        gate["key"] for gate in found["gates"] if gate["met"] is met and gate["kind"] != "warning"
    }


def mechanisms(found: Document, advice: str) -> set[str]:
    return {each["key"] for each in found["mechanisms"] if each["advice"] == advice}


def blend_of_first_two(found: Document) -> str:
    first_two = set(core(found)[:2])
    said = [each["advice"] for each in found["blends"] if set(each["pair"]) == first_two]
    return (said or [None])[0] or NONE


def carries_the_result(found: Document) -> set[str]:
    """Return the questions and goals without which another approach would lead."""
    certainty = found["certainty"] or {"without_question": []}
    return {out["without"] for out in certainty["without_question"] if out["changes"]}


def optimism_leader(found: Document) -> str:
    return (found["certainty"] or {"optimism": {}})["optimism"].get("leader") or NONE


def hopeful_answers(found: Document) -> set[str]:
    return set((found["certainty"] or {"optimism": {"questions": []}})["optimism"]["questions"])


def evidence_from_nobody(found: Document) -> set[str]:
    """Return the answers given as evidence that nobody they are about has given too."""
    return {each["question"] for each in found["unheard"] if each["claimed"]}


# Must be exactly as expected; the order of a list does not count.
EXACTLY: Mapping[str, Callable[[Document], Any]] = {
    "verdict": lambda found: found["verdict"],
    "leader": lambda found: found["leader"] or NONE,
    "leader_is_empty": lambda found: found["leader"] is None,
    "joint_first": lambda found: set(found["joint_first"]),
    "provisional": lambda found: found["provisional"],
    "first_of_four": lambda found: core(found)[0],
    "last_of_four": lambda found: core(found)[-1],
    "first_of_eight": first_of_eight,
    "shows_further_above": further_above,
    "warnings": lambda found: set(found["warnings"]),
    "best_fit": lambda found: found["best"]["fit"] or NONE,
    "best_ready_now": lambda found: found["best"]["ready_now"] or NONE,
    "best_fit_tie": lambda found: set(found["best"]["fit_tie"]),
    "best_ready_tie": lambda found: set(found["best"]["ready_tie"]),
    "ready_now_fits": lambda found: found["best"]["ready_now_fits"],
    "better_fit_not_known": lambda found: set(found["best"]["unknown"]),
    "between": lambda found: set(found["best"]["between"]),
    "blend_of_first_two": blend_of_first_two,
    "certainty_is_empty": lambda found: found["certainty"] is None,
    "optimism_leader": optimism_leader,
    "hopeful_answers": hopeful_answers,
    "evidence_from_nobody": evidence_from_nobody,
    "result_rests_on": carries_the_result,
}

# Must be among what is found; an empty list means that nothing may be found.
AMONG: Mapping[str, Callable[[Document], set[str]]] = {
    "gates_fire": lambda found: gates(found, met=True),
    "gates_not_known": lambda found: gates(found, met=None),
    "mechanisms_to_consider": lambda found: mechanisms(found, "consider"),
    "mechanisms_not_indicated": lambda found: mechanisms(found, "not indicated"),
    "mechanisms_to_avoid": lambda found: mechanisms(found, "avoid"),
    "find_out_first": lambda found: {
        worth["question"] for worth in found["to_find_out"][:FIND_OUT_FIRST]
    },
}

# Speak of the approaches they name: a status each, or pairs compared by score.
OF_APPROACHES = ("status", "ahead", "level")

ALLOWED = (*EXACTLY, *AMONG, *OF_APPROACHES)


def shortfalls(found: Document, expect: Mapping[str, Any]) -> list[str]:
    """Return in words every expectation that the outcome does not meet."""
    told = []
    for key, expected in expect.items():
        if key in EXACTLY:
            told += _not_equal(key, expected, EXACTLY[key](found))
        elif key in AMONG:
            told += _not_among(key, set(expected), AMONG[key](found))
        elif key == "status":
            told += _other_status(expected, found)
        elif key in OF_APPROACHES:
            told += _not_so_placed(key, expected, scores(found))
        else:
            told.append(f"“{key}” is not an expectation. Use one of: {', '.join(ALLOWED)}.")
    return told


def _not_equal(key: str, expected: Any, is_now: Any) -> list[str]:
    wanted = set(expected) if isinstance(expected, list) else expected
    return [] if wanted == is_now else [f"{key}: expected {_said(wanted)}, found {_said(is_now)}"]


def _not_among(key: str, expected: set[str], is_now: set[str]) -> list[str]:
    if expected and expected <= is_now:
        return []
    return _not_equal(key, sorted(expected), is_now)


def _other_status(expected: Mapping[str, str], found: Document) -> list[str]:
    is_now = {each["key"]: each["status"] for each in found["approaches"]}
    return [
        line
        for approach, status in expected.items()
        for line in _not_equal(f"status of {approach}", status, is_now.get(approach))
    ]


def _not_so_placed(key: str, pairs: list[list[str]], points: Mapping[str, float]) -> list[str]:
    placed = {"ahead": lambda gap: gap > 0, "level": lambda gap: gap == 0}[key]
    return [
        f"{key}: expected {first} {key} of {second}, found {points[first]:.1f} "
        f"and {points[second]:.1f}"
        for first, second in pairs
        if not placed(points[first] - points[second])
    ]


def _said(value: Any) -> str:
    if isinstance(value, set):
        return ", ".join(sorted(value)) or "nothing"
    return str(value)


def read(path: Path) -> Document:
    """Return a scenario; fail when it has no story, expects nothing or has an unknown part."""
    scenario = tomllib.loads(path.read_text(encoding="utf-8"))
    unknown = sorted(set(scenario) - PARTS)
    if unknown:
        pytest.fail(f"{path.name}: unknown part {', '.join(unknown)}. Use {sorted(PARTS)}.")
    for part in ("name", "because", "expect"):
        if not scenario.get(part):
            pytest.fail(f"{path.name}: “{part}” is missing or empty.")
    return scenario


def outcome(scenario: Document) -> Document:
    told = {"answers": scenario.get("answers", {}), "goals": scenario.get("goals", {})}
    return as_document(appraise(METHOD, landscape(told)))


def message(scenario: Document, found: Document, told: list[str]) -> str:
    standing = [
        f"{each['key']:16} {each['score']:5.1f}  (fit {each['fit']:.1f}, "
        f"readiness {each['readiness']:.1f})  {each['status']}"
        for each in found["approaches"]
    ]
    lead = f"{found['verdict']}, lead {found['lead'] or 0:.1f}, coverage {found['coverage']:.0%}"
    return "\n  ".join([f"\n{scenario['name']}", *told, f"It stands so: {lead}", *standing])


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_it_comes_out_as_the_story_says(path):
    scenario = read(path)

    found = outcome(scenario)

    told = shortfalls(found, scenario["expect"])
    assert not told, message(scenario, found, told)


# The scenarios could not pass by accident


def test_there_are_scenarios():
    assert FILES


def test_a_misspelt_expectation_is_told_with_those_that_exist():
    (told,) = shortfalls(outcome({}), {"leeder": "relational"})

    assert told.startswith("“leeder” is not an expectation. Use one of: verdict, leader")


def test_what_was_expected_is_told_beside_what_was_found():
    found = outcome({"answers": {"provider_trust": 1}})

    assert shortfalls(found, {"verdict": "clear", "gates_fire": ["trust", "time"]}) == [
        "verdict: expected clear, found too_early",
        "gates_fire: expected time, trust, found trust",
    ]
    assert shortfalls(found, {"gates_fire": []}) == ["gates_fire: expected nothing, found trust"]
    assert shortfalls(outcome({}), {"ahead": [["relational", "competitive"]]}) == [
        "ahead: expected relational ahead of competitive, found 50.0 and 50.0"
    ]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ('name = "N"\nbecause = "B"\n[expect]', "“expect” is missing or empty"),
        ('name = "N"\nbecause = ""\n[expect]\nleader = "none"', "“because” is missing or empty"),
        ('name = "N"\nbecause = "B"\n[expects]\nleader = "none"', "unknown part expects"),
    ],
)
def test_a_scenario_must_tell_its_story_and_expect_something(tmp_path, written, told):
    path = tmp_path / "a_case.toml"
    path.write_text(written, encoding="utf-8")

    with pytest.raises(pytest.fail.Exception, match=told):
        read(path)
