"""The whole run: prepare, measure, print."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from django.core.management import call_command
from django.db import connection

from bench.web import printed, stored
from bench.web.beside.answered import answered
from bench.web.beside.models import Note
from bench.web.costs import Meter, Place, Reading, Subject, in_turns
from bench.web.load import as_fast_as_they_can, as_they_come
from bench.web.machine import Served, of_postgres, served, stage
from bench.web.people import Person, contributor, moved_in, with_everything, without_account
from bench.web.profiled import profile
from bench.web.queries import Counted, counted
from bench.web.start import APPLICATION, SETTINGS, memories, starts
from bench.web.visiting import Browser
from tests.drills.cluster import Cluster

PEOPLE = 128
ROUNDS = 5
# So many people's pages are opened and saved in each round.
IN_A_ROUND = 8
ROUNDS_OF_GROWTH = 3
SECONDS_TO_SETTLE = 10
RATE, SECONDS_OF_LOAD = 20, 60
USERS, SECONDS_OF_USERS = (1, 4, 16, 64), 10
RESULTS = {"the result": "", "why": "why/", "every answer and sum": "annex/"}


def run(database: Cluster, folder: Path, sizes: Sequence[int], only_costs: bool) -> None:
    stage("The product's tables, the demonstration and the people")
    prepare()
    people = moved_in(PEOPLE)
    log = folder / "web.log"
    postgres = partial(of_postgres, database.data)
    with ExitStack() as stack:
        web = stack.enter_context(served(APPLICATION, SETTINGS, log))
        beside = stack.enter_context(
            served("bench.web.beside.wsgi", "bench.web.beside.settings", folder / "beside.log")
        )
        side_by_side(web, beside, postgres, people)
        printed.queries(queries())
        if only_costs:
            return
        grown(web, postgres, people, sizes)
        stage(f"{SECONDS_OF_LOAD} s at {RATE} requests a second")
        printed.load(as_they_come(people, web.port, RATE, SECONDS_OF_LOAD), RATE)
        for users in USERS:
            stage(f"{users} at once")
            found = as_fast_as_they_can(people, web.port, users, SECONDS_OF_USERS)
            printed.users(users, found, SECONDS_OF_USERS)
    printed.memory(memories(people, log))
    printed.start(starts(log))


def profiled() -> None:
    prepare()
    for line in profile(moved_in(2)):
        print(line)


def prepare() -> None:
    call_command("prepare", stdout=io.StringIO())
    call_command("collectstatic", interactive=False, verbosity=0)
    with connection.schema_editor() as editor:
        editor.create_model(Note)
    stored.prepare()


def side_by_side(
    web: Served, beside: Served, postgres: Callable[[], list[int]], people: Sequence[Person]
) -> None:
    """Measure what a page and a save cost, beside what they cost elsewhere."""
    few = people[:IN_A_ROUND]
    measure, compare = Meter(web, postgres), Meter(beside, postgres)
    ours = Subject(measure, pages_of(few, web))
    bare = Subject(compare, [Place(Browser(beside.port), "/bare/") for _ in ours.places], saved=200)
    wizard = Subject(compare, [place for _ in few for place in answered(beside.port)])
    unknown = Subject(measure, pages_of([without_account() for _ in few], web))
    results = {name: Reading(measure, result_of(few, web, rest)) for name, rest in RESULTS.items()}
    in_turns([ours, bare, wizard, unknown, *results.values()], ROUNDS)
    printed.side_by_side(ours, bare, wizard, unknown, results)


def grown(
    web: Served,
    postgres: Callable[[], list[int]],
    people: Sequence[Person],
    sizes: Sequence[int],
) -> None:
    """Measure the same again with more and more appraisals stored."""
    measure, few = Meter(web, postgres), people[-IN_A_ROUND:]
    before = 0
    for size in sizes:
        stage(f"Filling up to {size:,} appraisals")
        filled = stored.fill(before, size)
        before = size
        # Much is still being written to the disk.
        time.sleep(SECONDS_TO_SETTLE)
        web.wait_for("/readyz")
        answers = Subject(measure, pages_of(few, web))
        results = Reading(measure, result_of(few, web, ""))
        homes = Reading(measure, [Place(each.browser, "/") for each in results.places])
        in_turns([answers, results, homes], ROUNDS_OF_GROWTH)
        printed.grown(filled, answers, results, homes, queries())


def queries() -> list[Counted]:
    stage("Counting queries")
    return [
        *counted("signed in", moved_in(1)[0]),
        *counted("without an account", without_account()),
        *counted("with everything there can be", with_everything()),
        *counted("a contributor", contributor()),
    ]


def pages_of(people: Sequence[Person], web: Served) -> list[Place]:
    return [
        Place(browser, person.page(step))
        for person, browser in ((each, Browser(web.port, dict(each.cookies))) for each in people)
        for step in person.steps
    ]


def result_of(people: Sequence[Person], web: Served, rest: str) -> list[Place]:
    return [
        Place(Browser(web.port, dict(each.cookies)), f"/reports/{each.reference}/{rest}")
        for each in people
    ]
