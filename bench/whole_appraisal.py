"""How long one whole appraisal takes: the first in a new process, and those that follow."""

from __future__ import annotations

import sys
import time
from typing import Any

from appraisal.method.content import CURRENT_VERSION, method
from appraisal.method.model import Method
from appraisal.scoring.answers import Landscape
from appraisal.scoring.document import as_document
from appraisal.scoring.draws import DRAWS
from appraisal.scoring.result import appraise
from bench.landscapes import count_unknown, demonstration, made_up
from bench.timing import Timing, timed

UNKNOWN = 10
RUNS = 20
OTHERS = 20
OTHER_RUNS = 5


def main() -> int:
    # All that this process has spent so far went into starting Python and importing the core.
    importing = time.process_time()
    chosen = method(CURRENT_VERSION)
    landscape = demonstration(chosen, UNKNOWN)
    reading = time.process_time() - importing
    first = timed("first appraisal", 1, lambda: appraise(chosen, landscape))
    warm = timed("warm appraisals", RUNS, lambda: appraise(chosen, landscape))
    as_json = timed("as JSON", RUNS, lambda: as_document(warm.found))
    others = [_other(chosen, seed) for seed in range(OTHERS)]
    unknown = count_unknown(chosen, landscape)
    print(
        f"One whole appraisal: the demonstration, {unknown} answers unknown, "
        f"four sets of {DRAWS:,} draws"
    )
    print(f"{'':58}{'runs':>6}{'CPU ms':>10}{'wall ms':>10}")
    print(_row("warm", warm))
    print(_row("the same result as data for JSON", as_json))
    slowest = max(others, key=lambda timing: timing.cpu)
    print(_row(f"warm, the slowest of {OTHERS} made-up landscapes", slowest))
    print(_row("cold: the first in a new process", first))
    print(f"{'  before it: Python starts and imports the core':58}{1:>6}{importing * 1000:>10,.1f}")
    print(f"{'  before it: the method and the answers are read':58}{1:>6}{reading * 1000:>10,.1f}")
    return 0


def _other(chosen: Method, seed: int) -> Timing[Any]:
    landscape: Landscape = made_up(chosen, UNKNOWN, seed)
    return timed(f"landscape {seed + 1}", OTHER_RUNS, lambda: appraise(chosen, landscape))


def _row(name: str, timing: Timing[Any]) -> str:
    times = f"{timing.cpu * 1000:>10,.1f}{timing.wall * 1000:>10,.1f}"
    return f"{name:58}{timing.runs:>6}{times}"


if __name__ == "__main__":
    sys.exit(main())
