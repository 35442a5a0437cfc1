"""Time a function: the median of several runs, by the processor's clock and by the wall's."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import Generic, TypeVar

Found = TypeVar("Found")


@dataclass(frozen=True)
class Timing(Generic[Found]):
    """Seconds: medians of ``runs``. ``found`` is what the last run returned."""

    runs: int
    cpu: float
    wall: float
    found: Found


def timed(name: str, runs: int, work: Callable[[], Found]) -> Timing[Found]:
    """Run ``work`` so many times, telling whoever watches how far it is."""
    cpu, wall = [], []
    for run in range(1, runs + 1):
        _tell(f"  {name}: run {run} of {runs}")
        cpu_before, wall_before = time.process_time(), time.perf_counter()
        found = work()
        wall.append(time.perf_counter() - wall_before)
        cpu.append(time.process_time() - cpu_before)
    _tell("")
    return Timing(runs, median(cpu), median(wall), found)


def _tell(line: str) -> None:
    # A file or a pipe keeps no line that overwrites itself.
    if sys.stderr.isatty():
        print(f"\r\033[K{line}", end="", file=sys.stderr, flush=True)
