"""The secret that decides how counts are rounded. It is kept outside the database.

Whoever has it and the published numbers can undo some of the rounding; all other rules hold
without it. It is read here, when a release is built, and not in the settings: the processes that
serve pages need not have it, and must not be given it, nor run as the user that is.
"""

from __future__ import annotations

from pathlib import Path

import environ

from reports.national.protect import LEAST_SECRET
from reports.national.release import Refused

HOW = (
    "Make one with “openssl rand -hex 32”, keep it outside the database and its backups for as "
    "long as there are releases, and give it to this command alone, as NATIONAL_SECRET or by the "
    "name of a file in NATIONAL_SECRET_FILE: docs/releases.md says how."
)


def secret() -> bytes:
    """Return the secret. Raises Refused, saying what to do."""
    env = environ.Env()
    found = env.str("NATIONAL_SECRET", default="")
    if path := env.str("NATIONAL_SECRET_FILE", default=""):
        try:
            found = Path(path).read_text()
        except OSError as error:
            raise Refused(
                f"NATIONAL_SECRET_FILE cannot be read: {error.strerror}, {path}."
            ) from error
    if not found.strip():
        raise Refused(f"There is no secret to round with. {HOW}")
    if len(found.strip().encode()) < LEAST_SECRET:
        raise Refused(f"The secret is too short: it needs {LEAST_SECRET} characters. {HOW}")
    return str(found).strip().encode()
