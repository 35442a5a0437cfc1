"""Whatever is killed while people save: what was acknowledged is there, once, and all goes on.

DRILL_CYCLES says how often something is killed: a web process, the printer and PostgreSQL in turn.
"""

from __future__ import annotations

import json
import os
import random
import re
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import rmtree

import pytest

from tests.browser.server import Server
from tests.drills.cluster import Cluster, children, cluster, is_alive
from tests.drills.saver import Saver

CYCLES = int(os.environ.get("DRILL_CYCLES", "100"))
SAVERS = 4
# So many saves are acknowledged after each kill before the next.
SAVES_BETWEEN = 5
SECONDS = 180

# Another edition for the printer to print: each has a fingerprint of its own, and is in the queue.
DOCUMENT = """
    INSERT INTO reports_document (outcome_id, reference, format, edition, fingerprint, state,
                                  problem, asked_at, attempts)
    SELECT min(id), 'D{0:07}', 'pdf', 'full-draft', 'drill {0}', 'waiting', '', now(), 0
    FROM appraisal_outcome
"""
IS_PRINTING = "SELECT count(*) FROM reports_document WHERE state = 'printing' AND reference = '{}'"
# What earlier printers held is left alone until the end, however long all of it takes.
HELD = "UPDATE reports_document SET taken_at = now() + interval '1 day' WHERE state = 'printing'"
# As if a few minutes had gone by, after which a document is let go of.
LONG_AGO = "UPDATE reports_document SET taken_at = '2020-01-01' WHERE state = 'printing'"
WITHOUT_FILE = """
    SELECT count(*) FROM reports_document LEFT JOIN reports_issuedfile ON document_id =
    reports_document.id WHERE state <> 'ready' OR document_id IS NULL
"""
WITH_A_GAP = """
    SELECT count(*) FROM (SELECT 1 FROM appraisal_steprevision GROUP BY perspective_id, step
                          HAVING max(number) <> count(*)) AS gaps
"""


class Machine:
    """All that runs for the product on one machine, with people who save."""

    def __init__(self, database: Cluster, folder: Path) -> None:
        self.database = database
        self.server = Server(folder, database.url)
        self.savers: list[Saver] = []
        self.killed: Counter[str] = Counter()

    def start(self) -> None:
        self.server.prepare()
        self.server.start()
        self.server.start_printing()
        self.savers = [Saver(str(number), self.server.url) for number in range(SAVERS)]
        for each in self.savers:
            each.begin()
            each.start()

    def end(self) -> None:
        for each in self.savers:
            each.ended.set()
        self.server.stop()

    @property
    def acknowledged(self) -> int:
        for each in self.savers:
            if each.error:
                raise each.error
        return sum(len(each.acknowledged) for each in self.savers)

    @property
    def web_processes(self) -> list[int]:
        return children(self.server.process.pid)

    def wait_until(self, happened: Callable[[], bool]) -> None:
        latest = time.monotonic() + SECONDS
        while not happened():
            assert time.monotonic() < latest, self.server.log.read_text()[-20_000:]
            time.sleep(0.02)

    def wait_until_it_goes_on(self) -> None:
        wanted = self.acknowledged + SAVES_BETWEEN
        self.wait_until(lambda: self.acknowledged >= wanted)

    # What is killed

    def kill_a_web_process(self, chance: random.Random) -> None:
        process = chance.choice(self.web_processes)
        os.kill(process, signal.SIGKILL)
        self.wait_until(lambda: not is_alive(process) and len(self.web_processes) == 2)

    def kill_the_printer(self, chance: random.Random) -> None:
        """Kill it while it prints, and start it again as systemd would."""
        number = self.killed["printer"]
        self.database.ask(HELD)
        self.database.ask(DOCUMENT.format(number))
        printing = IS_PRINTING.format(f"D{number:07}")
        self.wait_until(lambda: self.database.ask(printing) == "1")
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
        self.wait_until_it_goes_on()
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
        machine.wait_until_it_goes_on()
        time.sleep(chance.uniform(0, 0.5))
        kills[name](chance)
        machine.killed[name] += 1
        lost, duplicates = compared(machine)
        said = f"{machine.acknowledged} acknowledged, {len(lost)} lost, {len(duplicates)} twice"
        print(f"{cycle + 1:4} of {CYCLES}: {name:12} {said}", flush=True)
        assert (lost, duplicates) == (set(), set())
    machine.wait_until_it_goes_on()
    for each in machine.savers:
        each.end()

    lost, duplicates = compared(machine)
    seen = sum((each.seen for each in machine.savers), Counter[str]())
    print(f"Cycles: {CYCLES} {dict(machine.killed)}. Acknowledged saves: {machine.acknowledged}.")
    print(f"Lost: {len(lost)}. Duplicates: {len(duplicates)}. What people saw: {dict(seen)}.")
    assert (lost, duplicates) == (set(), set())
    assert machine.database.ask(WITH_A_GAP) == "0"
    assert seen["text lost"] == 0
    assert "Internal Server Error" not in without_database_trouble(machine.server.log.read_text())
    printed(machine)


def compared(machine: Machine) -> tuple[set[str], set[str]]:
    """Return the notes that were acknowledged and are not there, and those that are there twice."""
    # These first: meanwhile others are saved.
    acknowledged = Counter(note for each in machine.savers for note in each.acknowledged)
    notes = "SELECT answers FROM appraisal_steprevision WHERE answers::text LIKE '%Drill %'"
    stored = Counter(
        answer["note"]
        for line in machine.database.ask(notes).splitlines()
        for answer in json.loads(line).values()
    )
    assert max(acknowledged.values()) == 1
    return set(acknowledged) - set(stored), {note for note, times in stored.items() if times > 1}


def printed(machine: Machine) -> None:
    """See that every document is issued once, those that a killed printer held as well."""
    machine.server.stop_printing()
    machine.database.ask(LONG_AGO)
    machine.database.manage("print_documents", "--until-empty")
    assert machine.database.ask(WITHOUT_FILE) == "0"
    files = machine.database.ask("SELECT count(*) FROM reports_issuedfile")
    assert files == machine.database.ask("SELECT count(*) FROM reports_document")
    print(f"Documents: {files} asked for, {files} issued.")


def without_database_trouble(log: str) -> str:
    """Return a log less the errors that say that the database did not answer."""
    known = r"django\.db\.utils\.(OperationalError|InterfaceError|DatabaseError)"
    records = re.split(r"(?m)^(?=\d{4}-\d\d-\d\d )", log)
    return "".join(each for each in records if not re.search(known, each))
