"""deploy/Caddyfile as it is shipped, before one machine: what it lets through, and what it logs."""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import rmtree

import pytest
import requests

from tests.drills.balancer import Balancer
from tests.drills.cluster import Cluster, cluster
from tests.drills.machine import WebMachine
from tests.drills.saver import Saver, heading
from tests.drills.signing_in import trusting

# Longer than any balancer takes that asks every few seconds whether a machine is well.
SECONDS_TO_BE_MISSED = 8
# As in a link that somebody was invited with.
TOKEN = "0123456789abcdef" * 4


class Site:
    def __init__(self, folder: Path, database: Cluster) -> None:
        self.database = database
        self.balancer = Balancer(folder)
        self.machine = WebMachine(folder / "machine", database.url, self.balancer.url)

    def amina(self) -> Saver:
        amina = Saver("Amina", self.balancer.url)
        headers = amina.session.headers
        amina.session = trusting(str(self.balancer.certificate))
        amina.session.headers = headers
        amina.begin()
        return amina


class DyingMachine(BaseHTTPRequestHandler):
    """What a machine looks like that dies in the middle of an answer."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"." * (1000 if self.path == "/" else 10))

    def log_message(self, format: str, *said: object) -> None:
        """Say nothing: it would stand between the results."""


@pytest.fixture
def dying_machine() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), DyingMachine) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def site() -> Iterator[Site]:
    folder = Path(tempfile.mkdtemp(prefix="drill.", dir="/tmp"))
    folder.chmod(0o755)
    with cluster(folder / "database") as database, ExitStack() as ends:
        site = Site(folder, database)
        site.machine.prepare()
        site.machine.start()
        ends.callback(site.machine.stop)
        site.balancer.lead_to_one(f"127.0.0.1:{site.machine.port}")
        site.balancer.start()
        ends.callback(site.balancer.stop)
        yield site
    rmtree(folder, ignore_errors=True)


def test_without_a_database_people_see_our_own_page_which_keeps_what_they_typed(site: Site):
    amina = site.amina()
    page, note = amina.pages[0], "Typed before it went away"
    sent = amina.filled(page, note)
    site.database.stop("immediate")
    time.sleep(SECONDS_TO_BE_MISSED)

    answer = amina.session.post(page, sent, allow_redirects=False, timeout=60)

    assert answer.status_code == 503
    assert heading(answer.text)
    assert note in answer.text and 'type="hidden"' in answer.text

    site.database.start()
    amina.save(page, note)


def test_what_goes_wrong_is_logged_without_the_address_it_went_wrong_for(
    dying_machine: str, tmp_path: Path
):
    balancer = Balancer(tmp_path)
    balancer.lead_to_one(dying_machine)
    balancer.start()
    try:
        with pytest.raises(requests.RequestException):
            trusting(str(balancer.certificate)).get(f"{balancer.url}/invitations/{TOKEN}/")
    finally:
        balancer.stop()

    said = balancer.log.read_text()
    assert "aborting with incomplete response" in said
    assert TOKEN not in said
