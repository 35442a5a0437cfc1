"""Every benchmark, one after the other: each prints its ratios from one run.

    .venv/bin/python -m bench               # all of them: an hour
    .venv/bin/python -m bench scoring web   # some of them

README.md, in this folder, says what each measures. Needs the product set up by ./test, and nothing
else to do meanwhile.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BENCHMARKS = {
    "scoring": "The scoring core, beside pymcdm and scikit-criteria",
    "report": "A report, beside Chromium",
    "web": "A page and a save, beside a bare view and formtools' own wizard",
    "national": "The national picture",
}


def main() -> int:
    parser = argparse.ArgumentParser(description="Run the benchmarks.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHMARKS))
    asked = parser.parse_args().names or list(BENCHMARKS)
    if unknown := [name for name in asked if name not in BENCHMARKS]:
        parser.error(f"There is no benchmark {unknown[0]}. There are: {', '.join(BENCHMARKS)}.")
    failed = [name for name in asked if not succeeds(name)]
    if failed:
        print(f"Not measured to the end: {', '.join(failed)}.", file=sys.stderr)
    return bool(failed)


def succeeds(name: str) -> bool:
    print(f"\n== {BENCHMARKS[name]}\n", flush=True)
    return subprocess.run([sys.executable, "-m", f"bench.{name}"], cwd=ROOT).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
