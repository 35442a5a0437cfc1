"""Logs say what went wrong and where; not what anyone typed, nor a link that opens something."""

from __future__ import annotations

import io
import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import IntegrityError, OperationalError

from config.logs import JsonFormatter, shortened

ROOT = Path(__file__).resolve().parents[1]
LINK = "0123456789abcdef" * 4
LOGGER = logging.getLogger("tests.logs")


@pytest.fixture
def written() -> Iterator[Callable[[], str]]:
    """Return what a handler that knows nothing of our rules would write, wherever it stands."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    LOGGER.addHandler(handler)
    yield out.getvalue
    LOGGER.removeHandler(handler)


def test_of_the_token_of_a_link_only_the_beginning_is_logged(written):
    LOGGER.warning("Not Found: %s", f"/invitations/{LINK}/")
    LOGGER.warning(f"Not Found: /invitations/{LINK}/new-link/")

    assert written() == (
        "Not Found: /invitations/012345…/\nNot Found: /invitations/012345…/new-link/\n"
    )


def test_a_token_inside_of_what_is_logged_is_shortened_too(written):
    LOGGER.warning("Sent %r", {"link": [LINK]})
    LOGGER.warning('"%(r)s" %(s)s', {"r": f"GET /invitations/{LINK}/ HTTP/1.1", "s": 200})

    assert written() == """Sent {'link': ['012345…']}\n"GET /invitations/012345…/ HTTP/1.1" 200\n"""


@pytest.mark.parametrize(
    ("said", "logged"),
    [
        ("Refused: amina@example.org", "Refused: …@example.org"),
        ("{'amina.b+c@example.org': (550, b'No')}", "{'…@example.org': (550, b'No')}"),
        ("postgres://user:secret@db.example.org/x", "postgres://user:…@db.example.org/x"),
        ("Listening at: http://127.0.0.1:8000 (17)", "Listening at: http://127.0.0.1:8000 (17)"),
        ("static/app.4f2c9d0a1b3e.css", "static/app.4f2c9d0a1b3e.css"),
    ],
)
def test_of_an_e_mail_address_only_the_domain_is_logged(said, logged):
    assert shortened(said) == logged


def test_what_holds_no_secret_reaches_handlers_as_it_was_said():
    record = logging.getLogRecordFactory()("x", 30, __file__, 1, "%s of %d", ("One", 2), None)

    assert (record.msg, record.args) == ("%s of %d", ("One", 2))


def raise_and_log(error: BaseException, cause: BaseException | None = None) -> None:
    try:
        raise error from cause
    except type(error):
        LOGGER.exception("Internal Server Error: /start/")


@pytest.mark.parametrize(
    "error",
    [
        ValueError("invalid literal for int() with base 10: 'canary'"),
        KeyError("canary"),
        IntegrityError("violates a constraint\nDETAIL:  Failing row contains (1, canary)."),
        OperationalError("deadlock detected\nDETAIL:  canary"),
        AssertionError("canary"),
        OSError(f"/invitations/{LINK}/ amina@example.org"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_error_is_told_by_its_kind_and_place_and_quotes_nobody(written, error):
    raise_and_log(error)
    raise_and_log(RuntimeError("canary"), cause=error)

    told = written()
    assert type(error).__name__ in told
    assert f'File "{__file__}", line' in told
    assert Path(__file__).name in told and "in raise_and_log" in told
    assert "canary" not in told and LINK not in told and "amina" not in told


def test_what_the_machinery_says_is_told(written):
    raise_and_log(RuntimeError("canary"), cause=OperationalError("connection refused"))

    assert "django.db.utils.OperationalError: connection refused\n" in written()


def test_a_record_that_does_not_fit_its_text_does_not_stop_the_work(written, capsys, monkeypatch):
    monkeypatch.setattr(logging, "raiseExceptions", False)

    LOGGER.warning("%d", "not a number")

    assert written() == ""


def test_with_log_format_json_each_record_is_one_line_for_a_program_to_read():
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(JsonFormatter())
    LOGGER.addHandler(handler)
    try:
        LOGGER.warning("Not Found: /invitations/%s/\n“twice”", LINK)
        raise_and_log(ValueError("canary"), KeyError("canary"))
    finally:
        LOGGER.removeHandler(handler)

    first, second = map(json.loads, out.getvalue().splitlines())
    assert first["message"] == "Not Found: /invitations/012345…/\n“twice”"
    assert (first["level"], first["logger"]) == ("WARNING", "tests.logs")
    assert second["traceback"].startswith("Traceback")
    assert "canary" not in out.getvalue()


# Processes of their own


def test_a_command_that_an_error_ends_quotes_nobody_and_leaves_one_record(tmp_path: Path):
    unreadable = tmp_path / "people.json"
    unreadable.write_text('[{"model": "people.user", "pk": "amina@example.org", "fields": {}}]')
    said = {"DATABASE_URL": f"sqlite:///{tmp_path}/a", "LOG_FORMAT": "json"}

    done = subprocess.run(
        [sys.executable, "manage.py", "loaddata", str(unreadable)],
        cwd=ROOT,
        env=os.environ | said,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 1
    (record,) = map(json.loads, done.stderr.splitlines())
    assert record["message"] == "Ended by an error: loaddata"
    assert "DeserializationError" in record["traceback"]
    assert "amina" not in done.stderr


def test_what_is_logged_before_the_settings_could_be_read_has_its_traceback_too():
    try:
        raise OperationalError("connection refused")
    except OperationalError:
        record = logging.LogRecord("x", 40, __file__, 1, "No start", (), sys.exc_info())

    told = json.loads(JsonFormatter().format(record))["traceback"]
    assert told.startswith("Traceback") and told.endswith("OperationalError: connection refused")


def test_with_log_format_json_the_web_server_itself_writes_it_too(tmp_path: Path):
    said = {"LOG_FORMAT": "json", "GUNICORN_BIND": "127.0.0.1:0", "WEB_CONCURRENCY": "1"}
    lines = []
    with subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "config.wsgi"],
        cwd=ROOT,
        env=os.environ | said | {"DATABASE_URL": f"sqlite:///{tmp_path}/a"},
        stderr=subprocess.PIPE,
        text=True,
    ) as server:
        for line in server.stderr or []:
            lines.append(line)
            if "Booting worker" in line:
                server.terminate()

    records = [json.loads(line) for line in lines]
    # Where files were never collected, WhiteNoise warns of it.
    assert {each["logger"] for each in records} - {"py.warnings"} == {"gunicorn.error"}
    assert "Shutting down: Master" in [each["message"] for each in records]


def test_what_python_warns_of_is_a_record_too():
    words = "import django; django.setup(); import warnings; warnings.warn('To amina@example.org')"
    done = subprocess.run(
        [sys.executable, "-c", words],
        cwd=ROOT,
        env=os.environ | {"LOG_FORMAT": "json", "DJANGO_SETTINGS_MODULE": "config.settings"},
        capture_output=True,
        text=True,
        check=True,
    )

    record = json.loads(done.stderr)
    assert (record["logger"], record["level"]) == ("py.warnings", "WARNING")
    assert "To …@example.org" in record["message"]
