"""A copy of the product whose line to PostgreSQL can be cut, and somebody who saves."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from shutil import rmtree

import requests

from tests.browser.server import Server
from tests.drills.cluster import Cluster, cluster
from tests.drills.line import Line
from tests.drills.saver import Saver

NUMBERS = count(1)
FILES_OF = """
    SELECT count(*) FROM reports_issuedfile JOIN reports_document ON document_id =
    reports_document.id WHERE reference = 'D{0:07}'
"""


@dataclass
class Copy:
    database: Cluster
    line: Line
    server: Server
    amina: Saver

    def times_saved(self, note: str) -> int:
        found = f"SELECT count(*) FROM appraisal_steprevision WHERE answers::text LIKE '%{note}\"%'"
        return int(self.database.ask(found))

    def revisions(self) -> int:
        return int(self.database.ask("SELECT count(*) FROM appraisal_steprevision"))

    def files_of(self, document: int) -> int:
        return int(self.database.ask(FILES_OF.format(document)))

    def page(self) -> tuple[str, dict[str, str], str]:
        """Return the address of a page, what Amina sends from it, and the note in that."""
        number = next(NUMBERS)
        address = self.amina.pages[number % len(self.amina.pages)]
        note = f"Line {number}"
        return address, self.amina.filled(address, note), note


@contextmanager
def copy_on_a_line() -> Iterator[Copy]:
    folder = Path(tempfile.mkdtemp(prefix="drill.", dir="/tmp"))
    folder.chmod(0o755)
    with cluster(folder / "database") as database:
        line = Line(database.sockets)
        server = Server(folder, f"postgres://127.0.0.1:{line.port}/appraisal")
        server.prepare()
        server.start()
        try:
            amina = Saver("Amina", server.url)
            amina.begin()
            yield Copy(database, line, server, amina)
        finally:
            server.stop()
            line.end()
    rmtree(folder, ignore_errors=True)


def posted(copy: Copy, address: str, fields: dict[str, str]) -> requests.Response:
    return copy.amina.session.post(address, fields, allow_redirects=False, timeout=60)
