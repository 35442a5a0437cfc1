"""Three machines, whose clocks are an hour apart: all is saved, and each document printed once.

Clocks are moved by libfaketime, for the web server and the printer of each machine; the database's
is right.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import cycle
from pathlib import Path
from shutil import rmtree

import pytest
import requests

from tests.browser.server import Server
from tests.drills.cluster import Cluster, cluster
from tests.drills.crowd import Crowd
from tests.drills.ledger import WITH_A_GAP, ask_for_document, issued_once, state_of_document
from tests.drills.saver import Saver
from tests.drills.signing_in import sign_in

CLOCKS = {"an hour slow": "-1h", "right": "+0", "an hour fast": "+1h"}
SAVES = 40
DOCUMENTS = 6
SHORT = "short-draft"
# More than the lease, and far less than an hour.
MINUTES_LATER = """
    UPDATE reports_document SET taken_at = taken_at - interval '5 minutes' WHERE state = 'printing'
"""
TAKEN_ONCE = "SELECT count(*) FROM reports_document WHERE reference LIKE 'D0%' AND attempts = 1"


def moved(clock: str) -> dict[str, str]:
    """Return the environment of a process whose clock is moved."""
    found = sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))
    assert found, "libfaketime is missing. As root: apt-get install libfaketime"
    return {
        "LD_PRELOAD": str(found[0]),
        "FAKETIME": clock,
        # The heartbeat of gunicorn is the time of a file.
        "NO_FAKE_STAT": "1",
    }


class Roaming(Saver):
    """Somebody whose requests a balancer sends to each of the machines in turn."""

    def __init__(self, name: str, urls: list[str]) -> None:
        super().__init__(name, urls[0])
        self.machines = cycle(urls)

    def try_once(
        self, method: str, address: str, fields: dict[str, str], note: str = ""
    ) -> requests.Response | None:
        machine = next(self.machines)
        self.session.headers["Origin"] = machine
        return super().try_once(method, address.replace(self.url, machine), fields, note)


class Site:
    def __init__(self, folder: Path, database: Cluster) -> None:
        self.database = database
        self.machines: list[Server] = []
        for name, clock in CLOCKS.items():
            (folder / name).mkdir()
            machine = Server(folder / name, database.url)
            machine.log = folder / "machines.log"
            machine.environment |= moved(clock) | {"STATIC_ROOT": str(folder / "static")}
            self.machines.append(machine)
        self.people = Crowd(folder / "machines.log")

    @property
    def urls(self) -> list[str]:
        return [each.url for each in self.machines]

    def start(self, ends: ExitStack) -> None:
        self.machines[0].prepare()
        self.database.manage("print_documents", "--until-empty")
        for each in self.machines:
            each.start()
            ends.callback(each.stop)
        ends.callback(self.people.give_up)

    def wait_for_documents(self, state: str, *numbers: int) -> None:
        self.people.wait_until(
            lambda: all(state_of_document(each, self.database) == state for each in numbers)
        )


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    folder = Path(tempfile.mkdtemp(prefix="drill.", dir="/tmp"))
    folder.chmod(0o755)
    with cluster(folder / "database") as database, ExitStack() as ends:
        site = Site(folder, database)
        site.start(ends)
        yield site
    rmtree(folder, ignore_errors=True)


def test_the_clocks_are_really_moved(site: Site):
    for machine, clock in zip(site.machines, (-3600, 0, 3600), strict=True):
        said = requests.get(machine.url, timeout=60).headers["Date"]
        told = time.mktime(time.strptime(said, "%a, %d %b %Y %H:%M:%S %Z")) - time.timezone
        assert told - time.time() == pytest.approx(clock, abs=60)


def test_all_is_saved_whichever_machine_answers_and_nothing_is_deleted_early(site: Site):
    people = site.people
    for number, url in enumerate(site.urls):
        people.join(Saver(f"at {number}", url))
    people.join(Roaming("everywhere", site.urls))
    people.wait_until_it_goes_on(SAVES)
    people.leave()
    for machine in site.machines:
        machine._manage("delete_expired")

    print(f"\nClocks an hour apart: {people.nothing_is_wrong(site.database)}.")
    assert people.read_all() > 0
    assert people.seen["text lost"] == people.seen["connection lost"] == 0
    assert site.database.ask(WITH_A_GAP) == "0"


def test_who_signs_in_at_one_machine_is_known_at_the_others(site: Site):
    for number, machine in enumerate(site.machines):
        email = f"clock-{number}@example.org"
        who = requests.Session()
        who.headers["Origin"] = machine.url
        sign_in(who, machine.url, email, machine)

        for url in site.urls:
            page = who.get(f"{url}/account/", timeout=60)
            assert page.status_code == 200 and email in page.text


def test_each_document_is_printed_once_and_a_dead_printers_is_taken_in_time(site: Site):
    killed, *others = reversed(site.machines)
    killed.start_printing()
    ask_for_document(0, site.database)
    site.wait_for_documents("printing", 0)
    assert killed.printer
    killed.printer.kill()
    killed.printer.wait()

    for each in (*others, killed):
        each.start_printing()
    numbers = range(1, DOCUMENTS + 1)
    for number in numbers:
        ask_for_document(number, site.database, SHORT)
    site.wait_for_documents("ready", *numbers)
    assert state_of_document(0, site.database) == "printing"
    assert site.database.ask(TAKEN_ONCE) == str(DOCUMENTS + 1)

    site.database.ask(MINUTES_LATER)
    site.wait_for_documents("ready", 0)
    print(f"\nClocks an hour apart: {issued_once(site.database)} documents, each issued once.")
