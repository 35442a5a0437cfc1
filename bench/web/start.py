"""What a web process holds in memory, and how long the product takes to start."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median

from bench.processes import used
from bench.web.load import as_fast_as_they_can
from bench.web.machine import ROOT, Served, held, served, stage
from bench.web.people import Person

APPLICATION, SETTINGS = "config.wsgi", "bench.web.product_settings"
TIMES = 5
SECONDS_TO_WARM_UP = 10


@dataclass(frozen=True)
class Held:
    """Megabytes of one worker, and of gunicorn's own process."""

    rss: float
    pss: float
    arbiter_rss: float
    arbiter_pss: float


@dataclass(frozen=True)
class Start:
    """Seconds."""

    serving: float
    checking: float


def warm_memory(server: Served, people: Sequence[Person]) -> Held:
    """Return what a worker holds after it has shown everything there is."""
    as_fast_as_they_can(people, server.port, 4, SECONDS_TO_WARM_UP)
    workers = held(server.workers)
    arbiter_rss, arbiter_pss = held([server.process.pid])[0]
    return Held(
        rss=mean(rss for rss, _ in workers),
        pss=mean(pss for _, pss in workers),
        arbiter_rss=arbiter_rss,
        arbiter_pss=arbiter_pss,
    )


def memories(people: Sequence[Person], log: Path) -> dict[str, Held]:
    """Return what is held as it is deployed, and if the product were loaded before the fork."""
    found = {}
    for name, options in (("as deployed", ()), ("with --preload", ("--preload",))):
        stage(f"Memory {name}")
        with served(APPLICATION, SETTINGS, log, *options) as server:
            found[name] = warm_memory(server, people)
    return found


def starts(log: Path) -> Start:
    serving, checking = [], []
    for number in range(TIMES):
        stage(f"Start {number + 1} of {TIMES}")
        with served(APPLICATION, SETTINGS, log) as server:
            serving.append(server.seconds_to_start)
        with log.open("rb") as nothing, log.open("ab") as said:
            command = [sys.executable, "manage.py", "check"]
            checking.append(used(command, nothing, said, cwd=ROOT).wall)
    return Start(median(serving), median(checking))
