"""What runs while we measure: web servers of our own, and how much processor time each has had."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import URLError

from bench.processes import descendants, memory
from tests.browser.server import free_port
from tests.drills.cluster import children

ROOT = Path(__file__).resolve().parents[2]
CONFIGURATION = ROOT / "deploy" / "gunicorn.conf.py"
WORKERS = 2
SECONDS_TO_START = 60
# A look at a server that starts costs it nothing, so one may look often.
SECONDS_BETWEEN_LOOKS = 0.005


class Served:
    """gunicorn with the configuration that the product is deployed with, as started by systemd."""

    def __init__(self, application: str, settings: str, log: Path, *options: str) -> None:
        self.port = free_port()
        begun = time.perf_counter()
        with log.open("ab") as said:
            self.process = subprocess.Popen(
                [
                    *(sys.executable, "-m", "gunicorn", "--config", str(CONFIGURATION)),
                    # No process is replaced while it is measured.
                    *("--max-requests", "0", "--max-requests-jitter", "0"),
                    *options,
                    application,
                ],
                cwd=ROOT,
                env=os.environ
                | {
                    "DJANGO_SETTINGS_MODULE": settings,
                    "GUNICORN_BIND": f"127.0.0.1:{self.port}",
                    "WEB_CONCURRENCY": str(WORKERS),
                },
                stdout=said,
                stderr=said,
            )
        self.log = log
        self.wait_for("/healthz")
        self.seconds_to_start = time.perf_counter() - begun

    def wait_for(self, path: str) -> None:
        """Wait until an address answers well."""
        latest = time.monotonic() + SECONDS_TO_START
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}").close()
            except (URLError, ConnectionError):
                if self.process.poll() is not None or time.monotonic() > latest:
                    self.stop()
                    raise RuntimeError(self.log.read_text()[-4000:]) from None
                time.sleep(SECONDS_BETWEEN_LOOKS)
            else:
                return

    @property
    def workers(self) -> list[int]:
        return children(self.process.pid)

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=40)


@contextmanager
def served(application: str, settings: str, log: Path, *options: str) -> Iterator[Served]:
    server = Served(application, settings, log, *options)
    try:
        yield server
    finally:
        server.stop()


def spent(processes: list[int]) -> dict[int, float]:
    """Return the seconds of processor time that each has had, of the user's and the system's.

    /proc/PID/stat tells the same in steps of ten milliseconds, this in nanoseconds. A process that
    has ended meanwhile, as the database's housekeepers do, is left out.
    """
    found = {}
    for each in processes:
        with suppress(FileNotFoundError, ProcessLookupError):
            threads = Path(f"/proc/{each}/task").iterdir()
            times = [(thread / "schedstat").read_text().split()[0] for thread in threads]
            found[each] = sum(map(int, times)) / 1e9
    return found


def since(before: dict[int, float]) -> float:
    """Return the seconds that processes have had since, together."""
    now = spent(list(before))
    return sum(now[each] - before[each] for each in now)


def held(processes: list[int]) -> list[tuple[float, float]]:
    """Return the megabytes that each holds: RSS and PSS."""
    return [memory(each) for each in processes]


def of_postgres(data: Path) -> list[int]:
    """Return all processes of a cluster."""
    postmaster = int((data / "postmaster.pid").read_text().split()[0])
    return list(descendants(postmaster))


def stage(words: str) -> None:
    """Tell whoever watches what is done now."""
    print(f"{time.strftime('%H:%M:%S')}  {words} …", file=sys.stderr, flush=True)
