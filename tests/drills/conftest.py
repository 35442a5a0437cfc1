"""What several drills start with."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.drills.on_a_line import Copy, copy_on_a_line


@pytest.fixture(scope="module")
def copy() -> Iterator[Copy]:
    with copy_on_a_line() as copy:
        yield copy


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Note for ./test which drills were left out, and why: they have not passed."""
    left_out = terminalreporter.stats.get("skipped", [])
    said = [f"{each.nodeid}: {each.longrepr[2]}\n" for each in left_out]
    if place := os.environ.get("LEFT_OUT"):
        Path(place).write_text("".join(said))
