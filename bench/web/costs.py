"""What a page and a save cost in processor time: of the web server, and of the database."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median, quantiles

from bench.web.machine import Served, since, spent, stage
from bench.web.visiting import Answer, Browser, form_in

# A note is changed at every save, so that each makes a new revision.
# Every other time it grows, and the product has to see how much text there is in all.
CHANGES = ("Asked again in the spring.", "Asked again in the spring, and in the autumn too.")
GOAL, POINTS = "prevention", ("40", "45")
UNTYPED = ("csrfmiddlewaretoken", "revision", "token", "current_step", "-exempt")


@dataclass(frozen=True)
class Cost:
    """Milliseconds that one request cost, on average over a batch."""

    web: float
    database: float
    wall: float
    slowest: float


@dataclass
class Place:
    """A page that one browser opens and sends."""

    browser: Browser
    path: str
    opened: dict[str, str] | None = None
    sent: int = 0

    def open(self) -> Answer:
        return self.browser.get(self.path)

    def read(self, answer: Answer) -> None:
        self.opened = form_in(answer.text)

    def save(self) -> Answer:
        assert self.opened is not None
        self.sent += 1
        return self.browser.post(self.path, changed(self.opened, self.sent))


def changed(fields: dict[str, str], number: int) -> dict[str, str]:
    """Return the fields of a page with one note, the points of one goal, or one text changed."""
    goal = next((name for name in fields if name.endswith(GOAL)), None)
    if goal:
        return {**fields, goal: POINTS[number % 2]}
    notes = [name for name in fields if name.endswith("-note")]
    texts = [name for name in fields if not name.endswith(UNTYPED)]
    return {**fields, (notes or texts)[0]: CHANGES[number % 2]}


class Meter:
    """Measures batches of requests, sent one after another, at one server and its database."""

    def __init__(self, server: Served, postgres: Callable[[], list[int]]) -> None:
        self.server = server
        self.postgres = postgres

    def batch(self, asks: Sequence[Callable[[], Answer]], status: int) -> tuple[Cost, list[Answer]]:
        workers = self.server.workers
        before, database_before = spent(workers), spent(self.postgres())
        answers = [ask() for ask in asks]
        web, database = since(before), since(database_before)
        assert self.server.workers == workers, "A web process was replaced meanwhile."
        wrong = [each for each in answers if each.status != status]
        assert not wrong, (
            f"{wrong[0].status} instead of {status}: {wrong[0].text[:3000]}\n"
            f"The server's log ends:\n{self.server.log.read_text()[-3000:]}"
        )
        walls = [each.seconds * 1000 for each in answers]
        count = len(answers)
        cost = Cost(
            web=web * 1000 / count,
            database=database * 1000 / count,
            wall=sum(walls) / count,
            slowest=quantiles(walls, n=20)[-1],
        )
        return cost, answers


@dataclass
class Subject:
    """Something that is measured: pages that are opened and then sent."""

    meter: Meter
    places: Sequence[Place]
    saved: int = 302
    pages: list[Cost] = field(default_factory=list)
    saves: list[Cost] = field(default_factory=list)

    def measure(self, keep: bool) -> None:
        page, answers = self.meter.batch([each.open for each in self.places], 200)
        for place, answer in zip(self.places, answers, strict=True):
            place.read(answer)
        save, _ = self.meter.batch([each.save for each in self.places], self.saved)
        if keep:
            self.pages.append(page)
            self.saves.append(save)


@dataclass
class Reading:
    """Pages that are only read."""

    meter: Meter
    places: Sequence[Place]
    pages: list[Cost] = field(default_factory=list)

    def measure(self, keep: bool) -> None:
        page, _ = self.meter.batch([each.open for each in self.places], 200)
        if keep:
            self.pages.append(page)


def in_turns(subjects: Sequence[Subject | Reading], rounds: int) -> None:
    """Measure each so often, in turns, so that a busy minute hits all; the first time warms up."""
    for number in range(rounds + 1):
        stage(f"Costs, round {number} of {rounds}")
        for each in subjects:
            each.measure(keep=number > 0)


def usual(costs: Sequence[Cost]) -> Cost:
    return Cost(
        web=median(each.web for each in costs),
        database=median(each.database for each in costs),
        wall=median(each.wall for each in costs),
        slowest=median(each.slowest for each in costs),
    )


def ratio(ours: Sequence[Cost], theirs: Sequence[Cost]) -> float:
    """Return the median of each round's ratio of processor time."""
    return median(mine.web / other.web for mine, other in zip(ours, theirs, strict=True))
