"""What goes into logs. Never an answer, the token of a link, or anyone's e-mail address.

It is done where log records are made, not where they are written, so that it holds for every
handler there is: ours, that of the web server, and any that an operator adds. A command that an
error ends makes a record of it too: see manage.py.
"""

from __future__ import annotations

import json
import logging
import logging.config
import re
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import InterfaceError, OperationalError

# Tokens of links are 64 hexadecimal digits. What has 32 or more of them is some secret or other.
TOKEN = re.compile(r"\b([0-9a-f]{6})[0-9a-f]{26,}\b")
ADDRESS = re.compile(r"[^\s@<>'\"(:,;/]+@(?=[^\s@]+\.)")

# Django's own, of requests that it does not even look at, as errors.
REFUSALS = "django.security."

# Faults of the machinery and of the code. Their messages say what is wrong and quote nobody, while
# those of others may repeat what they did not understand: “invalid literal for int(): …”.
QUOTES_NOBODY = (
    OSError,
    OperationalError,
    InterfaceError,
    ImproperlyConfigured,
    ImportError,
    AttributeError,
    NameError,
    TypeError,
    MemoryError,
)


def configure(logging_settings: dict[str, Any]) -> None:
    """Set logging up as the settings say, with discreet records. Django calls it at the start."""
    logging.config.dictConfig(logging_settings)
    logging.setLogRecordFactory(discreet_record)
    # What Python and packages warn of is a record like any other.
    logging.captureWarnings(True)


def discreet_record(*said: Any, **more: Any) -> logging.LogRecord:
    record = logging.LogRecord(*said, **more)
    if record.name.startswith(REFUSALS):
        # Scanners ask for names that are not ours all day: nobody is to be woken for it.
        record.levelno, record.levelname = logging.WARNING, "WARNING"
        record.exc_info = None
    if record.exc_info and record.exc_info[1]:
        record.exc_text = discreet_traceback(record.exc_info[1])
    try:
        message = record.getMessage()
    except Exception:
        # Whoever writes the record will say what is wrong with it.
        return record
    discreet = shortened(message)
    if discreet != message:
        record.msg, record.args = discreet, ()
    return record


class JsonFormatter(logging.Formatter):
    """One line of JSON for each record, for programs that collect logs."""

    def format(self, record: logging.LogRecord) -> str:
        said = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "process": record.process,
        }
        # The text was made when the record was, unless that was before a start that failed.
        if record.exc_text:
            said["traceback"] = record.exc_text
        elif record.exc_info and record.exc_info[1]:
            said["traceback"] = discreet_traceback(record.exc_info[1])
        return json.dumps(said, ensure_ascii=False)


def shortened(text: str) -> str:
    """Return a text with the beginnings of tokens only, and with addresses less their names."""
    return ADDRESS.sub("…@", TOKEN.sub(r"\1…", text))


def discreet_traceback(error: BaseException) -> str:
    """Say what kind of error it was and where, as Python does; what it says only if it may."""
    return "\n\nDuring this, or because of it:\n\n".join(map(_told, _chain(error)))


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield an error after those that led to it."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before:
        yield from _chain(before)
    yield error


def _told(error: BaseException) -> str:
    where = "".join(traceback.format_tb(error.__traceback__))
    kind = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    # What a database says after the first line may hold the whole row.
    said = str(error).partition("\n")[0] if isinstance(error, QUOTES_NOBODY) else ""
    told = f"{kind}: {shortened(said)}" if said else kind
    return f"Traceback (most recent call last):\n{where}{told}"
