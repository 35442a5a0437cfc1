"""Where the processor time of a page and of a save goes, looked at now and then.

.venv/bin/python -m bench.web --profile
"""

from __future__ import annotations

import signal
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from urllib.parse import urlencode

from django.test import Client

from bench.web.costs import changed
from bench.web.people import Person
from bench.web.visiting import form_in

# No machine looks that often: as often as it can, then.
LOOK_EVERY = 0.001
FORM = "application/x-www-form-urlencoded"
# Nobody may save a page thirty times in a minute.
TIMES = 25
SHOWN = 90


class Looks:
    """How often each function was found at work, itself or through what it called."""

    def __init__(self) -> None:
        self.all = 0
        self.seconds = 0.0
        self.inside: Counter[str] = Counter()
        self.itself: Counter[str] = Counter()

    def look(self, signal: int, frame: FrameType | None) -> None:
        self.all += 1
        seen = set()
        if frame:
            self.itself[named(frame)] += 1
        while frame:
            seen.add(named(frame))
            frame = frame.f_back
        self.inside.update(seen)

    @contextmanager
    def looking(self, really: bool) -> Iterator[None]:
        """Look at what is done meanwhile, unless it is the first time, which makes what stays."""
        if not really:
            yield
            return
        signal.signal(signal.SIGPROF, self.look)
        signal.setitimer(signal.ITIMER_PROF, LOOK_EVERY, LOOK_EVERY)
        begun = time.process_time()
        try:
            yield
        finally:
            self.seconds += time.process_time() - begun
            signal.setitimer(signal.ITIMER_PROF, 0)

    def lines(self, requests: int) -> Iterator[str]:
        yield f"{self.seconds * 1000 / requests:.2f} ms a request"
        for title, found in (("with what it calls", self.inside), ("by itself", self.itself)):
            yield f"  In 100, {title}:"
            for name, times in found.most_common(SHOWN):
                yield f"  {times * 100 / self.all:>6.1f}  {name}"


def named(frame: FrameType) -> str:
    code = frame.f_code
    where = "/".join(Path(code.co_filename).parts[-3:])
    return f"{code.co_qualname} ({where})"


def profile(people: Sequence[Person]) -> Iterator[str]:
    """Yield where the time of the pages goes, and that of the saves."""
    pages, saves = Looks(), Looks()
    requests = 0
    for person in people:
        client = Client(HTTP_HOST="127.0.0.1", headers={"X-Forwarded-Proto": "https"})
        for name, value in person.cookies.items():
            client.cookies[name] = value
        for number in range(TIMES):
            for path in map(person.page, person.steps):
                with pages.looking(number > 0):
                    shown = client.get(path)
                fields = changed(form_in(shown.content.decode()), number)
                with saves.looking(number > 0):
                    saved = client.post(path, urlencode(fields), FORM)
                assert saved.status_code == 302, saved.content.decode()[:3000]
                requests += number > 0
    yield from ("A page:", *pages.lines(requests), "", "A save:", *saves.lines(requests))
