"""What was measured, as lines to read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median

from bench.web.costs import Cost, Reading, Subject, ratio, usual
from bench.web.load import Done, percentile
from bench.web.queries import MOST, Counted, most
from bench.web.start import Held, Start
from bench.web.stored import Filled

MOST_OF_PAGE, MOST_OF_SAVE = 2.5, 3.5
MOST_MILLISECONDS = 300


def say(line: str = "") -> None:
    print(line, flush=True)


def verdict(is_met: bool) -> str:
    return "met" if is_met else "NOT MET"


def side_by_side(
    ours: Subject,
    bare: Subject,
    wizard: Subject,
    unknown: Subject,
    results: Mapping[str, Reading],
) -> None:
    count = len(ours.places)
    say(f"Milliseconds for one request; medians of {len(ours.pages)} rounds of {count}, in turns:")
    say(f"{'':34}{'web CPU':>9}{'database CPU':>14}{'wall':>8}{'x bare':>8}")
    for name, each in (("signed in", ours), ("without an account", unknown)):
        say(row(f"page, {name}", each.pages, bare.pages))
        say(row(f"save, {name}", each.saves, bare.saves))
    say(row("bare view, GET", bare.pages, bare.pages))
    say(row("bare view, POST", bare.saves, bare.saves))
    say(row("formtools, page", wizard.pages, bare.pages))
    say(row("formtools, save", wizard.saves, bare.saves))
    for name, reading in results.items():
        say(row(name, reading.pages, bare.pages))
    page, save = ratio(ours.pages, bare.pages), ratio(ours.saves, bare.saves)
    together = median(map(sum_of, ours.pages, ours.saves))
    theirs = median(map(sum_of, wizard.pages, wizard.saves))
    say()
    say(
        f"A page costs {page:.2f} times the bare view, at most {MOST_OF_PAGE}: "
        f"{verdict(page <= MOST_OF_PAGE)}"
    )
    say(
        f"A save costs {save:.2f} times the bare view, at most {MOST_OF_SAVE}: "
        f"{verdict(save <= MOST_OF_SAVE)}"
    )
    say(
        f"Page and save cost {together:.1f} ms, formtools' two {theirs:.1f} ms "
        f"({together / theirs:.2f} times): {verdict(together < theirs)}"
    )
    say()


def sum_of(page: Cost, save: Cost) -> float:
    return page.web + save.web


def row(name: str, costs: Sequence[Cost], bare: Sequence[Cost]) -> str:
    each = usual(costs)
    times = f"{each.web:>9.2f}{each.database:>14.2f}{each.wall:>8.2f}"
    return f"{name:34}{times}{ratio(costs, bare):>8.2f}"


def queries(every: Sequence[Counted]) -> None:
    say("Most queries:")
    for kind, allowed in MOST.items():
        found = most(every, kind)
        met = verdict(found.queries <= allowed)
        say(f"  {kind:8}{found.queries:>3} of {allowed:>2}  {met}  ({found.what}, {found.who})")
    say()


def grown(
    filled: Filled,
    answers: Subject,
    results: Reading,
    homes: Reading,
    every: Sequence[Counted],
) -> None:
    say(f"With {filled}:")
    say(f"{'':14}{'web CPU':>9}{'database CPU':>14}{'wall':>8}{'p95':>8}{'queries':>9}")
    counts = {kind: most(every, kind).queries for kind in MOST}
    for name, costs in (
        ("page", answers.pages),
        ("save", answers.saves),
        ("result", results.pages),
        ("home", homes.pages),
    ):
        each = usual(costs)
        say(
            f"  {name:12}{each.web:>9.2f}{each.database:>14.2f}{each.wall:>8.2f}"
            f"{each.slowest:>8.1f}{counts.get(name, ''):>9}"
        )
    say()


def load(found: Sequence[Done], rate: float) -> None:
    slowest = percentile([each.seconds for each in found], 95)
    say(f"{rate} requests a second, due at random, {len(found):,} in all; milliseconds:")
    for kind in ("page", "save", "result", "task list", "home"):
        say(f"  {kind:12}{spread([each.seconds for each in found if each.kind == kind])}")
    say(f"  {'all':12}{spread([each.seconds for each in found])}")
    say(
        f"95 in 100 within {slowest:.0f} ms, at most {MOST_MILLISECONDS}: "
        f"{verdict(slowest < MOST_MILLISECONDS)}"
    )
    say()


def spread(seconds: Sequence[float]) -> str:
    if len(seconds) < 2:
        return f"{len(seconds):>6} of them"
    p50, p95, p99 = (percentile(seconds, which) for which in (50, 95, 99))
    return f"{len(seconds):>6} of them{p50:>8.1f} p50{p95:>8.1f} p95{p99:>8.1f} p99"


def users(count: int, found: Sequence[Done], seconds: float) -> None:
    p50, p95 = (percentile([each.seconds for each in found], which) for which in (50, 95))
    say(
        f"{count:>3} at once, without a pause: {len(found) / seconds:>6.0f} requests a second"
        f"{p50:>8.1f} p50{p95:>8.1f} p95"
    )


def memory(found: Mapping[str, Held]) -> None:
    say()
    say("Megabytes after warm-up:")
    say(f"{'':18}{'a worker, RSS':>15}{'PSS':>7}{'gunicorn itself, RSS':>23}{'PSS':>7}")
    for name, each in found.items():
        say(
            f"  {name:16}{each.rss:>15.0f}{each.pss:>7.0f}"
            f"{each.arbiter_rss:>23.0f}{each.arbiter_pss:>7.0f}"
        )
    say()


def start(found: Start) -> None:
    say(f"From starting gunicorn to its first answer: {found.serving:.2f} s")
    say(f"manage.py check: {found.checking:.2f} s")
