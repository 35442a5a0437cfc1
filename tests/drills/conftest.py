"""What several drills start with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.drills.on_a_line import Copy, copy_on_a_line


@pytest.fixture(scope="module")
def copy() -> Iterator[Copy]:
    with copy_on_a_line() as copy:
        yield copy
