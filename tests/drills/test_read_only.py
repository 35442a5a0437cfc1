"""The database can only be read for a while: all says so, nothing is lost, and all goes on."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree

import pytest
import requests

from tests.browser.server import Server
from tests.drills.cluster import Cluster, children, cluster
from tests.drills.crowd import Crowd
from tests.drills.ledger import DOCUMENT, ask_for_document, issued_once, state_of_document

SAVERS = 3
SAVES_BETWEEN = 12
TIMES_REFUSED = 4
TIMES_PRINTER_TRIES = 3
# Far less than the time after which a document is taken from a printer that died.
SECONDS_TO_PRINT = 60
READ_ONLY = "nothing can be changed just now"
TAKES_NOTHING_NEW = "The database does not answer, or takes nothing new: InternalError"


@pytest.fixture
def database() -> Iterator[Cluster]:
    folder = Path(tempfile.mkdtemp(prefix="drill.", dir="/tmp"))
    folder.chmod(0o755)
    with cluster(folder / "database") as database:
        yield database
    rmtree(folder, ignore_errors=True)


@pytest.fixture
def server(database: Cluster, tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path, database.url)
    server.prepare()
    server.start()
    server.start_printing()
    yield server
    server.stop()


@pytest.fixture
def people(server: Server) -> Iterator[Crowd]:
    people = Crowd(server.log)
    people.begin(SAVERS, server.url)
    people.wait_until_it_goes_on(SAVES_BETWEEN)
    yield people
    people.give_up()


def let_write(database: Cluster, how: str) -> None:
    database.ask(f"ALTER SYSTEM SET default_transaction_read_only = {how}")
    database.ask("SELECT pg_reload_conf()")


def test_while_nothing_can_be_changed_all_can_be_read_and_saved_and_printed_later(
    database: Cluster, server: Server, people: Crowd
):
    web_processes = children(server.process.pid)
    ask_for_document(1, database)
    people.wait_until(lambda: state_of_document(1, database) == "printing")

    let_write(database, "on")
    # Asked for by somebody whom the setting does not bind, so that there is something to print.
    database.ask(f"BEGIN READ WRITE; {DOCUMENT.format(2, 'full-draft')}; COMMIT")
    people.wait_until_all_are_told(READ_ONLY, TIMES_REFUSED)
    people.wait_until(
        lambda: server.log.read_text().count(TAKES_NOTHING_NEW) >= TIMES_PRINTER_TRIES
    )
    pages = people.read_all()
    ready = requests.get(f"{server.url}/readyz", timeout=20)
    said = f"/readyz says {ready.status_code} {ready.text}"
    print(f"\nRead only: {people.times_told(READ_ONLY)} saves refused, {pages} pages read; {said}.")
    assert ready.status_code == 200
    assert ready.json()["saving"] == "refused: the database can only be read"

    let_write(database, "off")
    people.wait_until(
        lambda: {state_of_document(each, database) for each in (1, 2)} == {"ready"},
        SECONDS_TO_PRINT,
    )
    people.wait_until_it_goes_on(SAVES_BETWEEN)
    people.leave()

    print(f"Saves: {people.nothing_is_wrong(database)}. Documents issued: {issued_once(database)}.")
    print(f"What people saw besides: {dict(people.seen)}.")
    assert people.seen["text lost"] == 0
    assert children(server.process.pid) == web_processes
    assert server.printer and server.printer.poll() is None
    assert database.ask("SELECT max(attempts) FROM reports_document") == "1"
    assert requests.get(f"{server.url}/readyz", timeout=20).json()["saving"] == "ok"
