"""Programs that drills need and the product does not, each in an environment of its own."""

from __future__ import annotations

import shutil
import subprocess
import sys

from tests.drills.cluster import ROOT


def program(name: str) -> str:
    """Return the path of a program, installed when its lock has changed."""
    lock = ROOT / "tests" / "drills" / name / "requirements.txt"
    place = ROOT / "var" / name
    if not (place / "lock").exists() or (place / "lock").read_bytes() != lock.read_bytes():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(place)], check=True)
        install = ["install", "--quiet", "--require-hashes", "--no-deps", "--requirement"]
        subprocess.run([str(place / "bin" / "pip"), *install, str(lock)], check=True)
        shutil.copy(lock, place / "lock")
    return str(place / "bin" / name)
