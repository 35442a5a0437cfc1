"""Lines that break, stall or are slow, and buttons that are pressed twice: one save each time."""

from __future__ import annotations

import socket
import sys
import threading
import time
from urllib.parse import urlencode, urlsplit

import pytest
import requests

from tests.drills.line import COMMIT, INSERT, Fault
from tests.drills.on_a_line import Copy, posted
from tests.drills.saver import hidden_in

# After so long gunicorn ends a process that does not answer.
SECONDS_OF_GUNICORN = 30
WEB_PROCESSES = 2
END_OF_LINES = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = 'appraisal' AND pid <> pg_backend_pid()
"""


CUTS = {
    "before the row is sent": (Fault(INSERT, is_sent=False), 0),
    "before the row is answered": (Fault(INSERT, is_sent=True), 0),
    "before the commit is sent": (Fault(COMMIT, is_sent=False), 0),
    "before the commit is answered": (Fault(COMMIT, is_sent=True), 1),
    "after three seconds of silence": (Fault(COMMIT, is_sent=True, seconds=3), 1),
}


@pytest.mark.parametrize("cut", CUTS)
def test_a_line_that_is_cut_in_the_middle_of_a_save_costs_one_press_of_a_button(
    copy: Copy, cut: str
):
    fault, saved_before = CUTS[cut]
    for _ in range(10):
        address, fields, note = copy.page()
        happened = copy.line.happened
        copy.line.fault = fault

        lost = posted(copy, address, fields)

        assert copy.line.happened == happened + 1
        assert lost.status_code == 503, lost.text
        assert "Not saved yet: our database does not answer" in lost.text
        assert note in lost.text
        time.sleep(0.05)
        assert copy.times_saved(note) == saved_before

        again = posted(copy, address, hidden_in(lost.text))

        assert again.status_code == 302, again.text
        assert copy.times_saved(note) == 1
    print(f"\nCut {cut}: 10 times; 10 texts kept, 10 saved once by the next press.")


@pytest.mark.parametrize("statement", [INSERT, COMMIT], ids=["row", "commit"])
def test_a_line_that_is_held_up_delays_a_save_and_no_more(copy: Copy, statement: bytes):
    address, fields, note = copy.page()
    copy.line.fault = Fault(statement, is_sent=True, is_cut=False, seconds=3)

    began = time.monotonic()
    saved = posted(copy, address, fields)

    assert saved.status_code == 302
    assert time.monotonic() - began >= 3
    assert copy.times_saved(note) == 1


def test_a_database_that_takes_connections_and_says_nothing_is_not_waited_for(copy: Copy):
    address, fields, note = copy.page()
    copy.line.is_silent = True
    copy.database.ask(END_OF_LINES)
    try:
        began = time.monotonic()
        lost = posted(copy, address, fields)
        took = time.monotonic() - began
    finally:
        copy.line.is_silent = False

    assert lost.status_code == 503 and note in lost.text
    assert took < SECONDS_OF_GUNICORN - 10
    assert posted(copy, address, hidden_in(lost.text)).status_code == 302
    assert copy.times_saved(note) == 1


def test_a_database_that_hangs_costs_each_web_process_one_answer_and_keeps_what_is_typed(
    copy: Copy,
):
    """On a line that is open already, nothing tells a server that hangs from one that is slow."""
    pages = [copy.page() for _ in range(2 * WEB_PROCESSES)]
    for address, fields, _ in pages[:WEB_PROCESSES]:
        posted(copy, address, fields)
    address, fields, note = pages[-1]
    lost = 0
    began = time.monotonic()
    with copy.database.halted():
        while lost <= WEB_PROCESSES:
            try:
                told = posted(copy, address, fields)
                break
            except requests.ConnectionError:
                lost += 1
        took = time.monotonic() - began
    print(f"\nDatabase halted: {lost} answers lost; our own page after {took:.0f} s.")

    assert 1 <= lost <= WEB_PROCESSES
    assert told.status_code == 503 and note in told.text
    assert posted(copy, address, hidden_in(told.text)).status_code == 302
    assert copy.times_saved(note) == 1


def test_a_table_that_somebody_holds_is_not_waited_for_without_end(copy: Copy):
    address, fields, note = copy.page()
    with copy.database.holding("appraisal_steprevision"):
        given_up(copy, address, fields, note)

    assert posted(copy, address, fields).status_code == 302
    assert copy.times_saved(note) == 1


SLOW = """
    CREATE FUNCTION be_slow() RETURNS trigger LANGUAGE plpgsql
        AS 'BEGIN PERFORM pg_sleep(60); RETURN NEW; END';
    CREATE TRIGGER slow BEFORE INSERT ON appraisal_steprevision
        FOR EACH ROW EXECUTE FUNCTION be_slow();
