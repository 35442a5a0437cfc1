"""Two web machines, two printers, a balancer, a database and its standby: each is killed in turn.

All is set up, and put right again, by what docs/operations/two-machines.md says: a command that is
not in there is not used here. Meanwhile people who are signed in go on saving.
"""

from __future__ import annotations

import os
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from shutil import rmtree

import pytest

from tests.drills.balancer import GUIDE, Balancer
from tests.drills.cluster import Cluster, as_owner_of, cluster
from tests.drills.crowd import Crowd
from tests.drills.ledger import (
    WITH_A_GAP,
    ask_for_document,
    issued_once,
    without_database_trouble,
)
from tests.drills.line import Line
from tests.drills.machine import WebMachine
from tests.drills.saver import Saver
from tests.drills.signing_in import sign_in, trusting

SAVERS = 4
# So many saves are acknowledged after each kill before the next.
SAVES_BETWEEN = 12
# So often, as there is time until the dead printer's document is taken by the other.
TIMES = 3
# Longer than the balancer takes to find out that a machine is back.
SECONDS_TO_BE_FOUND = 4
# Longer than PostgreSQL lets a page's statement take, which must not end the wait for a standby.
SECONDS_OF_STANDSTILL = 20
# A document whose printer died, and some patience.
SECONDS_OF_LEASE = 4 * 60 + 90
SESSION = "__Host-sessionid"
PASSWORD = "of the drill"

IN_STATE = "SELECT count(*) FROM reports_document WHERE state = '{}'"
# How long after it was asked for the last document was issued.
SLOWEST = """
    SELECT round(extract(epoch FROM max(issued_at - asked_at)))
    FROM reports_document JOIN reports_issuedfile ON document_id = reports_document.id
    WHERE reports_document.reference LIKE 'D0%'
"""


def guided(words: str) -> str:
    """Return a command. It has to stand in the guide."""
    assert words in GUIDE, f"The guide does not say: {words}"
    return words


MAY_COPY = guided("host replication copier 10.0.0.22/32 scram-sha-256")
MAKE_COPIER = guided("CREATE ROLE copier LOGIN REPLICATION PASSWORD '…';")
MAKE_SLOT = guided("SELECT pg_create_physical_replication_slot('standby');")
COPY = guided(
    "pg_basebackup --host DATABASE --username copier --pgdata FOLDER \\\n"
    "    --write-recovery-conf --slot standby --checkpoint fast"
)
HOW_IT_STANDS = guided("SELECT state, sync_state FROM pg_stat_replication;")
WAIT_FOR_STANDBY = guided("ALTER SYSTEM SET synchronous_standby_names = '*';")
WAIT_NO_LONGER = guided("ALTER SYSTEM SET synchronous_standby_names = '';")
RELOAD = guided("SELECT pg_reload_conf();")
PROMOTE = guided("SELECT pg_promote();")


