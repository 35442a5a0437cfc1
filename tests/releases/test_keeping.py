"""A release is kept once, published once, and stays as it is."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from reports.national.catalogue import CATALOGUE, TABLES, Catalogue
from reports.national.groups import GROUPS
from reports.national.release import Refused, build
from reports.national.release import Release as Built
from reports.releases.gathering import contributions
from reports.releases.keeping import built as read_back
from reports.releases.keeping import keep, kept, publish, says_the_same
from reports.releases.models import (
    CountedAppraisal,
    Publication,
    Release,
    ReleasedGroup,
    ReleasedRow,
)
from tests.releases.sharing import QUARTER, SECRET

SNAPSHOT = (Release, Publication, ReleasedGroup, ReleasedRow, CountedAppraisal)


@pytest.fixture
def release(db: None, built: Built) -> Release:
    """A release that is kept, and published."""
    stored = keep(built.bytes, built.members)
    publish(QUARTER)
    return stored


def test_the_nation_is_shown_and_is_read_back_as_it_was_built(db, built):
    stored = keep(built.bytes, built.members)

    again = read_back(Release.objects.get(pk=stored.pk))
    assert again.bytes == built.bytes
    assert again.members == built.members
    assert (again.policy, again.catalogue) == (built.policy, CATALOGUE.fingerprint)
    assert stored.hash == hashlib.sha256(built.bytes).hexdigest() == again.hash
    assert {each.group: each.state for each in again.shown}["england"] == "counted"


def test_building_it_again_from_the_database_gives_the_same_bytes(sector, built):
    given = contributions()

    again = build(QUARTER, tuple(reversed(given)), (), SECRET)

    assert again.bytes == built.bytes


def test_building_it_a_hundred_times_gives_the_same_bytes(sector):
    """Of two tables, as building all of them a hundred times would take minutes."""
    small = Catalogue(TABLES[1:3], GROUPS)

    hashes = {build(QUARTER, contributions(), (), SECRET, catalogue=small).hash for _ in range(100)}

    assert len(hashes) == 1


def test_the_tables_for_pages_say_what_the_proof_file_says(release):
    assert says_the_same(release)
    groups = json.loads(bytes(release.content))["groups"]
    assert [each.key for each in release.groups.order_by("position")] == [
        each["group"] for each in groups
    ]


def test_a_release_that_exists_is_neither_kept_nor_published_again(release, built):
    with pytest.raises(Refused, match="exists already"):
        keep(built.bytes, built.members)
    with pytest.raises(Refused, match="published already"):
        publish(QUARTER)
    with pytest.raises(Refused, match="exists already"):
        build(QUARTER, (), kept(), SECRET)

    assert Release.objects.count() == Publication.objects.count() == 1


@pytest.mark.parametrize("model", SNAPSHOT)
def test_the_database_refuses_to_change_or_delete_what_is_kept(release, model: Any):
    table = connection.ops.quote_name(model._meta.db_table)
    column = connection.ops.quote_name(model._meta.pk.column)

    for statement in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"):
        with (
            pytest.raises(DatabaseError, match="A release never changes"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
    assert model.objects.exists()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
@pytest.mark.parametrize("model", SNAPSHOT)
def test_the_database_refuses_to_empty_the_tables(release, model: Any):
    with (
        pytest.raises(DatabaseError, match="A release never changes"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        # As it would be at the end of the transaction that kept it.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"TRUNCATE {model._meta.db_table} CASCADE")


def test_what_is_made_up_can_be_deleted_and_not_changed(db, built):
    keep(built.bytes, built.members, is_synthetic=True)

    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        Release.objects.update(quarter="2026-Q1")
    Release.objects.filter(is_synthetic=True).delete()

    assert not any(model.objects.exists() for model in SNAPSHOT)


def test_releases_are_published_in_order(db, built):
    keep(built.bytes, built.members)
    later = built.bytes.replace(b'"quarter": "2026-Q2"', b'"quarter": "2026-Q3"')
    keep(later, built.members)

    with pytest.raises(Refused, match="2026-Q2 comes first"):
        publish("2026-Q3")
    with pytest.raises(Refused, match="no release of 2026-Q4"):
        publish("2026-Q4")


def test_a_release_that_somebody_changed_is_not_published(db, built):
    stored = keep(built.bytes, built.members)
    forged = Release(
        **{
            field.attname: getattr(stored, field.attname)
            for field in Release._meta.concrete_fields
            if field.name != "id"
        }
        | {"quarter": "2026-Q1", "hash": "0" * 64}
    )
    forged.save()

    with pytest.raises(Refused, match="not what was built"):
        publish("2026-Q1")


def test_a_release_with_another_cell_in_its_tables_is_not_published(db, built):
    stored = keep(built.bytes, built.members)
    ReleasedRow.objects.create(
        group=stored.groups.get(key="england"), position=99, table="leading", key="added", mean=5
    )

    with pytest.raises(Refused, match="something else than its proof file"):
        publish(QUARTER)
    assert not Publication.objects.exists()


def test_a_release_of_another_catalogue_is_not_kept(db, built):
    other = built.bytes.replace(CATALOGUE.fingerprint.encode(), b"0" * 64)

    with pytest.raises(Refused, match="another catalogue"):
        keep(other, built.members)
