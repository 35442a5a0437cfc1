"""Where the time of a page and of a save goes, by Python's own profiler.

.venv/bin/python -m bench.web --profile

It makes everything slower, what calls much more than what does much itself: read it as shares.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from cProfile import Profile
from pstats import SortKey, Stats
from urllib.parse import urlencode

from django.test import Client

from bench.web.costs import changed
from bench.web.people import Person
from bench.web.visiting import form_in

FORM = "application/x-www-form-urlencoded"
# Nobody may save a page thirty times in a minute.
TIMES = 25
SHOWN = 90


def profile(people: Sequence[Person]) -> Iterator[str]:
    """Yield where the time of the pages goes, and that of the saves."""
    pages, saves = Profile(), Profile()
    for person in people:
        client = Client(HTTP_HOST="127.0.0.1", headers={"X-Forwarded-Proto": "https"})
        for name, value in person.cookies.items():
            client.cookies[name] = value
        for number in range(TIMES):
            for path in map(person.page, person.steps):
                if number == 0:
                    # The first time makes what stays.
                    client.get(path)
                shown = pages.runcall(client.get, path)
                fields = changed(form_in(shown.content.decode()), number)
                saved = saves.runcall(client.post, path, urlencode(fields), FORM)
                assert saved.status_code == 302, saved.content.decode()[:3000]
    yield from ("A page:", told(pages), "A save:", told(saves))


def told(found: Profile) -> str:
    said = io.StringIO()
    stats = Stats(found, stream=said).strip_dirs()
    stats.sort_stats(SortKey.CUMULATIVE).print_stats(SHOWN)
    stats.sort_stats(SortKey.TIME).print_stats(SHOWN // 3)
    return said.getvalue()
