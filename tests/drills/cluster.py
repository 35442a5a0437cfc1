"""PostgreSQL clusters of our own, to be copied, killed and recovered."""

from __future__ import annotations

import getpass
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import psycopg2  # type: ignore[import-untyped]

ROOT = Path(__file__).resolve().parents[2]
BIN = max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda each: int(each.parent.name))


class Cluster:
    """A cluster in a folder, reached by a socket that only this machine's users can use."""

    def __init__(self, data: Path) -> None:
        self.data = data
        # The path of a socket has to be short.
        self.sockets = Path(tempfile.mkdtemp(prefix="drill.", dir="/tmp"))
        as_owner_of(self.sockets)

    @property
    def url(self) -> str:
        return f"postgres:///{self.sockets}/appraisal"

    def make(self, **settings: str) -> None:
        self.data.mkdir(parents=True, mode=0o700)
        as_owner_of(self.data)
        run(
            *(BIN / "initdb", "--pgdata", self.data, "--username", getpass.getuser()),
            *("--auth-local", "trust", "--auth-host", "reject"),
            *("--encoding", "UTF8", "--locale", "C.UTF-8"),
        )
        lines = "".join(f"{name} = '{value}'\n" for name, value in settings.items())
        with (self.data / "postgresql.conf").open("a") as file:
            file.write(lines)

    def start(self) -> None:
        options = f"-c listen_addresses='' -c unix_socket_directories='{self.sockets}'"
        log = self.data / "server.log"
        run(
            *(BIN / "pg_ctl", "start", "--wait", "--pgdata", self.data),
            *("--log", log, "--options", options),
        )

    def stop(self, mode: str = "fast") -> None:
        run(BIN / "pg_ctl", "stop", "--wait", "--mode", mode, "--pgdata", self.data)

    def _told(self, signal_of_all: signal.Signals) -> list[int]:
        """Send all of its processes a signal, and return them."""
        postmaster = int((self.data / "postmaster.pid").read_text().split()[0])
        # It must start no more of them meanwhile.
        os.kill(postmaster, signal.SIGSTOP)
        told = [postmaster, *children(postmaster)]
        for each in told:
            with suppress(ProcessLookupError):
                os.kill(each, signal_of_all)
        return told

    @contextmanager
    def halted(self) -> Iterator[None]:
        """Let it do nothing more, as where its disk no longer answers: lines to it stay open."""
        self._told(signal.SIGSTOP)
        try:
            yield
        finally:
            self._told(signal.SIGCONT)

    @contextmanager
    def holding(self, table: str) -> Iterator[None]:
        """Let nobody read or write a table, as an upgrade may."""
        said = {"host": self.sockets, "user": getpass.getuser(), "dbname": "appraisal"}
        with closing(psycopg2.connect(**said)) as upgrade:
            upgrade.cursor().execute(f"LOCK TABLE {table}")
            yield

    def kill(self) -> None:
        """End all of its processes at once, in the middle of whatever they do."""
        killed = self._told(signal.SIGKILL)
        # Until the entries are gone as well: a new one takes them for a server that runs.
        while any(Path(f"/proc/{each}").exists() for each in killed):
            time.sleep(0.01)

    def is_running(self) -> bool:
        words = owners(BIN / "pg_ctl", "status", "--pgdata", self.data)
        return subprocess.run(words, capture_output=True).returncode == 0

    def create_database(self) -> None:
        self.program("createdb", "appraisal")

    def ask(self, statement: str) -> str:
        """Return what psql prints for a statement."""
        return self.program(
            *("psql", "--no-psqlrc", "--tuples-only", "--no-align"),
            *("--set", "ON_ERROR_STOP=1", "--dbname", "appraisal", "--command", statement),
        ).strip()

    def program(self, name: str, *words: str, **environment: str) -> str:
        here = {"PGHOST": str(self.sockets), "PGUSER": getpass.getuser()}
        done = subprocess.run(
            [str(BIN / name), *words],
            env=os.environ | here | environment,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def product(self, *words: str | Path, **environment: str) -> str:
        """Run a command of the product, or a script, on this cluster's database."""
        settings = {
            "DATABASE_URL": self.url,
            "PGUSER": getpass.getuser(),
            "PATH": f"{BIN}:{os.environ['PATH']}",
            "EMAIL_URL": "consolemail://",
        }
        done = subprocess.run(
            [str(each) for each in words],
            cwd=ROOT,
            env=os.environ | settings | environment,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, f"{words}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def manage(self, *words: str | Path) -> str:
        return self.product(sys.executable, "manage.py", *words)

    def end(self) -> None:
        if self.is_running():
            self.stop("immediate")
        shutil.rmtree(self.sockets, ignore_errors=True)


@contextmanager
def cluster(data: Path, **settings: str) -> Iterator[Cluster]:
    """Give a cluster that has been started, with an empty database in it."""
    made = Cluster(data)
    try:
        made.make(**settings)
        made.start()
        made.create_database()
        yield made
    finally:
        made.end()


def run(*words: object) -> None:
    # pg_ctl leaves the server the files it was given, so no pipe of ours may be among them.
    with tempfile.TemporaryFile() as said:
        done = subprocess.run(owners(*words), stdout=said, stderr=said, stdin=subprocess.DEVNULL)
        said.seek(0)
        assert done.returncode == 0, said.read().decode()


def children(process: int) -> list[int]:
    return list(map(int, Path(f"/proc/{process}/task/{process}/children").read_text().split()))


def is_alive(process: int) -> bool:
    """Tell whether a process is there and is more than an entry that nobody has read yet."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        # It may go before we open the file, and before we read it.
        return False


def owners(*words: object) -> list[str]:
    """Return a command as the user who may run PostgreSQL, which root may not."""
    lent = ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--init-groups", "--"]
    return [*(lent if os.geteuid() == 0 else []), *map(str, words)]


def as_owner_of(folder: Path) -> None:
    if os.geteuid() == 0:
        for each in (folder, *folder.rglob("*")):
            shutil.chown(each, "postgres", "postgres")
