"""The database is gone, can only be read, or is full: nothing typed is lost, and all says so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from html import unescape
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import (
    DatabaseError,
    IntegrityError,
    InterfaceError,
    InternalError,
    OperationalError,
    ProgrammingError,
    close_old_connections,
    connection,
)
from django.test import RequestFactory

from appraisal.models import Appraisal
from appraisal.trouble import Trouble, trouble_behind
from config.database_trouble import server_error
from tests.appraisal.failing import caused
from tests.landscape.browser import FULL_PAGE, Browser, address, revisions, stored, text_of

ORIGIN = {"Origin": "http://testserver"}
# Too long for whatever room is left on the pages of a database.
NOTE = 'Typed for\r\na "quarter" of an hour <b>' + " and more" * 500
TYPED = {"provider_count": "2", "provider_count-note": NOTE}
IS_SQLITE = connection.vendor == "sqlite"
needs_postgres = pytest.mark.skipif(IS_SQLITE, reason="SQLite has no connection to lose.")


@pytest.fixture
def amina(transactional_db: None) -> Browser:
    """Amina, whose browser says where a form stood. What fails is answered as by the server."""
    return Browser(headers=ORIGIN, raise_request_exception=False)


@pytest.fixture(autouse=True)
def errors_are_wanted(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("CRITICAL", logger="django.request")


def statement(words: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(words)


@contextmanager
def read_only() -> Iterator[None]:
    setting = "PRAGMA query_only = {}" if IS_SQLITE else "SET default_transaction_read_only = {}"
    statement(setting.format("on"))
    try:
        yield
    finally:
        statement(setting.format("off"))


@contextmanager
def full() -> Iterator[None]:
    """Leave no room: SQLite may not grow, and PostgreSQL says what it says of a full disk."""
    if not IS_SQLITE:
        statement("""
            CREATE FUNCTION pg_temp.full() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                RAISE EXCEPTION 'could not extend file: No space left on device'
                USING ERRCODE = 'disk_full'; END $$;
            CREATE TRIGGER no_room BEFORE INSERT ON appraisal_steprevision
                EXECUTE FUNCTION pg_temp.full();
        """)
    else:
        statement("CREATE TABLE filling (filling BLOB)")
        with connection.cursor() as cursor:
            pages = cursor.execute("PRAGMA page_count").fetchone()[0]
            cursor.execute(f"PRAGMA max_page_count = {pages}")
            fill(cursor)
    try:
        yield
    finally:
        if IS_SQLITE:
            statement("PRAGMA max_page_count = 1073741823")
            statement("DROP TABLE filling")
        else:
            statement("DROP TRIGGER no_room ON appraisal_steprevision")


def fill(cursor: Any) -> None:
    """Use up the pages that are free inside of the file, and then the rest of each page."""
    for size in (100_000, 1_000, 10):
        with pytest.raises(OperationalError, match="full"):
            while True:
                cursor.execute(f"INSERT INTO filling VALUES (zeroblob({size}))")


def pressed(amina: Browser, response: Any) -> Any:
    """Press the button of the page, which sends what the page carries."""
    page = response.content.decode()
    fields = re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', page)
    action = re.search(r'<form method="post" action="([^"]*)"', page)
    assert action, page
    return amina.client.post(
        unescape(action[1]), {name: unescape(text) for name, text in fields}, headers=ORIGIN
    )


@pytest.mark.parametrize(
    ("trouble", "heading"),
    [
        (read_only, "Not saved yet: nothing can be changed just now"),
        (full, "Not saved yet: there is no room left"),
    ],
)
def test_a_save_that_is_refused_says_why_keeps_the_text_and_is_sent_again_by_a_button(
    amina: Browser,
    home_care: Appraisal,
    trouble: Callable[[], AbstractContextManager[None]],
    heading: str,
):
    page = amina.open(home_care)
    with trouble():
        refused = amina.send(page, TYPED)
        refused_again = pressed(amina, refused)
        readable = [amina.get(home_care, rest) for rest in ("", f"{FULL_PAGE}/", "check-answers/")]

    assert [each.status_code for each in (refused, refused_again)] == [503, 503]
    for each in (refused, refused_again):
        assert heading in text_of(each) and NOTE in text_of(each)
        assert each.headers["Retry-After"] == "60"
        assert "no-store" in each.headers["Cache-Control"]
    assert [each.status_code for each in readable] == [200, 200, 200]
    assert revisions(home_care) == 0

    again = pressed(amina, refused_again)

    assert again.status_code == 302
    assert stored(home_care)["provider_count"] == {"value": 2, "note": NOTE.replace("\r", "")}
    assert pressed(amina, refused).status_code == 302
    assert revisions(home_care) == 1


def test_who_signs_in_while_nothing_can_be_changed_is_not_told_that_it_was_their_fault(
    amina: Browser, home_care: Appraisal
):
    amina.client.force_login(get_user_model().objects.create(email="amina@example.org"))
    session = amina.client.session
    with read_only():
        held = amina.client.post(
            "/sign-in-again/", {"address": address(home_care, f"{FULL_PAGE}/"), **TYPED}
        )

    assert session.session_key
    assert held.status_code == 503
    assert "nothing can be changed just now" in text_of(held) and NOTE in text_of(held)


# Gone


@contextmanager
def ended_before(words: str) -> Iterator[None]:
    """End our connection, as PostgreSQL does when it is shut down, right before a statement."""
    own = connection.copy()

    def end(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if words in sql:
            process = connection.connection.info.backend_pid
            with own.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(%s, 10000)", [process])
        return execute(sql, params, many, context)

    try:
        with connection.execute_wrapper(end):
            yield
    finally:
        own.close()


@needs_postgres
@pytest.mark.parametrize(
    "moment", ['FROM "appraisal_perspective"', 'INSERT INTO "appraisal_steprevision"']
)
def test_what_was_sent_while_the_database_went_is_saved_when_it_is_back(
    amina: Browser, home_care: Appraisal, moment: str
):
    page = amina.open(home_care)
    with ended_before(moment):
        lost = amina.send(page, TYPED)
    # As the server does between requests.
    close_old_connections()

    assert lost.status_code == 503
    assert "Not saved yet: our database does not answer" in text_of(lost)
    assert "it will not be saved twice" in text_of(lost)
    assert pressed(amina, lost).status_code == 302
    assert revisions(home_care) == 1


@needs_postgres
def test_a_page_that_cannot_be_read_can_be_tried_again_even_by_who_is_signed_in(
    amina: Browser, home_care: Appraisal
):
    amina.client.force_login(get_user_model().objects.create(email="amina@example.org"))
    for moment in ('FROM "django_session"', 'FROM "appraisal_appraisal"'):
        with ended_before(moment):
            lost = amina.get(home_care, "check-answers/")
        close_old_connections()

        assert lost.status_code == 503
        page = text_of(lost)
        assert "Sorry, this page cannot be shown: our database does not answer" in page
        assert f'href="{address(home_care, "check-answers/")}">try again' in page


# What is asked of the database, and by whom


def failed(error: BaseException, **said: Any) -> str:
    request = RequestFactory().post("/start/", {"title": "Respite", "sections": ["a", "b"]}, **said)
    try:
        raise error
    except type(error):
        response: Any = server_error(request)
    return f"{response.status_code} {text_of(response)}"


def lost() -> OperationalError:
    return OperationalError("server closed the connection unexpectedly")


def test_the_page_asks_no_database():
    # Without the fixture for it, a test that touches the database fails.
    page = failed(lost(), headers=ORIGIN)

    assert page.startswith("503 ")
    assert re.findall(r'name="sections" value="(.)"', page) == ["a", "b"]


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {}])
def test_a_form_of_another_site_gets_no_button(headers: dict[str, str]):
    page = failed(lost(), headers=headers)

    assert "Respite" in page and "Copy what you need" in page
    assert "<form" not in page


def test_any_other_error_is_said_to_be_our_fault():
    assert failed(ValueError("canary")).startswith("500 ")


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (caused(OperationalError, None), Trouble.GONE),
        (caused(OperationalError, "57P01"), Trouble.GONE),
        (caused(OperationalError, "53100"), Trouble.FULL),
        (caused(DatabaseError, None), Trouble.GONE),
        (caused(InterfaceError, None), Trouble.GONE),
        (caused(DatabaseError, "25006"), Trouble.READ_ONLY),
        (caused(InternalError, "25006"), Trouble.READ_ONLY),
        (caused(InternalError, "25P02"), None),
        (caused(InternalError, "XX001"), None),
        (caused(IntegrityError, "23505"), None),
        (caused(ProgrammingError, "42P01"), None),
        (DatabaseError("Save with update_fields did not affect any rows."), None),
        (None, None),
    ],
)
def test_errors_are_told_apart_by_their_codes(error: BaseException | None, trouble: Trouble | None):
    assert trouble_behind(error) is trouble


def test_what_failed_because_of_the_database_is_told_from_what_is_our_fault(db: None):
    with pytest.raises((OperationalError, ProgrammingError)) as unknown:
        statement("SELECT * FROM no_such_table")
    assert trouble_behind(unknown.value) is None

    error = KeyError("session")
    error.__context__ = lost()
    assert trouble_behind(error) is Trouble.GONE
