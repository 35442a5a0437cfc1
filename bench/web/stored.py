"""A database as full as it will be one day, filled by SQL."""

from __future__ import annotations

import time
from dataclasses import dataclass

from django.db import connection

from appraisal.demonstration import REFERENCE
from appraisal.models import Appraisal, ResultRow, StepRevision

# Pages that each appraisal has saved; the first of them twice.
PAGES_EACH = 3

# %(after)s appraisals are there already, %(to)s are wanted. A reference tells which they are.
FILL = {
    "appraisals": """
        INSERT INTO appraisal_appraisal
            (reference, title, organisation_id, scope, route, scope_number, method_version,
             browser, is_demonstration, is_trial, started_at, changed_at, token)
        SELECT 'B' || lpad(n::text, 8, '0'), 'Home care in area ' || n, councils[1 + n %% 150],
            'For about 300 people aged 65 and over', 'full', 0, '2026.1',
            CASE WHEN n %% 4 = 0 THEN md5(n::text) || md5('b' || n) ELSE '' END, false, false,
            now() - n %% 1000 * interval '1 day', now() - n %% 1000 * interval '1 day',
            gen_random_uuid()
        FROM generate_series(%(after)s + 1, %(to)s) n,
            (SELECT array_agg(id) AS councils FROM people_organisation) o
    """,
    "who may open them": """
        INSERT INTO appraisal_access (appraisal_id, email, level, given_at)
        SELECT id, 'somebody-' || id / 3 || '@council.example', 'owner', now()
        FROM appraisal_appraisal WHERE reference BETWEEN %(first)s AND %(last)s AND browser = ''
    """,
    "agreed answers": """
        INSERT INTO appraisal_perspective
            (appraisal_id, role, reference, contributor, wording, is_handed_in)
        SELECT id, 'agreed', 'P' || substr(reference, 2), '', '', false
        FROM appraisal_appraisal WHERE reference BETWEEN %(first)s AND %(last)s
    """,
    "saved pages": """
        INSERT INTO appraisal_steprevision
            (perspective_id, step, number, answers, draft, method_version, saved_at, token)
        SELECT p.id, b.step, number, b.answers, '{}', '2026.1', now(), gen_random_uuid()
        FROM appraisal_perspective p
            CROSS JOIN generate_series(0, %(pages_each)s) save
            JOIN bench_page b ON b.place = (p.id + greatest(save, 1)) %% %(pages)s
            CROSS JOIN LATERAL (SELECT CASE WHEN save = 1 THEN 2 ELSE 1 END AS number) r
        WHERE p.reference BETWEEN 'P' || substr(%(first)s, 2) AND 'P' || substr(%(last)s, 2)
    """,
    "events": """
        INSERT INTO appraisal_event (appraisal_id, what, at, details)
        SELECT id, 'started', started_at, '{}'
        FROM appraisal_appraisal WHERE reference BETWEEN %(first)s AND %(last)s
    """,
    "outcomes": """
        INSERT INTO appraisal_outcome
            (appraisal_id, number, found_at, method_version, method_hash, appraised, landscape,
             result, verdict, leader, coverage)
        SELECT id, 1, now(), '2026.1', '', '{}', '{}', '{}', 'leaning', 'relational', 1
        FROM appraisal_appraisal WHERE reference BETWEEN %(first)s AND %(last)s
    """,
    "result rows": """
        INSERT INTO appraisal_resultrow
            (outcome_id, appraisal_id, found_at, verdict, leader, best_score,
             readiness_place_based, readiness_outcome_based, readiness_relational,
             readiness_competitive, answers)
        SELECT o.id, o.appraisal_id, o.found_at, 'leaning', 'relational', 60, 50, 50, 50, 50,
            b.answers
        FROM appraisal_outcome o JOIN appraisal_appraisal a ON a.id = o.appraisal_id, bench_row b
        WHERE a.reference BETWEEN %(first)s AND %(last)s
    """,
}


@dataclass(frozen=True)
class Filled:
    """How full the database was made, and how long the last of it took."""

    appraisals: int
    saves: int
    bytes: int
    seconds: float

    def __str__(self) -> str:
        return (
            f"{self.appraisals:,} appraisals, {self.saves:,} saves of pages, "
            f"{self.bytes / 1e9:.1f} GB in all; the last of them made in {self.seconds:.0f} s"
        )


def prepare() -> None:
    """Keep the demonstration's pages and row aside, to fill the database with."""
    demonstration = Appraisal.objects.get(reference=REFERENCE)
    revisions = demonstration.agreed.current_revisions().values()
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE bench_page AS SELECT row_number() OVER (ORDER BY id) - 1 AS place, "
            "step, answers FROM appraisal_steprevision WHERE id = ANY(%s)",
            [[each.pk for each in revisions]],
        )
        cursor.execute(
            "CREATE TABLE bench_row AS SELECT answers FROM appraisal_resultrow "
            "WHERE appraisal_id = %s LIMIT 1",
            [demonstration.pk],
        )


def fill(after: int, to: int) -> Filled:
    """Add appraisals until there are ``to``, and leave the tables as autovacuum would in time."""
    begun = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM bench_page")
        known = {
            "after": after,
            "to": to,
            "first": f"B{after + 1:08}",
            "last": f"B{to:08}",
            "pages": cursor.fetchone()[0],
            "pages_each": PAGES_EACH,
        }
        for statement in FILL.values():
            cursor.execute(statement, known)
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("CHECKPOINT")
        cursor.execute("SELECT pg_database_size(current_database())")
        size = cursor.fetchone()[0]
    took = time.perf_counter() - begun
    assert ResultRow.objects.count() >= to
    return Filled(Appraisal.objects.count(), StepRevision.objects.count(), size, took)
