"""Whatever is killed while people save: what was acknowledged is there, once, and all goes on.

DRILL_CYCLES says how often something is killed: a web process, the printer and PostgreSQL in turn.
"""

from __future__ import annotations

import os
import random
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree

import pytest

from tests.browser.server import Server
from tests.drills.cluster import Cluster, children, cluster, is_alive
from tests.drills.crowd import Crowd
from tests.drills.ledger import (
    LONG_AGO,
    WITH_A_GAP,
    ask_for_document,
    issued_once,
    state_of_document,
    without_database_trouble,
)

CYCLES = int(os.environ.get("DRILL_CYCLES", "100"))
SAVERS = 4
# So many saves are acknowledged after each kill before the next.
SAVES_BETWEEN = 5
# Of so many web processes, one at least was answering somebody.
KILLS_TO_HIT = 10

# What earlier printers held is left alone until the end: said anew at each kill of a printer.
HELD = (
    "UPDATE reports_document SET taken_at = now() + interval '3 minutes' WHERE state = 'printing'"
)
STILL_HELD = "SELECT count(*) FROM reports_document WHERE state = 'printing'"


class Machine:
    """All that runs for the product on one machine, with people who save."""

    def __init__(self, database: Cluster, folder: Path) -> None:
        self.database = database
        self.server = Server(folder, database.url)
        self.people = Crowd(self.server.log)
        self.killed: Counter[str] = Counter()

    def start(self) -> None:
        self.server.prepare()
        self.server.start()
        self.server.start_printing()
        self.people.begin(SAVERS, self.server.url)

    def end(self) -> None:
        self.people.give_up()
        self.server.stop()

    @property
    def web_processes(self) -> list[int]:
        return children(self.server.process.pid)

    # What is killed

    def kill_a_web_process(self, chance: random.Random) -> None:
        """Kill one while somebody waits for an answer, of that one or of another."""
        process = chance.choice(self.web_processes)
        self.people.wait_until(lambda: any(each.is_asking for each in self.people.savers))
        os.kill(process, signal.SIGKILL)
        self.people.wait_until(lambda: not is_alive(process) and len(self.web_processes) == 2)

    def kill_the_printer(self, chance: random.Random) -> None:
        """Kill it while it prints, and start it again as systemd would."""
        number = self.killed["printer"]
        self.database.ask(HELD)
        ask_for_document(number, self.database)
        self.people.wait_until(lambda: state_of_document(number, self.database) == "printing")
        time.sleep(chance.uniform(0, 1))
        printer = self.server.printer
        assert printer and printer.poll() is None, self.server.log.read_text()[-20_000:]
        printer.kill()
        printer.wait()
        self.server.start_printing()

    def kill_the_database(self, chance: random.Random) -> None:
        """Kill it and start it again. The web processes have to find out by themselves."""
        before = self.web_processes
        self.database.kill()
        time.sleep(chance.uniform(0, 1))
        self.database.start()
        self.people.wait_until_it_goes_on(SAVES_BETWEEN)
        assert self.web_processes == before


@pytest.fixture
def machine() -> Iterator[Machine]:
    folder = Path(tempfile.mkdtemp(prefix="drill.", dir="/tmp"))
    folder.chmod(0o755)
    # Recovery need not look at each file of a new cluster by itself.
    with cluster(folder / "database", recovery_init_sync_method="syncfs") as database:
        machine = Machine(database, folder)
        try:
            machine.start()
            yield machine
        finally:
            machine.end()
    rmtree(folder, ignore_errors=True)


def test_what_was_acknowledged_is_there_once_whatever_is_killed(machine: Machine):
    chance = random.Random(CYCLES)
    kills = {
        "web process": machine.kill_a_web_process,
        "printer": machine.kill_the_printer,
        "database": machine.kill_the_database,
    }
    for cycle in range(CYCLES):
        name = list(kills)[cycle % len(kills)]
        machine.people.wait_until_it_goes_on(SAVES_BETWEEN)
        time.sleep(chance.uniform(0, 0.5))
        kills[name](chance)
        machine.killed[name] += 1
        said = machine.people.nothing_is_wrong(machine.database)
        print(f"{cycle + 1:4} of {CYCLES}: {name:12} {said}", flush=True)
    machine.people.wait_until_it_goes_on(SAVES_BETWEEN)
    machine.people.leave()

    saw = machine.people.seen
    print(f"Cycles: {CYCLES} {dict(machine.killed)}.")
    print(f"Saves: {machine.people.nothing_is_wrong(machine.database)}.")
    print(f"What people saw besides: {dict(saw)}.")
    assert machine.database.ask(WITH_A_GAP) == "0"
    assert saw["text lost"] == 0
    assert saw["connection lost"] > 0 or machine.killed["web process"] < KILLS_TO_HIT
    assert "Internal Server Error" not in without_database_trouble(machine.server.log.read_text())
    printed(machine)


def printed(machine: Machine) -> None:
    """See that every document is issued once, those that a killed printer held as well."""
    machine.server.stop_printing()
    print(f"Documents that killed printers held: {machine.database.ask(STILL_HELD)}.")
    assert int(machine.database.ask(STILL_HELD)) > 0 or not machine.killed["printer"]
    machine.database.ask(LONG_AGO)
    machine.database.manage("print_documents", "--until-empty")
    files = issued_once(machine.database)
    print(f"Documents: {files} asked for, {files} issued.")
