"""The commands that build and publish, and what they tell whoever runs them, and the log."""

from __future__ import annotations

import io
import json
import logging
import re
from datetime import date
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from people import councils
from people.models import Organisation
from reports.national.release import Release as Built
from reports.releases import made_up
from reports.releases.made_up import sector as made_up_sector
from reports.releases.models import Publication, Release
from reports.releases.quarters import last_day
from tests.releases.sharing import QUARTER, SECRET, share_many


def run(command: str, *words: str) -> str:
    out = io.StringIO()
    call_command(command, *words, stdout=out)
    return out.getvalue()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch, built: Built) -> None:
    """Let the command find a release that was built before, as building one takes seconds."""
    monkeypatch.setattr(
        "reports.management.commands.build_release.build", lambda *given, **said: built
    )


def test_it_is_shown_first_then_kept_then_published(sector, caplog):
    caplog.set_level(logging.DEBUG)

    shown = run("build_release", QUARTER)
    stored_nothing = not Release.objects.exists()
    kept = run("build_release", QUARTER, "--keep")
    not_yet = not Publication.objects.exists()
    published = run("publish_release", QUARTER)

    assert stored_nothing and not_yet
    assert "England: shown: 20 or more organisations" in shown
    assert "London: not shown. Fewer than 10 organisations contribute." in shown
    assert "Nothing was stored. To keep this release, for good" in shown
    assert "Kept, and not yet published" in kept
    [digest] = set(re.findall(r"SHA-256: ([0-9a-f]{64})", shown + kept + published))
    assert Publication.objects.get().hash == digest
    # Nobody is named, and nothing is counted that is not published.
    told = shown + kept + published + caplog.text
    assert not [each for each in Organisation.objects.all() if each.official_name in told]
    assert "contribut" not in caplog.text and SECRET.decode() not in told


def test_groups_of_three_and_of_nine_look_the_same(db, built):
    """What is not shown does not even tell whether anyone contributes."""
    groups = json.loads(built.bytes)["groups"]
    silent = [each for each in groups if each["state"] == "not_shown"]

    assert len({each["group"] for each in silent}) > 5
    assert all(set(each) == {"group", "state"} for each in silent)


def test_a_release_that_exists_is_refused_in_words(db, quick):
    run("build_release", QUARTER, "--keep")

    with pytest.raises(CommandError, match=f"The release of {QUARTER} exists already"):
        run("build_release", QUARTER, "--keep")
    run("publish_release", QUARTER)
    with pytest.raises(CommandError, match="published already"):
        run("publish_release", QUARTER)


@pytest.mark.parametrize("command", ["build_release", "publish_release"])
@pytest.mark.parametrize("quarter", ["2027", "2027-Q5", "Q1-2027", "2027-q1", "1999-Q1"])
def test_what_is_no_quarter_is_refused_in_words(db, command, quarter):
    with pytest.raises(CommandError, match="is not a quarter"):
        run(command, quarter)


def test_a_quarter_that_is_not_over_can_be_looked_at_and_not_kept(db, quick):
    with pytest.raises(CommandError, match=r"2099-Q4 is not over.* 31 December 2099"):
        run("build_release", "2099-Q4", "--keep")

    assert "Nothing was stored" in run("build_release", "2099-Q4")


@pytest.mark.parametrize(
    ("quarter", "day"),
    [
        ("2027-Q1", date(2027, 3, 31)),
        ("2027-Q2", date(2027, 6, 30)),
        ("2027-Q3", date(2027, 9, 30)),
        ("2027-Q4", date(2027, 12, 31)),
    ],
)
def test_a_quarter_ends_with_its_third_month(quarter, day):
    assert last_day(quarter) == day


# The secret


def test_without_a_secret_nothing_is_built_and_it_says_what_to_do(db, monkeypatch):
    monkeypatch.delenv("NATIONAL_SECRET")

    with pytest.raises(CommandError, match=r"no secret.*openssl rand -hex 32.*_SECRET_FILE"):
        run("build_release", QUARTER)


def test_a_short_secret_is_refused(db, monkeypatch):
    monkeypatch.setenv("NATIONAL_SECRET", "short")

    with pytest.raises(CommandError, match="too short"):
        run("build_release", QUARTER)


def test_the_secret_may_lie_in_a_file(db, quick, monkeypatch, tmp_path):
    file = tmp_path / "secret"
    monkeypatch.delenv("NATIONAL_SECRET")
    monkeypatch.setenv("NATIONAL_SECRET_FILE", str(file))

    with pytest.raises(CommandError, match="cannot be read"):
        run("build_release", QUARTER)
    file.write_text(f"{SECRET.decode()}\n")
    assert "England" in run("build_release", QUARTER)


def test_pages_know_no_secret(settings):
    assert not [name for name in dir(settings) if "NATIONAL_SECRET" in name]


# The made-up sector


def test_the_made_up_sector_is_loaded_published_and_marked(db):
    said = run("load_synthetic_sector")

    assert [f"Made-up release: {each.stem}" for each in made_up.files()] == said.splitlines()
    assert not Release.objects.filter(is_synthetic=False).exists()
    assert Publication.objects.count() == len(made_up.files()) == made_up_sector.QUARTERS
    assert "loaded already" in run("load_synthetic_sector")
    assert "are gone" in run("load_synthetic_sector", "--remove")
    assert not Release.objects.exists()


def test_its_first_release_is_what_the_code_builds_today():
    """The others take minutes: manage.py load_synthetic_sector --rebuild builds them anew."""
    [first] = made_up_sector.built(1)

    assert made_up.files()[0].read_bytes() == first.bytes, (
        "The files of the made-up sector are of other code. Build them anew: "
        "manage.py load_synthetic_sector --rebuild"
    )


def test_made_up_and_real_releases_never_stand_side_by_side(db, quick, built):
    run("build_release", QUARTER, "--keep")

    with pytest.raises(CommandError, match="never stand beside"):
        run("load_synthetic_sector")


def test_a_real_release_is_audited_against_real_ones_alone(db, monkeypatch, built):
    """Made-up ones are not even in its way when they are of the same quarter."""
    councils.load()
    share_many(20)
    run("load_synthetic_sector")
    given: list[Any] = []

    def build(quarter: str, contributions: Any, earlier: Any, secret: bytes) -> Any:
        given.extend(earlier)
        return built

    monkeypatch.setattr("reports.management.commands.build_release.build", build)
    run("build_release", QUARTER, "--keep")

    assert given == []
    assert Release.objects.filter(is_synthetic=False).count() == 1
