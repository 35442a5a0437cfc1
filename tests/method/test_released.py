"""A released version of the method is never edited, and every version says what it changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from appraisal import checks
from appraisal.method.content import CURRENT_VERSION, VERSIONS, content_hash, load, method
from appraisal.method.released import MANIFEST, problems_of_released


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of versions in which 2026.1 has been released."""
    shutil.copytree(VERSIONS / "2026.1", tmp_path / "2026.1")
    manifest = f'[[released]]\nversion = "2026.1"\nhash = "{content_hash(tmp_path / "2026.1")}"\n'
    (tmp_path / MANIFEST).write_text(manifest)
    return tmp_path


def test_a_released_version_may_stay_as_it_is(folder):
    assert problems_of_released(folder) == []


def test_editing_a_released_version_is_told(folder):
    goals = folder / "2026.1" / "goals.toml"
    goals.write_text(goals.read_text("utf-8").replace("crisis", "trouble"), "utf-8")

    assert problems_of_released(folder) == [
        "released: 2026.1 has been edited. Undo that, and copy it to a new version."
    ]


def test_losing_a_released_version_is_told(folder):
    shutil.rmtree(folder / "2026.1")

    assert problems_of_released(folder) == [
        "released: 2026.1 has no folder. Bring it back: appraisals depend on it."
    ]


def test_the_versions_of_this_product_are_as_they_were_released():
    assert problems_of_released() == []
    assert checks.released_versions_are_untouched(None) == []


def test_a_version_says_first_what_it_changed(tmp_path):
    shutil.copytree(VERSIONS / "2026.1", tmp_path / "2026.2")
    path = tmp_path / "2026.2" / "method.toml"
    text = path.read_text("utf-8")
    path.write_text(text.replace('version = "2026.1"', 'version = "2026.2"', 1), "utf-8")

    with pytest.raises(Exception, match="the newest “change” is not of this version"):
        load(tmp_path / "2026.2")


def test_what_the_readings_disagreed_on_is_left_at_nothing_and_argued():
    chosen = method(CURRENT_VERSION)

    of_questions = {
        (part.key, open_.approach) for part in chosen.questions for open_ in part.undecided
    }
    of_goals = {(part.key, open_.approach) for part in chosen.goals for open_ in part.undecided}

    assert of_goals == {("inequality", "personalised")}
    assert of_questions == {
        ("service", "outcome_based"),
        ("quality_ratings", "relational"),
        ("quality_ratings", "competitive"),
    }
    assert chosen.goal_by_key["inequality"].effect("personalised") == 0
    assert chosen.question_by_key["service"].effect("ld_sl", "outcome_based") == 0
