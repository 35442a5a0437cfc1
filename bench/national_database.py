"""How long a release takes to build from a million results of 5,000 organisations.

It starts a PostgreSQL of its own, fills it, builds, prints, and deletes it again. What an outcome
holds besides its row is left empty: no build reads it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from unittest.mock import patch

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

ROOT = Path(__file__).resolve().parents[1]
ORGANISATIONS = 5_000
EACH = 200
KINDS = 1_000
QUARTER = "2027-Q1"
SECRET = b"A benchmark has nothing to keep secret."

# PostgreSQL listens on a socket of its own below /tmp, and is gone when the shell ends.
SERVER = """
set -eu
. scripts/setup.sh
. scripts/postgres.sh
# No name that the sourced scripts use: this one is deleted at the end.
bench_scratch=$(mktemp -d /tmp/appraisal-bench.XXXXXX)
readonly bench_scratch
chmod 755 "$bench_scratch"
trap 'postgres_stop; rm -rf "$bench_scratch"' EXIT
trap 'exit 130' HUP INT TERM
postgres_start "$bench_scratch/postgres" -c fsync=off -c max_wal_size=4GB
"$1" -m bench.national_database --in-database
"""

FILL = {
    "organisations": """
        INSERT INTO people_organisation
            (official_name, name, kind, region, is_verified)
        SELECT 'Made up ' || n, 'Made up ' || n, kind, region, true
        FROM generate_series(1, %(organisations)s) n
        JOIN bench_place ON place = n %% %(places)s
    """,
    "appraisals": """
        INSERT INTO appraisal_appraisal
            (reference, title, organisation_id, scope, route, scope_number, method_version,
             browser, is_demonstration, is_trial, started_at, changed_at)
        SELECT 'B' || id || '-' || n, 'Made up', id, '', 'full', 0, '2026.1', '', false, false,
            now(), now()
        FROM people_organisation CROSS JOIN generate_series(1, %(each)s) n
    """,
    "outcomes": """
        INSERT INTO appraisal_outcome
            (appraisal_id, number, found_at, method_version, method_hash, appraised, landscape,
             result, verdict, leader, coverage)
        SELECT id, 1, now() - id * interval '1 second', '2026.1', '', '{}', '{}', '{}',
            'leaning', 'relational', 1
        FROM appraisal_appraisal
    """,
    "result rows": """
        INSERT INTO appraisal_resultrow
            (outcome_id, appraisal_id, found_at, verdict, leader, best_score,
             readiness_place_based, readiness_outcome_based, readiness_relational,
             readiness_competitive, answers)
        SELECT o.id, o.appraisal_id, o.found_at, k.verdict, k.leader, k.best_score, k.place_based,
            k.outcome_based, k.relational, k.competitive, k.answers
        FROM appraisal_outcome o JOIN bench_kind k ON k.kind = o.id %% %(kinds)s
    """,
    "consents": """
        INSERT INTO appraisal_nationalconsent
            (appraisal_id, organisation_id, is_given, wording, at)
        SELECT id, organisation_id, true, 'national-2026-11', now() FROM appraisal_appraisal
    """,
}

Found = TypeVar("Found")


def main() -> int:
    if "--in-database" in sys.argv:
        measure()
        return 0
    command = ["sh", "-c", SERVER, "bench", sys.executable]
    environment = os.environ | {"SECRET_KEY": "a benchmark's"}
    environment.pop("DATABASE_URL", None)
    return subprocess.run(command, cwd=ROOT, env=environment).returncode


def measure() -> None:
    os.environ |= {"DJANGO_SETTINGS_MODULE": "config.settings", "HTTPS": "no"}
    import django

    django.setup()
    fill()
    from reports.national.release import build
    from reports.releases.gathering import contributions
    from reports.releases.keeping import keep, publish

    print(f"{ORGANISATIONS * EACH:,} shared results of {ORGANISATIONS:,} organisations")
    given = timed("Choose the one that counts of each, and read it", contributions)
    assert len(given) == ORGANISATIONS, len(given)
    with patch("reports.national.release.safe_to_publish", unaudited):
        timed("Count and round, before the audit", lambda: build(QUARTER, given, (), SECRET))
    built = timed("All of it, with the audit", lambda: build(QUARTER, given, (), SECRET))
    timed("Keep it", lambda: keep(built.bytes, built.members))
    publish(QUARTER)
    print(f"An analyst's page asks the database at most {most_queries()} times")


def unaudited(published: object, new: Iterable[Found], *rest: object) -> tuple[Found, ...]:
    """Let everything be published."""
    return tuple(new)


def most_queries() -> int:
    """Return how often the page asks that asks most of the database."""
    from django.core.management import call_command
    from django.db import connection
    from django.test.utils import CaptureQueriesContext, setup_test_environment

    from people.models import User
    from tests.access.scene import with_app
    from tests.releases.pages import OF_ANALYSTS

    # Pages name files by what is in them, as in service.
    call_command("collectstatic", interactive=False, verbosity=0)
    setup_test_environment()
    analyst, _ = with_app(User.objects.create_user("carys@example.org", is_analyst=True))
    found = []
    for address in OF_ANALYSTS:
        with CaptureQueriesContext(connection) as asked:
            assert analyst.get(address).status_code == 200, address
        found.append(len(asked))
    return max(found)


def fill() -> None:
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        places = describe(cursor)
        sizes = {
            "organisations": ORGANISATIONS,
            "each": EACH,
            "kinds": KINDS,
            "places": places,
        }
        for what, statement in FILL.items():
            timed(f"(make {what})", partial(cursor.execute, statement, sizes))
        cursor.execute("VACUUM ANALYZE")


def describe(cursor: CursorWrapper) -> int:
    """Make tables of the places there are, and of a thousand different results."""
    import numpy as np

    from people.councils import COUNCILS
    from reports.national.catalogue import CATALOGUE
    from reports.national.synthetic import Making, councils

    every = councils(COUNCILS)
    making = Making(every, np.random.RandomState(1), CATALOGUE)
    kinds = [making.appraisal(every[number % len(every)]) for number in range(KINDS)]
    run = cursor.execute
    run("CREATE TABLE bench_place (place integer, kind text, region text)")
    for number, each in enumerate(every):
        run("INSERT INTO bench_place VALUES (%s, %s, %s)", [number, each.kind, each.region])
    run(
        "CREATE TABLE bench_kind (kind integer, verdict text, leader text, best_score float, "
        "place_based float, outcome_based float, relational float, competitive float, "
        "answers jsonb)"
    )
    for number, made in enumerate(kinds):
        ready = [
            made.readiness[key]
            for key in ("place_based", "outcome_based", "relational", "competitive")
        ]
        run(
            "INSERT INTO bench_kind VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [
                number,
                made.verdict,
                made.leader or "",
                made.best_score,
                *ready,
                json.dumps(dict(made.answers)),
            ],
        )
    return len(every)


def timed(name: str, work: Callable[[], Found]) -> Found:
    wall, cpu = time.perf_counter(), time.process_time()
    found = work()
    print(
        f"{name:52}{time.perf_counter() - wall:>9.1f} s"
        f"{time.process_time() - cpu:>9.1f} s of this processor",
        flush=True,
    )
    return found


if __name__ == "__main__":
    sys.exit(main())
