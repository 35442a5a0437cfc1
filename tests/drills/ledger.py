"""What people were told was saved beside what is stored, and the documents in the queue."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable

from tests.drills.cluster import Cluster
from tests.drills.saver import Saver

NOTES = "SELECT answers FROM appraisal_steprevision WHERE answers::text LIKE '%Drill %'"
WITH_A_GAP = """
    SELECT count(*) FROM (SELECT 1 FROM appraisal_steprevision GROUP BY perspective_id, step
                          HAVING max(number) <> count(*)) AS gaps
"""

# Another edition for the printer to print: each has a fingerprint of its own, and is in the queue.
DOCUMENT = """
    INSERT INTO reports_document (outcome_id, reference, format, edition, fingerprint, state,
                                  problem, asked_at, attempts)
    SELECT min(id), 'D{0:07}', 'pdf', '{1}', 'drill {0}', 'waiting', '', now(), 0
    FROM appraisal_outcome
"""
STATE_OF = "SELECT state FROM reports_document WHERE reference = 'D{0:07}'"
# As if a few minutes had gone by, after which a document is let go of.
LONG_AGO = "UPDATE reports_document SET taken_at = '2020-01-01' WHERE state = 'printing'"
WITHOUT_FILE = """
    SELECT count(*) FROM reports_document LEFT JOIN reports_issuedfile ON document_id =
    reports_document.id WHERE state <> 'ready' OR document_id IS NULL
"""


def compared(savers: Iterable[Saver], database: Cluster) -> tuple[set[str], set[str]]:
    """Return the notes that were acknowledged and are not there, and those that are there twice."""
    # These first: meanwhile others are saved.
    acknowledged = Counter(note for each in savers for note in each.acknowledged)
    stored = Counter(
        answer["note"]
        for line in database.ask(NOTES).splitlines()
        for answer in json.loads(line).values()
    )
    assert max(acknowledged.values()) == 1
    return set(acknowledged) - set(stored), {note for note, times in stored.items() if times > 1}


def ask_for_document(number: int, database: Cluster, edition: str = "full-draft") -> None:
    database.ask(DOCUMENT.format(number, edition))


def state_of_document(number: int, database: Cluster) -> str:
    return database.ask(STATE_OF.format(number))


def issued_once(database: Cluster) -> int:
    """See that every document has its one file, and return how many there are."""
    assert database.ask(WITHOUT_FILE) == "0"
    files = database.ask("SELECT count(*) FROM reports_issuedfile")
    assert files == database.ask("SELECT count(*) FROM reports_document")
    return int(files)


def without_database_trouble(log: str) -> str:
    """Return a log less the errors that say that the database did not answer."""
    known = (
        r"django\.db\.utils\.(OperationalError|InterfaceError)|"
        # A line that is cut in the middle of an answer, and a database that takes nothing new.
        r"psycopg2\.(DatabaseError|errors\.ReadOnlySqlTransaction)"
    )
    records = re.split(r"(?m)^(?=\d{4}-\d\d-\d\d )", log)
    return "".join(each for each in records if not re.search(known, each))
