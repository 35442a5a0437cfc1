"""What a command uses, with all the processes that it starts: read from /proc as it runs."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

EVERY_SECONDS = 0.02
TICKS = os.sysconf("SC_CLK_TCK")


def warn_if_busy() -> None:
    busy, cores = os.getloadavg()[0], os.cpu_count() or 1
    if busy > cores / 2:
        print(f"The machine is busy ({busy:.1f} on {cores} cores): only ratios mean anything.\n")


@dataclass(frozen=True)
class Use:
    """Seconds, and at most so many megabytes at once.

    RSS counts what several processes share once for each; PSS counts it once.
    """

    wall: float
    cpu: float
    rss: float
    pss: float


def used(
    command: list[str],
    given: IO[bytes],
    made: IO[bytes],
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
) -> Use:
    """Run a command to its end and return what it used. Raises when it fails."""
    begun = time.perf_counter()
    running = subprocess.Popen(
        command, stdin=given, stdout=made, stderr=subprocess.DEVNULL, env=env, cwd=cwd
    )
    most_rss = most_pss = 0.0
    cpu: dict[int, float] = {}
    while running.poll() is None:
        family = list(descendants(running.pid))
        rss, pss = zip(*(memory(each) for each in family), strict=True)
        most_rss, most_pss = max(most_rss, sum(rss)), max(most_pss, sum(pss))
        for each in family:
            cpu[each] = max(cpu.get(each, 0), worked(each))
        time.sleep(EVERY_SECONDS)
    wall = time.perf_counter() - begun
    if running.returncode:
        raise subprocess.CalledProcessError(running.returncode, command)
    return Use(wall, sum(cpu.values()), most_rss, most_pss)


def descendants(pid: int) -> Iterator[int]:
    """Yield a process and all that descend from it; any may end meanwhile."""
    yield pid
    try:
        for thread in Path(f"/proc/{pid}/task").iterdir():
            for child in (thread / "children").read_text().split():
                yield from descendants(int(child))
    except OSError:
        return


def memory(pid: int) -> tuple[float, float]:
    """Return the megabytes it holds: RSS and PSS."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    except OSError:
        return 0, 0
    held = {name: int(rest.split()[0]) for name, _, rest in (each.partition(":") for each in lines)}
    return held["Rss"] / 1024, held["Pss"] / 1024


def worked(pid: int) -> float:
    """Return the seconds of processor time it has had."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return (int(fields[11]) + int(fields[12])) / TICKS
