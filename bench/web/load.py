"""People who use the product at the same time: as they come, or as fast as they can."""

from __future__ import annotations

import random
import re
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from html import unescape
from queue import SimpleQueue
from statistics import quantiles

from bench.web.costs import changed
from bench.web.people import Person
from bench.web.visiting import Answer, Browser, form_in

MOST_AT_ONCE = 200
HIDDEN = re.compile(r'name="(csrfmiddlewaretoken|revision|token)" value="([^"]*)"')
# After every fourth page somebody looks at the result, after every eighth at the task list and
# after every sixteenth at their list of appraisals.
RESULT_EVERY, TASKS_EVERY, HOME_EVERY = 4, 8, 16
RESULTS = ("", "why/", "sure/", "find-out/", "build/", "how/", "as-now/", "annex/")


@dataclass(frozen=True)
class Done:
    """One request: what it was for, and how long it took from when it was due."""

    kind: str
    seconds: float


class Forms:
    """What stands on each page, read once: it is the same for everybody but for three fields."""

    def __init__(self) -> None:
        self.known: dict[str, dict[str, str]] = {}

    def filled(self, step: str, page: str, number: int) -> dict[str, str]:
        if step not in self.known:
            self.known[step] = form_in(page)
        hidden = {name: unescape(value) for name, value in HIDDEN.findall(page)}
        return changed({**self.known[step], **hidden}, number)


def walk(
    person: Person, browser: Browser, forms: Forms, start: int
) -> Iterator[tuple[str, Answer]]:
    """Yield one request after another, as somebody makes them who goes through their pages."""
    number = start
    while True:
        number += 1
        step = person.steps[number % len(person.steps)]
        page = browser.get(person.page(step))
        yield "page", expected(page, 200)
        fields = forms.filled(step, page.text, number // len(person.steps))
        yield "save", expected(browser.post(person.page(step), fields), 302)
        if number % RESULT_EVERY == 0:
            rest = RESULTS[number // RESULT_EVERY % len(RESULTS)]
            yield "result", expected(browser.get(f"/reports/{person.reference}/{rest}"), 200)
        if number % TASKS_EVERY == 0:
            path = f"/appraisals/{person.reference}/"
            yield "task list", expected(browser.get(path), 200)
        if number % HOME_EVERY == 0:
            yield "home", expected(browser.get("/"), 200)


def expected(answer: Answer, status: int) -> Answer:
    assert answer.status == status, f"{answer.status}: {answer.text[:2000]}"
    return answer


def walks(people: Sequence[Person], port: int) -> list[Iterator[tuple[str, Answer]]]:
    """Return everybody's way, each begun at another page."""
    forms = Forms()
    return [
        walk(person, Browser(port, dict(person.cookies)), forms, start)
        for start, person in enumerate(people)
    ]


def as_they_come(people: Sequence[Person], port: int, rate: float, seconds: float) -> list[Done]:
    """Send so many requests a second, whether or not the earlier ones were answered.

    When each is due is settled before: at random, as people do not keep step. A request that has
    to wait for its turn has been waiting since it was due.
    """
    chance = random.Random(8)
    free: SimpleQueue[Iterator[tuple[str, Answer]]] = SimpleQueue()
    for each in walks(people, port):
        free.put(each)
    due, latest = [], 0.0
    while latest < seconds:
        latest += chance.expovariate(rate)
        due.append(latest)
    begun = time.perf_counter()

    def one(at: float) -> Done:
        way = free.get()
        kind, _ = next(way)
        took = time.perf_counter() - begun - at
        free.put(way)
        return Done(kind, took)

    with ThreadPoolExecutor(MOST_AT_ONCE) as pool:
        sent = []
        for at in due:
            time.sleep(max(0.0, begun + at - time.perf_counter()))
            sent.append(pool.submit(one, at))
        return [each.result() for each in sent]


def as_fast_as_they_can(
    people: Sequence[Person], port: int, users: int, seconds: float
) -> list[Done]:
    """Let so many users ask without a pause. Each has several appraisals, and turns from one to
    the next, as nobody may save a page thirty times in a minute."""
    every = walks(people, port)
    ended = time.perf_counter() + seconds
    found: list[list[Done]] = [[] for _ in range(users)]
    errors: list[BaseException] = []

    def use(user: int) -> None:
        own = every[user::users]
        number = 0
        try:
            while time.perf_counter() < ended and not errors:
                kind, answer = next(own[number % len(own)])
                found[user].append(Done(kind, answer.seconds))
                number += 1
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=use, args=[user]) for user in range(users)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    if errors:
        raise errors[0]
    return [done for own in found for done in own]


def percentile(seconds: Sequence[float], which: int) -> float:
    """Return milliseconds within which so many in a hundred were answered."""
    return quantiles(seconds, n=100)[which - 1] * 1000
