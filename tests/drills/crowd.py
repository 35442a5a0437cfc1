"""Several people who save at once, and what they were told."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import requests

from tests.drills.cluster import Cluster
from tests.drills.ledger import compared
from tests.drills.saver import Saver

SECONDS = 180
END_OF_LOG = 20_000


class Crowd:
    """People who go on saving until the drill is over."""

    def __init__(self, log: Path) -> None:
        self.log = log
        self.savers: list[Saver] = []

    def begin(self, number: int, url: str) -> None:
        """Let so many people start an appraisal and go on saving it, while nothing is broken."""
        for name in range(number):
            self.join(Saver(str(name), url))

    def join(self, saver: Saver) -> None:
        saver.begin()
        self.savers.append(saver)
        saver.start()

    def leave(self) -> None:
        """Let each end with a save that is acknowledged."""
        for each in self.savers:
            each.end()

    def give_up(self) -> None:
        for each in self.savers:
            each.ended.set()

    @property
    def acknowledged(self) -> int:
        for each in self.savers:
            if each.error:
                raise each.error
        return sum(len(each.acknowledged) for each in self.savers)

    @property
    def seen(self) -> Counter[str]:
        """How often people saw what else than the answer that they wanted."""
        return sum((each.seen for each in self.savers), Counter[str]())

    def wait_until(self, happened: Callable[[], bool], seconds: float = SECONDS) -> None:
        latest = time.monotonic() + seconds
        while not happened():
            assert time.monotonic() < latest, self.log.read_text()[-END_OF_LOG:]
            time.sleep(0.02)

    def wait_until_it_goes_on(self, saves: int) -> None:
        """Wait until so many more saves are acknowledged, and one of each person at least."""
        wanted = self.acknowledged + saves
        of_each = [(each, len(each.acknowledged)) for each in self.savers]
        self.wait_until(
            lambda: (
                self.acknowledged >= wanted
                and all(len(each.acknowledged) > before for each, before in of_each)
            )
        )

    def times_told(self, trouble: str) -> int:
        """Return how often people saw a page whose heading ends in this."""
        return sum(times_told(each, trouble) for each in self.savers)

    def wait_until_all_are_told(self, trouble: str, times: int) -> None:
        """Wait until each of them has seen such a page so many times more."""
        of_each = [(each, times_told(each, trouble) + times) for each in self.savers]
        self.wait_until(lambda: all(times_told(each, trouble) >= most for each, most in of_each))

    def read_all(self) -> int:
        """See that each can read all of theirs, in another tab; return how many pages that were."""
        pages = [(saver, page) for saver in self.savers for page in (saver.appraisal, *saver.pages)]
        for saver, page in pages:
            with requests.Session() as tab:
                tab.cookies.update(saver.session.cookies)
                assert tab.get(page, timeout=60).status_code == 200
        return len(pages)

    def nothing_is_wrong(self, database: Cluster) -> str:
        """See that what was acknowledged is there, once; return that with the counts."""
        lost, twice = compared(self.savers, database)
        assert (lost, twice) == (set(), set())
        return f"{self.acknowledged} acknowledged, {len(lost)} lost, {len(twice)} twice"


def times_told(saver: Saver, trouble: str) -> int:
    return sum(times for heading, times in saver.seen.items() if heading.endswith(trouble))
