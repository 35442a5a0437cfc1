"""A drill that cannot be done on this machine is told of by ./test, and not taken for passed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
AS_SOMEBODY_ELSE = """
import os, sys, pytest
os.geteuid = lambda: 1
sys.exit(pytest.main(["tests/drills/test_full_disk.py", "-q", "-p", "no:cacheprovider"]))
"""


def test_drills_that_only_root_can_do_are_named_if_they_are_left_out(tmp_path: Path):
    left_out = tmp_path / "left-out"

    done = subprocess.run(
        [sys.executable, "-c", AS_SOMEBODY_ELSE],
        cwd=ROOT,
        env=os.environ | {"LEFT_OUT": str(left_out)},
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stdout
    lines = left_out.read_text().splitlines()
    assert len(lines) == 2
    assert all("tests/drills/test_full_disk.py" in each for each in lines)
    assert all("Only root can make a disk" in each for each in lines)
