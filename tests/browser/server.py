"""The real product, as it is served: gunicorn, a printer, its own database and static files."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen
from uuid import uuid4

import environ
import psycopg2  # type: ignore[import-untyped]

ROOT = Path(__file__).resolve().parents[2]
SECONDS_TO_START = 60


class Server:
    """A copy of the product that can be killed and started again where it was."""

    def __init__(self, folder: Path, database: str) -> None:
        self.folder = folder
        self.log = folder / "server.log"
        self.port = free_port()
        self.printer: subprocess.Popen[bytes] | None = None
        self.environment = os.environ | {
            "DATABASE_URL": database,
            "DJANGO_SETTINGS_MODULE": "tests.browser.settings",
            "STATIC_ROOT": str(folder / "static"),
            "HTTPS": "no",
            "EMAIL_URL": "consolemail://",
            "SITE_URL": f"http://127.0.0.1:{self.port}",
        }

    def letter_to(self, email: str, holding: str) -> str:
        """Return what the latest letter to an address says where it matches: a link or a code."""
        latest = time.monotonic() + SECONDS_TO_START
        while True:
            _, found, letter = self.log.read_text().rpartition(f"To:      {email}")
            match = re.search(holding, letter) if found else None
            if match:
                return match[0]
            assert time.monotonic() < latest, f"There is no letter to {email}."
            time.sleep(0.05)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def prepare(self) -> None:
        self._manage("prepare")
        self.collect_static()

    def collect_static(self) -> None:
        self._manage("collectstatic", "--no-input", "--verbosity", "0")

    def let_join(self, email: str, council: str) -> None:
        """Make somebody a member of a council, as an administrator would."""
        self._manage(
            "shell",
            "--command",
            "from people.models import Organisation, User; "
            f"council = Organisation.objects.get(name={council!r}); "
            f"user = User.objects.get(email={email!r}); "
            "council.memberships.get_or_create(user=user)[0].approve(None)",
        )

    def _manage(self, *words: str) -> None:
        done = subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr

    def start(self) -> None:
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", "config.wsgi", *self.options()],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                # A process group of its own, so that the workers can be killed with it.
                start_new_session=True,
            )
        try:
            self._wait_until_it_answers()
        except BaseException:
            # Whoever started it stops it only if it did start.
            self.kill()
            raise

    def options(self) -> list[str]:
        """Return what gunicorn is told."""
        return ["--workers", "2", "--bind", f"127.0.0.1:{self.port}", "--no-control-socket"]

    def start_printing(self) -> None:
        """Start a printer, which goes on when the server is killed and started again."""
        with self.log.open("a") as log:
            self.printer = subprocess.Popen(
                [sys.executable, "manage.py", "print_documents"],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def stop_printing(self) -> None:
        if self.printer and self.printer.poll() is None:
            self.printer.terminate()
            self.printer.wait(timeout=40)

    def _wait_until_it_answers(self) -> None:
        latest = time.monotonic() + SECONDS_TO_START
        while True:
            assert self.process.poll() is None, self.log.read_text()
            try:
                self.ask()
            except (URLError, ConnectionError):
                assert time.monotonic() < latest, self.log.read_text()
                time.sleep(0.05)
            else:
                return

    def ask(self) -> None:
        """Ask it for what it answers once it serves; fail until then."""
        urlopen(self.url, timeout=SECONDS_TO_START).close()

    def kill(self) -> None:
        """End it at once, workers and all, in the middle of whatever they do."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """End it in order; a server that some test killed has ended already."""
        self.stop_printing()
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=40)


@contextmanager
def served(folder: Path) -> Iterator[Server]:
    with database(folder) as url:
        server = Server(folder, url)
        server.prepare()
        server.start()
        server.start_printing()
        try:
            yield server
        finally:
            server.stop()


@contextmanager
def database(folder: Path) -> Iterator[str]:
    """Give a database of our own: beside the one in DATABASE_URL on PostgreSQL, else a file."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield f"sqlite:///{folder / 'appraisal.sqlite3'}"
        return
    name = f"browser_{uuid4().hex[:12]}"
    _on_postgres(url, f"CREATE DATABASE {name}")
    address, query_follows, query = url.partition("?")
    try:
        yield f"{address.rpartition('/')[0]}/{name}{query_follows}{query}"
    finally:
        # A killed server may have left a connection that the database has not missed yet.
        _on_postgres(url, f"DROP DATABASE {name} WITH (FORCE)")


def _on_postgres(url: str, statement: str) -> None:
    said = environ.Env.db_url_config(url)
    connection = psycopg2.connect(
        dbname=said["NAME"],
        user=said["USER"] or None,
        password=said["PASSWORD"] or None,
        host=said["HOST"] or None,
        port=said["PORT"] or None,
    )
    with closing(connection):
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
