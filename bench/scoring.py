"""How long does the scoring core take, next to two libraries that rank with one set of weights
at a time?

    python3 bench/scoring.py --prepare   # once: downloads what is needed into var/bench
    python3 bench/scoring.py             # measures and prints

README.md beside this file says what is measured. This file needs nothing but Python: it makes
the environment and starts the measuring in it, on one thread.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "bench" / "requirements.txt"
ENVIRONMENT = ROOT / "var" / "bench"
# A copy of the lock says what is installed.
INSTALLED = ENVIRONMENT / "requirements.txt"

# Read by OpenMP and by each of the libraries that may do NumPy's linear algebra.
ONE_THREAD = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "VECLIB_MAXIMUM_THREADS": "1",
}


def main() -> int:
    parser = argparse.ArgumentParser(
        description="Measure the scoring core beside pymcdm and scikit-criteria."
    )
    parser.add_argument("--prepare", action="store_true", help="make var/bench, measure nothing")
    only_prepare = parser.parse_args().prepare
    # Anyone's Python may start this file.
    if sys.version_info < (3, 11):  # noqa: UP036
        print("This needs Python 3.11 or later.", file=sys.stderr)
        return 1
    try:
        prepare()
    except subprocess.CalledProcessError:
        print(
            "var/bench could not be made; the lines above say why. On Debian and Ubuntu, "
            "python3-venv must be installed; the first time needs a network.",
            file=sys.stderr,
        )
        return 1
    if only_prepare:
        print("var/bench is ready.")
        return 0
    # Each in a process of its own, so that neither warms or burdens the other.
    return measure("bench.rank_shares") or measure("bench.whole_appraisal")


def prepare() -> None:
    """Make the environment with exactly what is in the lock, unless it is there already."""
    if INSTALLED.exists() and INSTALLED.read_bytes() == LOCK.read_bytes():
        return
    print("Making var/bench (about a minute) ...", flush=True)
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)], check=True)
    options = ["--quiet", "--no-input", "--disable-pip-version-check"]
    checked = ["--require-hashes", "--only-binary", ":all:", "--requirement", str(LOCK)]
    subprocess.run([python(), "-m", "pip", "install", *options, *checked], check=True)
    shutil.copy(LOCK, INSTALLED)


def python() -> str:
    folder = "Scripts" if os.name == "nt" else "bin"
    return str(ENVIRONMENT / folder / "python")


def measure(module: str) -> int:
    """Run a module of this folder in the environment and return its exit status."""
    settings = {**os.environ, **ONE_THREAD}
    return subprocess.run([python(), "-m", module], cwd=ROOT, env=settings, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
