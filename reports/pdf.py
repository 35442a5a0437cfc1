"""The report as a PDF: rendered by a press in a process of its own, which may fail alone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string

from appraisal.models import Outcome
from reports.edition import WHOLE, Edition
from reports.looking import looking
from reports.press import MEGABYTE, MOST_CPU_SECONDS, MOST_MEMORY
from reports.report import report

ROOT = Path(__file__).resolve().parent.parent
# More than its CPU limit, as a busy machine keeps it waiting; less than a web worker waits.
MOST_SECONDS = 25
# For a command, which nobody's browser waits for.
MOST_SECONDS_UNATTENDED = 120
# Where the press finds Python, Pango and its settings for fonts; secrets stay with us.
NEEDED = ("PATH", "HOME", "LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH", "FONTCONFIG_FILE")

# What Python says when there is no memory left; the second when there is none to say so.
OUT_OF_MEMORY = ("MemoryError", "SystemError")


class PressError(Exception):
    """The PDF could not be made; says why without quoting the report."""


class TooSlow(PressError):
    """It took longer than anyone is to wait, or a machine is to work."""


def printed(outcome: Outcome, edition: Edition = WHOLE, seconds: int = 0) -> bytes:
    """Return the report of an outcome as PDF: the same outcome gives the same bytes.

    Raises PressError when the press fails, runs out of its limits or takes more than ``seconds``
    (as long as a visitor waits, unless told).
    """
    html = for_paper(outcome, edition)
    return press(html, made_at=int(outcome.found_at.timestamp()), seconds=seconds)


def for_paper(outcome: Outcome, edition: Edition = WHOLE) -> str:
    """Return the report of an outcome as the press takes it."""
    told = report(outcome, edition)
    context = {
        "report": told,
        "looking": looking(told, {}),
        "edition": edition,
        "organisation": settings.REPORT_ORGANISATION,
        "colour": settings.REPORT_COLOUR,
    }
    return render_to_string("reports/printed.html", context)


def press(html: str, made_at: int, seconds: int = 0, module: str = "reports.press") -> bytes:
    """Return what the press, or another such process, makes of some HTML.

    Raises PressError when it makes nothing.
    """
    seconds = seconds or MOST_SECONDS
    try:
        finished = subprocess.run(
            [sys.executable, "-m", module],
            input=html.encode(),
            capture_output=True,
            cwd=ROOT,
            env=surroundings(made_at),
            timeout=seconds,
            check=True,
        )
    except subprocess.TimeoutExpired as error:
        raise TooSlow(f"not done after {seconds} seconds") from error
    except subprocess.CalledProcessError as error:
        raise failure(error.returncode, error.stderr.decode(errors="replace")) from error
    return finished.stdout


def failure(code: int, said: str) -> PressError:
    """Return what went wrong with the press, by how it ended and what it said last."""
    if code == -signal.SIGXCPU:
        return TooSlow(f"not done after {MOST_CPU_SECONDS} seconds of work")
    # What comes after the kind of error may quote the report.
    kind = "".join(said.strip().splitlines()[-1:]).partition(":")[0]
    if kind in OUT_OF_MEMORY:
        return PressError(f"it needs more than {MOST_MEMORY // MEGABYTE} MB of memory")
    return PressError(f"the press ended with {code}: {kind}")


def surroundings(made_at: int) -> dict[str, str]:
    """Return the press's environment: what it needs of ours, and the time it takes for now."""
    ours = {name: os.environ[name] for name in NEEDED if name in os.environ}
    return ours | {"SOURCE_DATE_EPOCH": str(made_at)}
