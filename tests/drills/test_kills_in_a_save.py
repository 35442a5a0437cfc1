"""A web process, the printer and its press are killed at the very points that count.

The line to PostgreSQL sees each statement and kills who sent it, before or after PostgreSQL has it.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from itertools import count

import pytest
import requests

from tests.drills.cluster import children
from tests.drills.crowd import Crowd
from tests.drills.ledger import LONG_AGO, ask_for_document, state_of_document
from tests.drills.line import COMMIT, INSERT, Fault
from tests.drills.on_a_line import Copy, posted

TIMES = 2
NUMBERS = count(1)
SHORT, FULL = "short-draft", "full-draft"
ISSUE = b"""SET "state" = 'ready'"""
KEEP = b'INSERT INTO "reports_issuedfile"'


def kill(processes: list[int]) -> None:
    for each in processes:
        with suppress(ProcessLookupError):
            os.kill(each, signal.SIGKILL)


# Of a save: how many are stored by then.
SAVES = {
    "before the row is sent": (INSERT, False, 0),
    "before the row is answered": (INSERT, True, 0),
    "before the commit is sent": (COMMIT, False, 0),
    "before the commit is answered": (COMMIT, True, 1),
}


@pytest.mark.parametrize("point", SAVES)
def test_a_web_process_that_is_killed_in_a_save_costs_one_press_of_a_button(copy: Copy, point: str):
    statement, is_sent, saved_before = SAVES[point]
    for _ in range(TIMES):
        address, fields, note = copy.page()
        happened = copy.line.happened
        copy.line.fault = Fault(
            statement, is_sent, act=lambda: kill(children(copy.server.process.pid))
        )

        with pytest.raises(requests.ConnectionError):
            posted(copy, address, fields)
        assert copy.line.happened == happened + 1
        assert copy.times_saved(note) == saved_before

        assert posted(copy, address, fields).status_code == 302
        assert copy.times_saved(note) == 1


# Of a document: how it stands by then, and how many files it has.
DOCUMENTS = {
    "before it is said to be ready": (ISSUE, False, "printing", 0),
    "after it is said to be ready": (ISSUE, True, "printing", 0),
    "before the file is sent": (KEEP, False, "printing", 0),
    "before the file is answered": (KEEP, True, "printing", 0),
    "before the commit is sent": (COMMIT, False, "printing", 0),
    "before the commit is answered": (COMMIT, True, "ready", 1),
}


@pytest.fixture
def printing(copy: Copy) -> Iterator[Crowd]:
    """Print what there is before, so that a printer has but one thing to do."""
    copy.database.manage("print_documents", "--until-empty")
    copy.server.start_printing()
    yield Crowd(copy.server.log)
    copy.server.stop_printing()


@pytest.mark.parametrize("point", DOCUMENTS)
def test_a_printer_that_is_killed_while_it_issues_leaves_all_or_nothing(
    copy: Copy, printing: Crowd, point: str
):
    statement, is_sent, state, files = DOCUMENTS[point]
    number, printer = next(NUMBERS), copy.server.printer
    assert printer
    happened = copy.line.happened
    copy.line.fault = Fault(statement, is_sent, within=ISSUE, act=printer.kill)
    ask_for_document(number, copy.database, SHORT)
    printing.wait_until(lambda: printer.poll() is not None)

    assert copy.line.happened == happened + 1
    assert state_of_document(number, copy.database) == state
    assert copy.files_of(number) == files

    copy.database.ask(LONG_AGO)
    copy.server.start_printing()
    printing.wait_until(lambda: state_of_document(number, copy.database) == "ready")
    assert copy.files_of(number) == 1


def test_a_press_that_is_killed_fails_its_document_and_no_other(copy: Copy, printing: Crowd):
    killed, other = next(NUMBERS), next(NUMBERS)
    printer = copy.server.printer
    assert printer
    ask_for_document(killed, copy.database, FULL)
    printing.wait_until(lambda: children(printer.pid) != [])
    ask_for_document(other, copy.database, SHORT)
    kill(children(printer.pid))
    printing.wait_until(lambda: state_of_document(other, copy.database) == "ready")

    assert state_of_document(killed, copy.database) == "failed"
    assert printer.poll() is None
    assert copy.files_of(killed) == 0 and copy.files_of(other) == 1
