"""Releases of the national picture: the same bytes each time, and refused where they must be."""

from __future__ import annotations

import hashlib
import json
import random
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from appraisal.method.content import CURRENT_VERSION, method
from reports.national.catalogue import CATALOGUE, CORE, MOST_TABLES, TABLES
from reports.national.contributions import Contribution, band
from reports.national.groups import GROUPS, TYPES
from reports.national.policy import VERSION_1
from reports.national.protect import Lots, share
from reports.national.release import Refused, build
from reports.national.synthetic import councils, quarters, sector
from reports.national.tabulate import latest, tabulate
from tests.national.worlds import NO_LOT, SECRET, YES_NO, crowd, one_question, releases, says

COUNCILS = Path(__file__).parents[2] / "people" / "data" / "councils.csv"


@pytest.fixture(scope="module")
def first():
    """The first quarter of a made-up sector, and its release."""
    given = sector(councils(COUNCILS), seed=3, number=1)[0]
    return given, build("2027-Q1", given, (), SECRET, NO_LOT)


# The same again


def test_a_hundred_builds_are_the_same_to_the_byte():
    quarters_given = [crowd("a", 6, 6), (*crowd("a", 6, 6), *crowd("b", 4, 3))]
    shuffled = random.Random(1)

    found = set()
    for _ in range(100):
        given = [shuffled.sample(each, len(each)) for each in quarters_given]
        found.add(releases(given)[-1].bytes)

    assert len(found) == 1


def test_a_release_of_the_whole_catalogue_is_the_same_again_in_any_order(first):
    given, release = first

    again = build("2027-Q1", tuple(reversed(given)), (), SECRET, NO_LOT)

    assert again.bytes == release.bytes
    assert again.hash == hashlib.sha256(release.bytes).hexdigest()


def test_another_secret_rounds_otherwise(first):
    given, release = first

    other = build("2027-Q1", given, (), SECRET[::-1], NO_LOT)

    assert other.bytes != release.bytes


def test_what_is_published_is_json_with_every_group_and_nobody_s_name(first):
    given, release = first

    document = json.loads(release.bytes)

    assert [each["group"] for each in document["groups"]] == [group.key for group in GROUPS]
    assert not any(each.organisation.encode() in release.bytes for each in given)
    for group in document["groups"]:
        for row in group.get("rows", {}).values():
            assert row == "too_uniform" or all(count % 5 == 0 for count in row["counts"].values())
        assert all(mean % 5 == 0 for mean in group.get("means", {}).values())


# Refusals


def test_a_release_that_exists_cannot_be_built_again():
    found = releases([crowd("a", 6, 6)])

    with pytest.raises(Refused, match="exists already"):
        build("2027-Q1", crowd("a", 6, 6), found, SECRET, NO_LOT, YES_NO)


def test_releases_are_built_in_order():
    found = releases([crowd("a", 6, 6)])

    with pytest.raises(Refused, match="in order"):
        build("2026-Q4", crowd("a", 6, 6), found, SECRET, NO_LOT, YES_NO)


def test_another_catalogue_or_policy_needs_a_new_version_of_the_audit():
    found = releases([crowd("a", 6, 6)])

    for policy, catalogue in ((NO_LOT, one_question("yes", "no", "perhaps")), (VERSION_1, YES_NO)):
        with pytest.raises(Refused, match="another policy or catalogue"):
            build("2027-Q2", crowd("a", 6, 6), found, SECRET, policy, catalogue)


def test_an_organisation_contributes_once():
    given = (*crowd("a", 6, 6), says("a0", "no", version="2"))

    with pytest.raises(Refused, match="one appraisal"):
        releases([given])


def test_a_short_secret_is_refused():
    with pytest.raises(ValueError, match="at least 32 bytes"):
        releases([crowd("a", 6, 6)], secret=b"short")


# Rounding


def test_rounding_keeps_a_count_on_average_and_moves_it_by_less_than_five():
    for count in range(31):
        found = [Lots(SECRET, str(at)).rounded(count, 5, "place") for at in range(600)]

        assert all(each % 5 == 0 and abs(each - count) < 5 for each in found)
        assert abs(sum(found) / len(found) - count) < 0.4


