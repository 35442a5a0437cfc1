"""A real printer, a process of its own, that is killed and stopped in the middle of its work."""

from __future__ import annotations

import hashlib
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import environ
import psycopg2  # type: ignore[import-untyped]
import pytest

from reports.issuing.queue import LEASE
from tests.browser.server import ROOT, database

SECONDS = 240
SECONDS_TO_STOP = 20

STATE = "SELECT state, attempts FROM reports_document WHERE edition = '{}'"
# As if the printer had been killed some minutes earlier.
LONG_AGO = "UPDATE reports_document SET taken_at = '2020-01-01 00:00:00+00:00'"
ANOTHER = """
    INSERT INTO reports_document (outcome_id, reference, format, edition, fingerprint, state,
                                  problem, asked_at, attempts)
    SELECT outcome_id, 'ANOTHER', format, 'full-draft', 'x', 'waiting', '', '2099-01-01', 0
    FROM reports_document
"""


class Copy:
    """A copy of the product with the example in it, whose report is to be printed."""

    def __init__(self, url: str, log: Path) -> None:
        self.url = url
        self.log = log
        self.environment = os.environ | {"DATABASE_URL": url, "HTTPS": "no"}

    def manage(self, *words: str) -> subprocess.Popen[bytes]:
        with self.log.open("a") as log:
            return subprocess.Popen(
                [sys.executable, "manage.py", *words],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
            )

    def print_documents(self) -> subprocess.Popen[bytes]:
        return self.manage("print_documents")

    def query(self, statement: str) -> list[tuple[Any, ...]]:
        """Ask the database beside the product, which has no connection here."""
        with closing(self._connected()) as connection:
            cursor = connection.cursor()
            cursor.execute(statement)
            found = cursor.fetchall() if cursor.description else []
            connection.commit()
        return found

    def _connected(self) -> Any:
        said = environ.Env.db_url_config(self.url)
        if self.url.startswith("sqlite"):
            return sqlite3.connect(said["NAME"], timeout=20)
        return psycopg2.connect(
            dbname=said["NAME"],
            user=said["USER"] or None,
            password=said["PASSWORD"] or None,
            host=said["HOST"] or None,
            port=said["PORT"] or None,
        )

    def state_of(self, edition: str) -> tuple[str, int]:
        (found,) = self.query(STATE.format(edition))
        return found[0], found[1]

    def wait_until(self, happened: Callable[[], bool]) -> None:
        latest = time.monotonic() + SECONDS
        while not happened():
            assert time.monotonic() < latest, self.log.read_text()
            time.sleep(0.02)


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[Copy]:
    with database(tmp_path) as url:
        copy = Copy(url, tmp_path / "log")
        assert copy.manage("prepare").wait(SECONDS) == 0, copy.log.read_text()
        yield copy


def test_nothing_is_lost_with_a_printer_that_is_killed_or_stopped(copy: Copy):
    killed = copy.print_documents()
    copy.wait_until(lambda: copy.state_of("full") == ("printing", 1))
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    assert copy.state_of("full") == ("printing", 1)
    assert LEASE.total_seconds() > 60

    copy.query(LONG_AGO)
    copy.query(ANOTHER)
    stopped = copy.print_documents()
    copy.wait_until(lambda: copy.state_of("full")[0] == "ready")
    copy.wait_until(lambda: copy.state_of("full-draft") == ("printing", 1))
    stopped.terminate()

    assert stopped.wait(SECONDS_TO_STOP) == 0
    assert copy.state_of("full") == ("ready", 2)
    assert copy.state_of("full-draft") == ("waiting", 0)
    ((content, sha256),) = copy.query("SELECT content, sha256 FROM reports_issuedfile")
    assert bytes(content).startswith(b"%PDF")
    assert hashlib.sha256(bytes(content)).hexdigest() == sha256
    assert "Traceback" not in copy.log.read_text()
