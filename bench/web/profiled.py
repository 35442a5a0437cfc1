"""Where the processor time of a page and of a save goes, looked at now and then.

.venv/bin/python -m bench.web --profile
"""

from __future__ import annotations

import signal
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from django.test import Client

from bench.web.costs import changed
from bench.web.people import Person
from bench.web.visiting import form_in

# No machine looks that often: as often as it can, then.
LOOK_EVERY = 0.001
TIMES = 20
SHOWN = 45


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
    def looking(self) -> Iterator[None]:
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


def profile(person: Person) -> Iterator[str]:
    """Yield where the time of the pages goes, and that of the saves."""
    client = Client(HTTP_HOST="127.0.0.1", headers={"X-Forwarded-Proto": "https"})
    for name, value in person.cookies.items():
        client.cookies[name] = value
    paths = [person.page(step) for step in person.steps]
    pages, saves = Looks(), Looks()
    for number in range(TIMES):
        for path in paths:
            with pages.looking():
                shown = client.get(path)
            fields = changed(form_in(shown.content.decode()), number)
            with saves.looking():
                saved = client.post(path, fields)
            assert saved.status_code == 302, saved.content.decode()[:3000]
    requests = TIMES * len(paths)
    yield from ("A page:", *pages.lines(requests), "", "A save:", *saves.lines(requests))