class Site:
    """Two machines, a balancer, a database and its standby, with people who save."""

    def __init__(self, folder: Path, database: Cluster, ends: ExitStack) -> None:
        self.folder, self.ends = folder, ends
        self.database = database
        self.copies = 0
        # The address that moves when the database does.
        self.line = Line(database.sockets)
        ends.callback(self.line.end)
        self.balancer = Balancer(folder)
        ends.callback(self.balancer.stop)
        address = f"postgres://127.0.0.1:{self.line.port}/appraisal"
        self.machines = [
            WebMachine(folder / f"machine-{number}", address, self.balancer.url)
            for number in (1, 2)
        ]
        self.people = Crowd(self.machines[0].log)
        ends.callback(self.people.give_up)
        self.documents = 0

    # Setting up

    def start(self) -> None:
        self.machines[0].prepare()
        self.machines[1].collect_static()
        for each in self.machines:
            each.start()
            each.start_printing()
            self.ends.callback(each.stop)
        self.balancer.lead_to(*(f"127.0.0.1:{each.port}" for each in self.machines))
        self.balancer.start()
        self.let_copy()
        self.make_standby()

    def let_copy(self) -> None:
        """Let a standby copy the database, through its socket: that is how ours are reached."""
        rules = self.database.data / "pg_hba.conf"
        rule = MAY_COPY.replace("host", "local").replace("10.0.0.22/32 ", "")
        rules.write_text(f"{rule}\n{rules.read_text()}")
        self.database.ask(RELOAD)
        self.database.ask(MAKE_COPIER.replace("…", PASSWORD))

    def make_standby(self) -> None:
        self.database.ask(MAKE_SLOT)
        self.copies += 1
        self.standby = Cluster(self.folder / f"standby-{self.copies}")
        self.ends.callback(self.standby.end)
        words = COPY.replace("\\", "").replace("DATABASE", str(self.database.sockets))
        name, *rest = words.replace("FOLDER", str(self.standby.data)).split()
        self.database.program(name, *rest, PGPASSWORD=PASSWORD)
        as_owner_of(self.standby.data)
        self.standby.start()
        self.wait_for_standby()
        # As where whoever sets up both of them sets them up alike.
        self.standby.ask(WAIT_FOR_STANDBY)

    def wait_for_standby(self) -> None:
        """See that it follows, and from then on let each save wait for it."""
        self.people.wait_until(lambda: self.database.ask(HOW_IT_STANDS) == "streaming|async")
        self.database.ask(WAIT_FOR_STANDBY)
        self.database.ask(RELOAD)
        self.people.wait_until(lambda: self.database.ask(HOW_IT_STANDS) == "streaming|sync")

    def let_save(self) -> None:
        for number in range(SAVERS):
            saver = Saver(str(number), self.balancer.url)
            headers = saver.session.headers
            saver.session = trusting(str(self.balancer.certificate))
            saver.session.headers = headers
            email = f"saver-{number}@example.org"
            sign_in(saver.session, self.balancer.url, email, self.machines[0])
            self.people.join(saver)

    def ask_for_documents(self, number: int) -> None:
        for _ in range(number):
            self.documents += 1
            ask_for_document(self.documents, self.database)

    # What is killed, and how it is put right

    def kill_a_printer(self) -> None:
        """Kill one that holds a document. It is not started again: the other has to do."""
        printer = self.machines[0].printer
        assert printer and printer.poll() is None
        while not self.holds_a_document(printer.pid):
            os.kill(printer.pid, signal.SIGCONT)
        printer.kill()
        printer.wait()

    def holds_a_document(self, printer: int) -> bool:
        """Halt a printer while both print; tell whether it had not just ended what it held."""
        self.ask_for_documents(3)
        self.people.wait_until(lambda: self.database.ask(IN_STATE.format("printing")) == "2")
        os.kill(printer, signal.SIGSTOP)
        self.people.wait_until(
            lambda: (
                self.database.ask(IN_STATE.format("waiting")) == "0"
                and self.database.ask(IN_STATE.format("printing")) != "2"
            )
        )
        return self.database.ask(IN_STATE.format("printing")) == "1"

    def kill_machine_1(self) -> None:
        self.machines[0].kill()

    def kill_machine_2(self) -> None:
        self.machines[1].kill()

    def bring_back_machine_1(self) -> None:
        self.machines[0].start()
        time.sleep(SECONDS_TO_BE_FOUND)

    def bring_back_machine_2(self) -> None:
        self.machines[1].start()
        time.sleep(SECONDS_TO_BE_FOUND)

    def kill_the_balancer(self) -> None:
        self.balancer.kill()
        time.sleep(1)
        self.balancer.start()

    def kill_the_standby(self) -> None:
        """All saving stands still, until somebody decides to go on without a standby."""
        self.standby.kill()
        time.sleep(1)
        before = self.people.acknowledged
        time.sleep(SECONDS_OF_STANDSTILL)
        assert self.people.acknowledged == before
        self.database.ask(WAIT_NO_LONGER)
        self.database.ask(RELOAD)

    def bring_back_the_standby(self) -> None:
        self.standby.start()
        self.wait_for_standby()

    def kill_the_database(self) -> None:
        """The standby takes its place, and the web processes have to find out by themselves."""
        before = [each.processes for each in self.machines]
        self.ask_for_documents(1)
        self.database.kill()
        assert not self.database.is_running()
        self.people.wait_until(lambda: not any(each.says_it_is_ready() for each in self.machines))
        self.people.wait_until(self.tells_to_reload)
        self.standby.ask(PROMOTE)
        self.standby.ask(WAIT_NO_LONGER)
        self.standby.ask(RELOAD)
        self.line.lead_to(self.standby.sockets)
        self.database = self.standby
        self.people.wait_until_it_goes_on(SAVES_BETWEEN)
        assert [each.processes for each in self.machines] == before

    def tells_to_reload(self) -> bool:
        """Tell whether people are shown the balancer's own page, as no machine is ready."""
        page = trusting(str(self.balancer.certificate)).get(self.balancer.url, timeout=60)
        return page.status_code == 503 and "reload it" in page.text