"""


def test_a_statement_that_takes_too_long_is_not_waited_for(copy: Copy):
    address, fields, note = copy.page()
    copy.database.ask(SLOW)
    try:
        given_up(copy, address, fields, note)
    finally:
        copy.database.ask("DROP FUNCTION be_slow CASCADE")

    assert posted(copy, address, fields).status_code == 302
    assert copy.times_saved(note) == 1


def given_up(copy: Copy, address: str, fields: dict[str, str], note: str) -> None:
    """See that whoever saves is told so by our own page, well before gunicorn ends the process."""
    began = time.monotonic()
    lost = posted(copy, address, fields)

    assert time.monotonic() - began < SECONDS_OF_GUNICORN - 10
    assert lost.status_code == 503 and note in lost.text
    assert hidden_in(lost.text)["token"] == fields["token"]


def test_lines_that_broke_while_nobody_asked_are_noticed_by_nobody(copy: Copy):
    pages = [copy.page() for _ in range(4)]
    copy.database.ask(END_OF_LINES)

    assert [posted(copy, address, fields).status_code for address, fields, _ in pages] == [302] * 4


# What a command finds that connects as the product does: the options of the socket, and how long
# PostgreSQL lets it wait.
OPTIONS = """
import socket
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SELECT current_setting('statement_timeout'), current_setting('lock_timeout')")
    print(*cursor.fetchone())
line = socket.socket(fileno=connection.connection.fileno())
names = "TCP_USER_TIMEOUT", "TCP_KEEPIDLE", "TCP_KEEPINTVL", "TCP_KEEPCNT"
print(*(line.getsockopt(socket.IPPROTO_TCP, getattr(socket, each)) for each in names))
line.detach()
"""


def test_a_line_that_is_dead_is_given_up_and_commands_may_take_their_time(copy: Copy):
    url = f"postgres://127.0.0.1:{copy.line.port}/appraisal"
    words = sys.executable, "manage.py", "shell", "--verbosity", "0", "--command", OPTIONS

    timeouts, of_line = copy.database.product(*words, DATABASE_URL=url).splitlines()

    assert timeouts == "0 0"
    assert list(map(int, of_line.split())) == [10_000, 10, 5, 2]


# Slow people


def half_sent(copy: Copy, address: str, fields: dict[str, str]) -> tuple[socket.socket, bytes]:
    """Send the half of a page, as a slow network does, and return the rest of it."""
    to = urlsplit(address)
    body = urlencode(fields).encode()
    cookies = "; ".join(f"{each.name}={each.value}" for each in copy.amina.session.cookies)
    head = (
        f"POST {to.path} HTTP/1.1\r\nHost: {to.netloc}\r\nCookie: {cookies}\r\n"
        f"Origin: {copy.server.url}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
    )
    line = socket.create_connection((to.hostname or "", to.port or 80), timeout=60)
    line.sendall(head.encode() + body[: len(body) // 2])
    return line, body[len(body) // 2 :]


def test_a_page_that_comes_in_bits_is_saved_once_and_others_are_served_meanwhile(copy: Copy):
    address, fields, note = copy.page()
    line, rest = half_sent(copy, address, fields)
    with line:
        for place in range(0, len(rest), 20):
            line.sendall(rest[place : place + 20])
            time.sleep(0.05)
            if place % 200 == 0:
                assert requests.get(f"{copy.server.url}/healthz", timeout=20).ok
        assert line.recv(1_000).startswith(b"HTTP/1.1 302")

    assert copy.times_saved(note) == 1


def test_of_a_page_whose_sender_goes_away_half_way_nothing_is_saved(copy: Copy):
    address, fields, note = copy.page()
    before = copy.revisions()
    for _ in range(4):
        half_sent(copy, address, fields)[0].close()

    assert requests.get(f"{copy.server.url}/readyz", timeout=20).ok
    assert copy.revisions() == before
    assert posted(copy, address, fields).status_code == 302
    assert copy.times_saved(note) == 1


def test_people_who_never_finish_sending_keep_nobody_out_for_long(copy: Copy):
    address, fields, note = copy.page()
    stalled = [half_sent(copy, address, fields)[0] for _ in range(2)]
    try:
        began = time.monotonic()
        copy.amina.save(address, note)
        assert time.monotonic() - began < 2 * SECONDS_OF_GUNICORN
    finally:
        for each in stalled:
            each.close()
    assert copy.times_saved(note) == 1


# Twice


def test_a_button_that_is_pressed_many_times_at_once_saves_once(copy: Copy):
    for _ in range(10):
        address, fields, note = copy.page()
        together = threading.Barrier(4)
        answers: list[requests.Response] = []

        def press(
            address: str = address,
            fields: dict[str, str] = fields,
            together: threading.Barrier = together,
            answers: list[requests.Response] = answers,
        ) -> None:
            together.wait()
            answers.append(
                requests.post(
                    address,
                    fields,
                    cookies=copy.amina.session.cookies,
                    headers={"Origin": copy.server.url},
                    allow_redirects=False,
                    timeout=60,
                )
            )

        threads = [threading.Thread(target=press) for _ in range(4)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()

        assert [each.status_code for each in answers] == [302] * 4
        assert len({each.headers["Location"] for each in answers}) == 1
        assert copy.times_saved(note) == 1
    print("\nPressed 4 times at once, 10 times: 40 answered alike, 10 saved.")