def test_a_share_is_a_band_worked_out_from_what_is_shown():
    assert share(10, 22, VERSION_1) == share(10, 24, VERSION_1) == 40
    assert share(25, 25, VERSION_1) == 90
    assert share(30, 27, VERSION_1) == 90


# The catalogue


def test_the_catalogue_has_at_most_twelve_tables_and_no_row_twice():
    keys = [key for table in TABLES for key in table.keys]

    assert len(TABLES) <= MOST_TABLES
    assert len(keys) == len(set(keys))


def test_every_row_reads_levels_of_the_method_that_is_there():
    questions = {question.key: question for question in method(CURRENT_VERSION).questions}
    found = {"leading", "verdict", "best_score"}

    for row in CATALOGUE.rows:
        if row.key not in found:
            levels = {str(key) for key in questions[row.key].level_keys}
            assert set(row.codes) == levels


def test_every_scored_question_is_in_a_row():
    asked = {question.key for question in method(CURRENT_VERSION).questions if question.scored}

    assert asked <= {row.key for row in CATALOGUE.rows}


def test_every_council_is_in_one_region_and_one_type():
    for each in councils(COUNCILS):
        for kind in ("region", "type"):
            assert sum(g.kind == kind and g.holds(each.region, each.kind) for g in GROUPS) == 1


def test_london_is_one_group_however_it_is_called():
    (london,) = (group for group in TYPES if group.same_as)

    for each in councils(COUNCILS):
        assert london.holds(each.region, each.kind) == (each.region == "London")


def test_the_leading_approach_and_the_verdict_go_together_as_the_auditor_believes():
    (bond,) = CATALOGUE.bonds
    by_key = {row.key: row for row in CATALOGUE.rows}
    for verdict in ("clear", "leaning", "no_clear_difference", "too_early"):
        for leader in (*(key for key, _ in CORE), None):
            each = Contribution("o", "1", "", "", verdict, leader or "relational")
            levels = each.levels()
            pair = tuple(by_key[key].code(levels[key]) for key in bond.rows)
            assert pair in bond.together


def test_a_score_falls_in_the_band_that_it_reaches():
    assert [band(score) for score in (49.9, 50, 54.9, 55, 60)] == [
        "under_50",
        "50_to_55",
        "50_to_55",
        "55_to_60",
        "60_and_over",
    ]


# Counting


def test_of_an_organisation_the_latest_shared_appraisal_counts_and_ten_count_once():
    appraisals = pd.DataFrame(
        [
            ("kent", "1", 1, True, True),
            ("kent", "2", 2, True, True),
            ("kent", "3", 3, False, True),
            ("hull", "4", 9, True, False),
            ("bath", "5", 5, True, True),
        ],
        columns=["organisation", "version", "concluded", "shared", "verified"],
    )

    chosen = latest(appraisals)

    assert list(zip(chosen["organisation"], chosen["version"], strict=True)) == [
        ("bath", "5"),
        ("kent", "2"),
    ]


def test_every_organisation_of_a_group_falls_under_one_value_of_each_row(first):
    given, _ = first

    tables = tabulate(given, CATALOGUE, GROUPS)

    for group in GROUPS:
        inside = sum(group.holds(each.region, each.kind) for each in given)
        for row in CATALOGUE.rows:
            assert sum(tables.counts[group.key, row.key].values()) == inside


def test_an_answer_that_is_missing_counts_as_not_known():
    given = [
        replace(
            says("a", "yes"),
            answers={"lives_vary": None},
            readiness=dict.fromkeys([key for key, _ in CORE], 50.0),
        )
    ]

    tables = tabulate(given, CATALOGUE, GROUPS[:1])

    assert tables.counts["england", "lives_vary"]["not_known"] == 1
    assert tables.counts["england", "provider_trust"]["not_known"] == 1


# The made-up sector


def test_the_made_up_sector_joins_leaves_and_changes_the_same_way_each_time():
    among = councils(COUNCILS)

    found = sector(among, seed=1, number=3)

    assert found == sector(among, seed=1, number=3)
    assert quarters(2027, 5)[-1] == "2028-Q1"
    names = [{each.organisation: each.version for each in quarter} for quarter in found]
    assert names[1].keys() - names[0].keys()
    assert names[0].keys() - names[1].keys()
    assert any(names[1].get(name, "1") != version for name, version in names[0].items())
