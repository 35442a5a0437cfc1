"""The core as commands: an answers file in, JSON out, and mistakes told on standard error."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import execute_from_command_line

from tests.scoring.landscapes import METHOD

HERE = Path(__file__).parent
MARKET_TOWN = HERE / "market-town.json"
MANAGE = HERE.parents[1] / "manage.py"


@pytest.fixture
def run(capsys):
    """Run a command as manage.py would; return its exit status, output and errors."""

    def run_command(*arguments):
        try:
            execute_from_command_line(["manage.py", *map(str, arguments)])
            status = None
        except SystemExit as stopped:
            status = stopped.code
        printed = capsys.readouterr()
        return status or 0, printed.out, printed.err

    return run_command


@pytest.fixture
def appraise_file(run, tmp_path):
    """Write an answers file, appraise it, and return exit status, output and errors."""

    def appraise_content(content):
        path = tmp_path / "answers.json"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return run("appraise", path)

    return appraise_content


def standard_input(content):
    return io.TextIOWrapper(io.BytesIO(content.encode()), encoding="utf-8")


# What is printed


@pytest.mark.parametrize("content", ["{}", "", " \n", '{"answers": {}}', "\ufeff{}"])
def test_an_empty_answers_file_gives_every_approach_fifty_and_too_early(appraise_file, content):
    status, out, _ = appraise_file(content)

    found = json.loads(out)
    assert status == 0
    assert [approach["score"] for approach in found["approaches"]] == [50] * 8
    assert found["verdict"] == "too_early"


def test_an_outcome_has_its_public_shape(run):
    status, out, _ = run("appraise", MARKET_TOWN)

    found = json.loads(out)
    assert status == 0
    assert found["method"] == {"version": "2026.1", "hash": METHOD.hash}
    assert set(found) >= {
        "coverage",
        "verdict",
        "provisional",
        "leader",
        "joint_first",
        "approaches",
    }
    approach = found["approaches"][0]
    assert set(approach) >= {
        "key",
        "core",
        "rank",
        "score",
        "fit",
        "readiness",
        "low",
        "high",
        "contributions",
        "status",
        "gates",
    }
    assert set(approach["contributions"][0]) >= {"question", "points"}


def test_a_dash_reads_standard_input(run, monkeypatch):
    monkeypatch.setattr(sys, "stdin", standard_input('{"answers": {"lives_vary": 5}}'))

    status, out, _ = run("appraise", "-")

    assert status == 0
    assert json.loads(out)["coverage"] == pytest.approx(0.6 * 0.3 / 11)


def test_the_same_answers_print_the_same_bytes(run):
    assert run("appraise", MARKET_TOWN) == run("appraise", MARKET_TOWN)


def test_another_process_prints_the_same_bytes(run):
    _, here, _ = run("appraise", MARKET_TOWN)

    elsewhere = subprocess.run(
        [sys.executable, MANAGE, "appraise", MARKET_TOWN], capture_output=True, check=True
    )

    assert elsewhere.stdout.decode() == here


def test_the_method_is_printed_in_its_public_shape(run):
    status, out, _ = run("export_method")

    found = json.loads(out)
    assert status == 0
    assert (found["version"], found["hash"], found["lambda"]) == ("2026.1", METHOD.hash, 0.6)
    assert set(found) >= {
        "approaches",
        "criteria",
        "goals",
        "questions",
        "spread",
        "gates",
        "sources",
    }
    assert set(found["criteria"][0]) >= {"key", "group", "weight", "questions"}
    assert set(found["goals"][0]) >= {"key", "strengths"}
    assert set(found["questions"][0]) >= {
        "key",
        "section",
        "criterion",
        "type",
        "short_route",
        "levels",
    }


def test_the_levels_of_a_scale_are_printed_with_their_effects(run):
    _, out, _ = run("export_method")

    [question] = [q for q in json.loads(out)["questions"] if q["key"] == "lives_vary"]
    assert [level["key"] for level in question["levels"]] == [1, 2, 3, 4, 5]
    assert [level["strengths"]["competitive"] for level in question["levels"]] == [
        1,
        0.5,
        0,
        -0.5,
        -1,
    ]


# Mistakes

MISTAKES = {
    "unknown question": ('{"answers": {"nonsense": 1}}', ["“nonsense”", "lives_vary"]),
    "unknown level": ('{"answers": {"lives_vary": 6}}', ["lives_vary", "6", "1, 2, 3, 4, 5"]),
    "a level as a decimal": ('{"answers": {"lives_vary": 3.0}}', ["3.0 is not an answer"]),
    "not a number": ('{"goals": {"prevention": NaN}}', ["NaN is not a number of points"]),
    "beyond all numbers": ('{"goals": {"prevention": 1e999999999}}', ["is not a number of points"]),
    "key given twice": (
        '{"answers": {"lives_vary": 1, "lives_vary": 5}, "goals": {}, "goals": {}}',
        ["“lives_vary” is given more than once", "“goals” is given more than once"],
    ),
    "not JSON": ("{'answers': {}}", ["answers.json is not JSON"]),
    "cut off": ('{"answers": {', ["is not JSON"]),
    "not UTF-8": ('{"note": "£"}'.encode("latin-1"), ["is not JSON"]),
    "deeper than can be read": ("[" * 200_000, ["is not JSON"]),
    "a number of many digits": ("1" * 10_000, ["is not JSON"]),
    "no object": ("[]", ["the answers file must be an object", "not a list"]),
}


@pytest.mark.parametrize(("content", "said"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_on_standard_error_with_status_two(appraise_file, content, said):
    status, out, err = appraise_file(content)

    assert (status, out) == (2, "")
    assert all(words in err for words in said)
    assert "Traceback" not in err


def test_every_mistake_is_told(appraise_file):
    _, _, err = appraise_file('{"answers": {"lives_vary": 6, "service": 7}, "goals": {"x": 1}}')

    assert all(words in err for words in ["lives_vary: 6", "service: 7", "“x” is not a goal"])


def test_a_missing_file_is_named(run, tmp_path):
    status, out, err = run("appraise", tmp_path / "nowhere.json")

    assert (status, out) == (2, "")
    assert "nowhere.json cannot be read: No such file or directory" in err


def test_a_folder_is_not_an_answers_file(run, tmp_path):
    status, out, err = run("appraise", tmp_path)

    assert (status, out) == (2, "")
    assert "cannot be read" in err


@pytest.mark.parametrize("command", [["appraise", MARKET_TOWN], ["export_method"]])
def test_an_unknown_version_is_named_with_those_there_are(run, command):
    status, out, err = run(*command, "--version-of-method", "1999.1")

    assert (status, out) == (2, "")
    assert "There is no method 1999.1. There are: 2026.1." in err


def test_without_a_file_the_command_asks_for_one(run):
    status, out, err = run("appraise")

    assert (status, out) == (2, "")
    assert "ANSWERS.json" in err


def test_a_real_process_tells_a_mistake_on_standard_error_alone():
    found = subprocess.run(
        [sys.executable, MANAGE, "appraise", "-"],
        input=b'{"answers": {"lives_vary": 6}}',
        capture_output=True,
        check=False,
    )

    assert (found.returncode, found.stdout) == (2, b"")
    assert b"lives_vary: 6 is not an answer" in found.stderr
