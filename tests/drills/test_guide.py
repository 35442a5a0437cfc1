"""The commands of docs/operations, followed from top to bottom on a machine like Debian's."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.drills.debian import VERSION, Machine, bare_machine, chapter, run_as_systemd
from tests.drills.test_two_machines import (
    COPY as COPY_TO_STANDBY,
)
from tests.drills.test_two_machines import (
    HOW_IT_STANDS,
    MAKE_COPIER,
    MAKE_SLOT,
    MAY_COPY,
    PROMOTE,
    WAIT_FOR_STANDBY,
    guided,
)

pytestmark = pytest.mark.skipif(
    os.geteuid() != 0 or not shutil.which("pg_createcluster"),
    reason="needs root and Debian's PostgreSQL",
)

(INSTALL,) = chapter("README.md", "With systemd")
(UPGRADE,) = chapter("upgrade.md", "With systemd")
BACK_UP, BACK_UP_CONTAINERS = chapter("backup.md", "Every day: a backup")
MAKE_DATABASE, RESTORE, RESTORE_CONTAINERS, CHECKSUMS = chapter("backup.md", "Restore")
KEEP_JOURNAL, COPY, GO_BACK, AS_BEFORE = chapter("backup.md", "Going back to a moment")
MAKE_SECRET, *_ = chapter("../releases.md", "Once")
ENVIRONMENT, OWNER = "/etc/appraisal/environment", "/etc/appraisal/owner"
NATIONAL = "/etc/appraisal/national"
# As the guide writes them.
A_BACKUP, A_MOMENT = "appraisal-20261125T021000Z.dump", "2026-11-25 14:03:00+00"
LISTEN = guided("listen_addresses = 'localhost, 10.0.0.21'")
LET_IN = guided('host appraisal "appraisal-web","appraisal-owner" 10.0.0.11/32 scram-sha-256')


@contextmanager
def bare() -> Iterator[Machine]:
    folder = Path(tempfile.mkdtemp(prefix="drill.", dir="/tmp"))
    folder.chmod(0o755)
    machine = bare_machine(folder)
    try:
        yield machine
    finally:
        machine.end()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def machine() -> Iterator[Machine]:
    """Give a machine that was installed as the guide says."""
    with bare() as machine:
        machine.unpack("VERSION")
        machine.follow(INSTALL)
        yield machine


@pytest.fixture
def standby() -> Iterator[Machine]:
    with bare() as standby:
        yield standby


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
    asked = [".venv/bin/python", "manage.py", "print_documents", "--until-empty"]
    assert run_as_systemd(machine, "appraisal", asked, [ENVIRONMENT]) == 0
    folder = machine.here("/var/backups/as-web")
    machine.follow("install -d -o appraisal -g appraisal /var/backups/as-web")
    backup = ["scripts/backup", folder]
    assert run_as_systemd(machine, "appraisal", backup, [ENVIRONMENT]) != 0
    assert not list(Path(folder).iterdir())
    assert run_as_systemd(machine, "appraisal", backup, [ENVIRONMENT, OWNER]) == 0


def test_the_user_that_serves_pages_reads_no_backup_and_no_settings_of_the_owner(
    machine: Machine,
):
    backup = backups(machine)[-1]

    look, read = ["ls", str(backup.parent)], ["cat", f"{backup}.sha256"]
    for words in (look, read, ["cat", machine.here(OWNER)]):
        assert run_as_systemd(machine, "appraisal", words, []) != 0, words
    for words in (look, read):
        assert run_as_systemd(machine, "appraisal-owner", words, []) == 0, words


def test_the_secret_of_releases_reaches_those_who_build_them(machine: Machine):
    build = "scripts/with-settings python manage.py build_release 2026-Q1"
    with pytest.raises(AssertionError, match="no secret to round with"):
        machine.follow(build, at="/srv/appraisal/")

    machine.follow(MAKE_SECRET)

    assert Path(machine.here(NATIONAL)).stat().st_mode & 0o777 == 0o600
    assert "SHA-256" in machine.follow(build, at="/srv/appraisal/")


def test_backups_end_after_as_many_days_as_the_guide_says(machine: Machine):
    folder = Path(machine.here("/var/backups/appraisal"))
    (until_30, until_14) = (
        line.partition("#")[0].split() for line in machine.here(BACK_UP).splitlines()
    )
    days = {13, 14, 29, 30}
    for each in days:
        # An hour over, as the day before it was a moment too young.
        old = f"touch --date '{each * 24 + 1} hours ago' {folder}/appraisal-{each}.dump"
        machine.run(f"{old} {folder}/appraisal-{each}.dump.sha256 {folder}/of-others-{each}")
    machine.run(f"chown --reference {folder} {folder}/*")

    for backup, kept in ((until_30, {13, 14, 29}), (until_14, {13})):
        time.sleep(1)
        assert run_as_systemd(machine, "appraisal-owner", backup, [ENVIRONMENT, OWNER]) == 0
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

    before = machine.ask(counted)
    name = Path(machine.follow(BACK_UP_CONTAINERS).strip()).name
    machine.follow(RESTORE_CONTAINERS.replace(A_BACKUP, name), at)

    assert machine.ask(counted) == before != "0"
    machine.ask("DROP DATABASE appraisal", "postgres")
    machine.ask("ALTER DATABASE appraisal_before RENAME TO appraisal", "postgres")


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
    machine.ask(WAIT_FOR_STANDBY)
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
    # Else each save would wait for a standby that is not there.
    assert machine.ask("SHOW synchronous_standby_names") == ""
    machine.follow(AS_BEFORE)
    assert machine.ask("SHOW archive_mode") == "on"
    assert checksums(machine) == before


def test_a_standby_takes_the_place_of_the_database(machine: Machine, standby: Machine):
    """Configuration is not copied, so it is there on both, as the guide says."""
    here = "127.0.0.1/32"
    let_in = Path(machine.here("/etc/postgresql/15/main/pg_hba.conf"))
    as_installed = let_in.read_text()
    rules = (MAY_COPY.replace("10.0.0.22/32", here), LET_IN.replace("10.0.0.11/32", here))
    for each in (machine, standby):
        configuration = Path(each.here("/etc/postgresql/15/main"))
        with (configuration / "postgresql.conf").open("a") as file:
            file.write(f"{LISTEN}\n")
        old = configuration / "pg_hba.conf"
        # Before what Debian lets in besides.
        lines = [line for line in old.read_text().splitlines() if line.startswith("local")]
        old.write_text("\n".join([*lines, *rules]) + "\n")
        each.run("systemctl restart postgresql@15-main".replace("15", VERSION))
    machine.ask(MAKE_COPIER.replace("…", "of the drill"))
    machine.ask(MAKE_SLOT)

    standby.run("systemctl stop postgresql@15-main".replace("15", VERSION))
    folder = standby.here("/var/lib/postgresql/15/main")
    standby.run(f"rm -r {folder}/*")
    words = COPY_TO_STANDBY.replace("DATABASE", "127.0.0.1").replace("FOLDER", folder)
    at_database = f"PGPORT={machine.port} PGPASSWORD='of the drill'"
    standby.run(f"runuser -u postgres -- env {at_database} {words}")
    standby.run("systemctl start postgresql@15-main".replace("15", VERSION))
    while machine.ask(HOW_IT_STANDS) != "streaming|async":
        time.sleep(0.2)
    before = checksums(machine)
    machine.ask("SELECT pg_switch_wal()")

    machine.run("systemctl stop postgresql@15-main".replace("15", VERSION))
    assert standby.ask(PROMOTE) == "t"

    ports = f":{machine.port}/", f":{standby.port}/"
    machine.put(OWNER, *ports)
    try:
        assert checksums(machine) == before
        machine.run(
            "scripts/with-settings python manage.py prepare", machine.here("/srv/appraisal/")
        )
    finally:
        machine.put(OWNER, *reversed(ports))
        let_in.write_text(as_installed)
        machine.run("systemctl start postgresql@15-main".replace("15", VERSION))
        machine.ask("SELECT pg_drop_replication_slot('standby')")
