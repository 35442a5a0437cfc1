"""What holds for every test."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from typing import Any

import pytest

from appraisal import conclusion
from appraisal.scoring.result import Result, appraise


@pytest.fixture(scope="session", autouse=True)
def nothing_is_appraised_twice() -> Iterator[None]:
    """Keep what the core found for an appraisal: hundreds of tests conclude the same ones.

    It depends on nothing but what it is given. tests/scoring asks the core itself, each time anew.
    """
    found: dict[bytes, Result] = {}

    def remembered(*given: Any) -> Result:
        key = pickle.dumps(given)
        if key not in found:
            found[key] = appraise(*given)
        return found[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(conclusion, "appraise", remembered)
        yield
