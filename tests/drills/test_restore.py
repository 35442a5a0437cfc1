"""What was backed up comes back: every row of it, and the very same report.

The commands are those of docs/operations/backup.md.
"""

from __future__ import annotations

import hashlib
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from shutil import copy2, rmtree

import pytest

from tests.drills.cluster import ROOT, Cluster, as_owner_of, cluster


@pytest.fixture
def folder() -> Iterator[Path]:
    """Return a folder that PostgreSQL's user can reach, which pytest's own it cannot."""
    made = Path(tempfile.mkdtemp(prefix="drill.", dir="/tmp"))
    made.chmod(0o755)
    yield made
    rmtree(made, ignore_errors=True)


def filled(one: Cluster, folder: Path) -> str:
    """Fill a database with the example and an issued report; return the report's hash."""
    report = folder / "before.pdf"
    one.manage("prepare", "--sample", report)
    one.manage("print_documents", "--until-empty")
    return sha256(report)


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def counts(checksums: str) -> dict[str, int]:
    lines = [line.split() for line in checksums.splitlines()]
    return {table: int(count) for table, count, _ in lines}


def test_a_fresh_cluster_holds_all_that_was_backed_up(folder: Path):
    with cluster(folder / "old") as old:
        before = filled(old, folder)
        checksums = old.product("scripts/checksums")
        (backup,) = old.product("scripts/backup", folder / "backups").split()

    assert counts(checksums)["people_organisation"] > 100
    assert counts(checksums)["appraisal_steprevision"] > 0
    with cluster(folder / "new") as new:
        new.product("scripts/restore", backup)
        assert new.product("scripts/checksums") == checksums

        again = folder / "after.pdf"
        new.manage("prepare", "--sample", again)
        assert sha256(again) == before
        issued = "SELECT count(*) FROM reports_issuedfile WHERE encode(sha256(content), 'hex')"
        assert new.ask(f"{issued} <> sha256") == "0"
    rows, tables = sum(counts(checksums).values()), len(counts(checksums))
    print(f"\nRestored {rows} rows of {tables} tables; the report has SHA-256 {before} again.")


def test_a_backup_that_was_changed_is_refused_and_nothing_is_restored_over_another(folder: Path):
    with cluster(folder / "one") as one:
        one.manage("migrate", "--verbosity", "0")
        (backup,) = one.product("scripts/backup", folder / "backups").split()

        with pytest.raises(AssertionError, match=r"the database holds \d+ tables"):
            one.product("scripts/restore", backup)
        with Path(backup).open("r+b") as file:
            file.seek(2_000)
            file.write(b"changed")
        with pytest.raises(AssertionError, match="its SHA-256 differs"):
            one.product("scripts/restore", backup)


def test_one_can_go_back_to_the_moment_before_a_mistake(folder: Path):
    journal = folder / "journal"
    journal.mkdir()
    as_owner_of(journal)
    # Where PostgreSQL's user can reach it, wherever our own folder is.
    script = copy2(ROOT / "scripts" / "archive-wal", folder)
    settings = {
        "wal_level": "replica",
        "archive_mode": "on",
        "archive_command": f"{script} %p %f {journal}",
    }
    with cluster(folder / "live", **settings) as live:
        live.manage("migrate", "--verbosity", "0")
        live.manage("load_councils")
        base = folder / "base"
        live.program("pg_basebackup", "--pgdata", str(base))
        # After the base backup, so it has to come from the journal.
        live.manage("prepare")
        before = live.product("scripts/checksums")
        moment = live.ask("SELECT now()")
        time.sleep(1)
        live.ask("DELETE FROM reports_issuedfile; TRUNCATE appraisal_appraisal CASCADE")
        live.ask("SELECT pg_switch_wal()")
        wait_until_archived(live)

    recovered = Cluster(folder / "recovered")
    try:
        subprocess.run(
            ["scripts/recover", base, journal, recovered.data, moment], cwd=ROOT, check=True
        )
        as_owner_of(recovered.data)
        recovered.start()
        wait_until_writable(recovered)
        assert recovered.product("scripts/checksums") == before
        recovered.manage("prepare")
    finally:
        recovered.end()


def wait_until_archived(live: Cluster) -> None:
    latest = time.monotonic() + 60
    waiting = "SELECT count(*) FROM pg_ls_archive_statusdir() WHERE name LIKE '%.ready'"
    while live.ask(waiting) != "0":
        assert time.monotonic() < latest, live.ask("SELECT * FROM pg_stat_archiver")
        time.sleep(0.2)


def wait_until_writable(one: Cluster) -> None:
    latest = time.monotonic() + 60
    while one.ask("SELECT pg_is_in_recovery()") != "f":
        assert time.monotonic() < latest, (one.data / "server.log").read_text()
        time.sleep(0.2)
