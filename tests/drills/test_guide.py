"""The commands of docs/operations, followed from top to bottom on a machine like Debian's."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.drills.debian import Machine, bare_machine, chapter, run_as_systemd

pytestmark = pytest.mark.skipif(
    os.geteuid() != 0 or not shutil.which("pg_createcluster"),
    reason="needs root and Debian's PostgreSQL",
)

(INSTALL,) = chapter("README.md", "With systemd")
(UPGRADE,) = chapter("upgrade.md", "With systemd")
BACK_UP, BACK_UP_CONTAINERS = chapter("backup.md", "Every day: a backup")
MAKE_DATABASE, RESTORE, RESTORE_CONTAINERS, CHECKSUMS = chapter("backup.md", "Restore")
KEEP_JOURNAL, COPY, GO_BACK, AS_BEFORE = chapter("backup.md", "Going back to a moment")
ENVIRONMENT, OWNER = "/etc/appraisal/environment", "/etc/appraisal/owner"
# As the guide writes them.
A_BACKUP, A_MOMENT = "appraisal-20261125T021000Z.dump", "2026-11-25 14:03:00+00"


@pytest.fixture(scope="module")
def machine() -> Iterator[Machine]:
    """Give a machine that was installed as the guide says."""
    folder = Path(tempfile.mkdtemp(prefix="drill.", dir="/tmp"))
    folder.chmod(0o755)
    machine = bare_machine(folder)
    try:
        machine.unpack("VERSION")
        machine.follow(INSTALL)
        yield machine
    finally:
        machine.end()
        shutil.rmtree(folder, ignore_errors=True)


def backups(machine: Machine) -> list[Path]:
    return sorted((machine.folder / "var/backups/appraisal").glob("*.dump"))


def checksums(machine: Machine) -> str:
    return machine.follow(CHECKSUMS, at="/srv/appraisal/")


def drop_restored(machine: Machine) -> None:
    machine.ask("DROP DATABASE appraisal_restored WITH (FORCE)")


def test_pages_are_served_by_a_role_that_owns_nothing_and_backups_made_by_the_one_that_does(
    machine: Machine,
):
    for name in (ENVIRONMENT, OWNER):
        assert Path(machine.here(name)).stat().st_mode & 0o777 == 0o600
    owners = "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'"
    assert machine.ask(owners) == "appraisal-owner"
    assert "appraisal-web" in Path(machine.here(ENVIRONMENT)).read_text()
    assert backups(machine)

    machine.run("systemctl start appraisal-daily")
    as_web, at = [machine.here(ENVIRONMENT)], machine.here("/srv/appraisal/")
    asked = [".venv/bin/python", "manage.py", "print_documents", "--until-empty"]
    assert run_as_systemd(asked, as_web, at) == 0
    folder = machine.here("/var/backups/as-web")
    assert run_as_systemd(["scripts/backup", folder], as_web, at) != 0
    assert not list(Path(folder).iterdir())


def test_backups_end_after_as_many_days_as_the_guide_says(machine: Machine):
    folder = Path(machine.here("/var/backups/appraisal"))
    files = [machine.here(each) for each in (ENVIRONMENT, OWNER)]
    (until_30, until_14) = (
        line.partition("#")[0].split() for line in machine.here(BACK_UP).splitlines()
    )
    days = {13, 14, 29, 30}
    for each in days:
        # An hour over, as the day before it was a moment too young.
        old = f"touch --date '{each * 24 + 1} hours ago' {folder}/appraisal-{each}.dump"
        machine.run(f"{old} {folder}/appraisal-{each}.dump.sha256 {folder}/of-others-{each}")

    for backup, kept in ((until_30, {13, 14, 29}), (until_14, {13})):
        time.sleep(1)
        assert run_as_systemd(backup, files, machine.here("/srv/appraisal/")) == 0
        there = {each.name for each in folder.iterdir()}
        for suffix in ("dump", "dump.sha256"):
            assert {each for each in days if f"appraisal-{each}.{suffix}" in there} == kept
        assert {each for each in days if f"of-others-{each}" in there} == days


def test_a_backup_is_restored(machine: Machine):
    time.sleep(1)
    machine.run("systemctl start appraisal-backup")
    before = checksums(machine)
    latest = backups(machine)[-1].name
    machine.follow(MAKE_DATABASE)
    machine.put(OWNER, "/appraisal\n", "/appraisal_restored\n")
    try:
        machine.follow(RESTORE.replace(A_BACKUP, latest), at="/srv/appraisal/")

        assert checksums(machine) == before
        rights = "SELECT has_table_privilege('appraisal-web', 'appraisal_appraisal', 'SELECT')"
        assert machine.ask(rights, "appraisal_restored") == "t"
    finally:
        machine.put(OWNER, "/appraisal_restored\n", "/appraisal\n")
        drop_restored(machine)


def test_what_containers_are_asked_for_is_a_backup_that_can_be_restored(machine: Machine):
    at = "/srv/commissioning-appraisal"
    Path(machine.here(at)).symlink_to("appraisal-VERSION")
    counted = "SELECT count(*) FROM appraisal_steprevision"

    said = machine.follow(BACK_UP_CONTAINERS)
    name = Path(said.strip()).name
    machine.follow(RESTORE_CONTAINERS.replace(A_BACKUP, name), at)

    assert machine.ask(counted, "appraisal_restored") == machine.ask(counted)
    drop_restored(machine)


def test_a_new_version_is_put_in(machine: Machine):
    machine.unpack("NEW")
    machine.ask(
        "CREATE TABLE of_the_new_version (); ALTER TABLE of_the_new_version "
        'OWNER TO "appraisal-owner"'
    )

    machine.follow(UPGRADE)

    assert Path(machine.here("/srv/appraisal")).resolve().name == "appraisal-NEW"
    rights = "SELECT has_table_privilege('appraisal-web', 'of_the_new_version', 'SELECT')"
    assert machine.ask(rights) == "t"
    machine.ask("DROP TABLE of_the_new_version")


def test_one_goes_back_to_the_moment_before_a_mistake(machine: Machine):
    machine.follow(KEEP_JOURNAL)
    assert machine.ask("SHOW archive_timeout") == "1min"
    # As where a standby is waited for: the base backup has it too.
    machine.ask("ALTER SYSTEM SET synchronous_standby_names = '*'")
    machine.follow(COPY)
    machine.ask("INSERT INTO django_content_type (app_label, model) VALUES ('a', 'b')")
    before = checksums(machine)
    moment = machine.ask("SELECT now()")
    time.sleep(1)
    machine.ask("TRUNCATE appraisal_appraisal CASCADE")
    machine.ask("SELECT pg_switch_wal()")

    machine.follow(GO_BACK.replace(A_MOMENT, moment))

    while machine.ask("SELECT pg_is_in_recovery()") != "f":
        time.sleep(0.2)
    assert checksums(machine) == before
    # It would wait for a standby here.
    machine.ask("CREATE TABLE a_save (); DROP TABLE a_save")
    machine.follow(AS_BEFORE)
    assert machine.ask("SHOW archive_mode") == "on"
    assert checksums(machine) == before
