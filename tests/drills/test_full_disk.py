"""The disk of PostgreSQL is really full: nobody is told that something was saved that was not.

On a small disk in memory, which only root can make.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from shutil import rmtree

import pytest
import requests

from tests.browser.server import Server
from tests.drills.cluster import Cluster, children, cluster
from tests.drills.crowd import Crowd
from tests.drills.ledger import (
    WITH_A_GAP,
    ask_for_document,
    issued_once,
    state_of_document,
    without_database_trouble,
)

DISK = "400m"
SAVERS = 3
SAVES_BETWEEN = 12
TIMES_REFUSED = 4
FULL = "there is no room left"
GONE = "our database does not answer"
# More files of the journal than are kept for later use.
MOST_SWITCHES = 60


class Machine:
    """A copy of the product whose database lies on a disk that can be filled."""

    def __init__(self, disk: Path, database: Cluster, folder: Path) -> None:
        self.rest = disk / "rest"
        self.database = database
        self.server = Server(folder, database.url)
        self.people = Crowd(self.server.log)
        self.postmaster = self.found_postmaster()

    def found_postmaster(self) -> str:
        return (self.database.data / "postmaster.pid").read_text().split()[0]

    def start(self) -> None:
        self.server.prepare()
        self.server.start()
        self.server.start_printing()
        self.web_processes = children(self.server.process.pid)
        self.people.begin(SAVERS, self.server.url)
        self.people.wait_until_it_goes_on(SAVES_BETWEEN)

    def fill_the_disk(self) -> None:
        with self.rest.open("wb", buffering=0) as file:
            for size in (1 << 20, 1 << 12):
                with suppress(OSError):
                    while file.write(bytes(size)) == size:
                        pass
        assert os.statvfs(self.rest.parent).f_bavail == 0

    def make_room(self) -> None:
        self.rest.unlink()

    def have_files_for_the_journal(self) -> None:
        """Let files of the journal be there for later use, as they are on a server in use."""
        for _ in range(4):
            self.people.wait_until_it_goes_on(1)
            self.database.ask("SELECT pg_switch_wal()")
        self.database.ask("CHECKPOINT")

    def use_them_up(self) -> None:
        """Let PostgreSQL want more of them than there is room for, which it cannot do without."""
        for _ in range(MOST_SWITCHES):
            if not self.database.is_running():
                return
            with suppress(AssertionError):
                self.database.ask("SELECT txid_current()")
                self.database.ask("SELECT pg_switch_wal()")
        pytest.fail("PostgreSQL still runs.")


@pytest.fixture
def disk() -> Iterator[Path]:
    if os.geteuid() != 0:
        pytest.skip("Only root can make a disk that may be filled.")
    place = Path(tempfile.mkdtemp(prefix="disk.", dir="/tmp"))
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK},mode=0755", "tmpfs", str(place)]
    made = subprocess.run(mount, capture_output=True, text=True)
    if made.returncode != 0:
        place.rmdir()
        pytest.skip(f"A small disk cannot be made here: {made.stderr.strip()}")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)
        place.rmdir()


@pytest.fixture
def machine(disk: Path) -> Iterator[Machine]:
    folder = Path(tempfile.mkdtemp(prefix="drill.", dir="/tmp"))
    folder.chmod(0o755)
    with cluster(disk / "database") as database:
        machine = Machine(disk, database, folder)
        try:
            machine.start()
            yield machine
        finally:
            machine.people.give_up()
            machine.server.stop()
    rmtree(folder, ignore_errors=True)


def test_with_a_full_disk_saves_are_refused_all_can_be_read_and_nothing_is_lost(machine: Machine):
    people, database = machine.people, machine.database
    machine.have_files_for_the_journal()
    ask_for_document(1, database)
    people.wait_until(lambda: state_of_document(1, database) == "printing")

    machine.fill_the_disk()
    people.wait_until_all_are_told(FULL, TIMES_REFUSED)
    pages = people.read_all()
    ready = requests.get(f"{machine.server.url}/readyz", timeout=20).status_code
    refused = people.times_told(FULL)
    print(f"\nFull: {refused} saves refused, {pages} of {pages} pages read, /readyz says {ready}.")
    assert ready == 200
    assert state_of_document(1, database) != "failed"
    assert machine.found_postmaster() == machine.postmaster

    machine.make_room()
    goes_on(machine)


def test_without_room_for_its_journal_postgresql_stops_and_saving_goes_on_when_it_is_back(
    machine: Machine,
):
    machine.fill_the_disk()
    machine.use_them_up()
    machine.people.wait_until_all_are_told(GONE, TIMES_REFUSED)
    print(f"\nStopped: {machine.people.times_told(GONE)} saves refused.")

    machine.make_room()
    machine.database.start()
    goes_on(machine)


def goes_on(machine: Machine) -> None:
    """See that all goes on without a restart of ours, and that nothing is missing."""
    people, database = machine.people, machine.database
    ask_for_document(2, database)
    people.wait_until_it_goes_on(SAVES_BETWEEN)
    people.wait_until(lambda: state_of_document(2, database) == "ready")
    people.leave()

    print(f"Saves: {people.nothing_is_wrong(database)}. Documents issued: {issued_once(database)}.")
    print(f"What people saw besides: {dict(people.seen)}.")
    assert people.seen["text lost"] == 0
    assert database.ask(WITH_A_GAP) == "0"
    assert children(machine.server.process.pid) == machine.web_processes
    assert machine.server.printer and machine.server.printer.poll() is None
    log = machine.server.log.read_text()
    assert "Internal Server Error" not in without_database_trouble(log)
