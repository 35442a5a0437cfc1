"""What holds for every test."""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from appraisal import conclusion
from appraisal.scoring.result import Result, appraise

SLOW = ("browser", "libreoffice", "paper", "verapdf")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest, so that no worker is left alone with one at the end.

    All else stays in the order of chance.
    """
    slow = Counter(each.path for each in items if any(map(each.get_closest_marker, SLOW)))
    order = {path: at for at, path in enumerate(dict.fromkeys(each.path for each in items))}
    items.sort(key=lambda each: (-slow[each.path], order[each.path]))


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