@pytest.fixture
def site() -> Iterator[Site]:
    folder = Path(tempfile.mkdtemp(prefix="drill.", dir="/tmp"))
    folder.chmod(0o755)
    with (
        cluster(folder / "database", recovery_init_sync_method="syncfs") as database,
        ExitStack() as ends,
    ):
        site = Site(folder, database, ends)
        site.start()
        yield site
    rmtree(folder, ignore_errors=True)


def test_people_go_on_saving_whichever_of_all_is_killed(site: Site):
    site.let_save()
    people = site.people
    sessions = [each.session.cookies[SESSION] for each in people.savers]
    often = [
        ("machine 1 killed", site.kill_machine_1),
        ("machine 1 back", site.bring_back_machine_1),
        ("machine 2 killed", site.kill_machine_2),
        ("machine 2 back", site.bring_back_machine_2),
        ("balancer killed, back", site.kill_the_balancer),
    ]
    acts: list[tuple[str, Callable[[], None]]] = [
        ("printer 1 killed", site.kill_a_printer),
        *(often * TIMES),
        ("standby killed, given up", site.kill_the_standby),
        ("standby back", site.bring_back_the_standby),
        ("database killed, moved", site.kill_the_database),
        ("new standby", site.make_standby),
        ("database killed, moved", site.kill_the_database),
    ]
    began = time.monotonic()
    print()
    for name, act in acts:
        people.wait_until_it_goes_on(SAVES_BETWEEN)
        for each in people.savers:
            each.longest_wait = 0
        act()
        people.wait_until_it_goes_on(SAVES_BETWEEN)
        wait = max(each.longest_wait for each in people.savers)
        said = people.nothing_is_wrong(site.database)
        print(f"{name:26} {said}; longest wait for a save {wait:4.1f} s", flush=True)
    people.leave()

    saw = people.seen
    print(f"Saves: {people.nothing_is_wrong(site.database)}.")
    print(f"What people saw besides: {dict(saw)}.")
    assert site.database.ask(WITH_A_GAP) == "0"
    assert saw["text lost"] == 0
    log = site.machines[0].log.read_text()
    assert "Internal Server Error" not in without_database_trouble(log)
    still_signed_in(site, sessions)
    told_to_nobody(site)
    printed_by_the_other(site, began)


def still_signed_in(site: Site, sessions: list[str | None]) -> None:
    for each, session in zip(site.people.savers, sessions, strict=True):
        page = each.session.get(f"{site.balancer.url}/account/", timeout=60)
        assert page.status_code == 200 and f"saver-{each.name}@example.org" in page.text
        assert each.session.cookies[SESSION] == session
    print(f"Signed in all the time: {len(sessions)} of {len(sessions)}.")


def printed_by_the_other(site: Site, began: float) -> None:
    """See that all documents are issued once, the dead printer's by the one that lives."""
    left = SECONDS_OF_LEASE - (time.monotonic() - began)
    still_open = "SELECT count(*) FROM reports_document WHERE state <> 'ready'"
    site.people.wait_until(lambda: site.database.ask(still_open) == "0", max(left, 1))
    files = issued_once(site.database)
    printers = [each.printer for each in site.machines]
    assert [printer is not None and printer.poll() is None for printer in printers] == [False, True]
    slowest = site.database.ask(SLOWEST)
    print(f"Documents: {files} asked for, {files} issued, the slowest after {slowest} s.")


def told_to_nobody(site: Site) -> None:
    """See that the balancer does not let strangers ask how the machines are."""
    stranger = trusting(str(site.balancer.certificate))
    for path in ("/healthz", "/readyz"):
        assert stranger.get(f"{site.balancer.url}{path}", timeout=20).status_code == 404
