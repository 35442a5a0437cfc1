"""What a page of the product costs, beside a bare Django view and django-formtools' own wizard.

    .venv/bin/python -m bench.web                      # all of it: ten minutes
    .venv/bin/python -m bench.web --appraisals 30000   # with fewer stored: six minutes

It starts a PostgreSQL and web servers of its own on this machine, and ends them. Needs Linux,
PostgreSQL's programs, the product set up by ./test, and nothing else to do meanwhile.
README.md, one folder up, says what is measured and how.
"""

from __future__ import annotations

import argparse
import getpass
import os
import secrets
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from bench.processes import warn_if_busy
from bench.web.machine import ROOT, stage
from tests.drills.cluster import Cluster, cluster

SIZES = (1_000, 30_000, 1_000_000)


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure the product's pages.")
    parser.add_argument("--appraisals", type=int, default=SIZES[-1], help="stored at the end")
    parser.add_argument("--only-costs", action="store_true", help="leave out growth and load")
    parser.add_argument("--profile", action="store_true", help="only say where the time goes")
    asked = parser.parse_args()
    warn_if_busy()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench.", dir="/tmp")))
        folder.chmod(0o755)
        stage("PostgreSQL starts")
        # As initdb leaves it, but for the journal, which filling it would make it clear too often.
        database = stack.enter_context(cluster(folder / "postgres", max_wal_size="8GB"))
        settle(database, folder)
        # Only now: the settings say which database it is.
        from bench.web.run import profiled, run

        if asked.profile:
            profiled()
            return 0
        sizes = [each for each in SIZES if each < asked.appraisals] + [asked.appraisals]
        run(database, folder, sizes, asked.only_costs)
    return 0


def settle(database: Cluster, folder: Path) -> None:
    """Give the settings of a production server to all that is started from here, and to us."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "bench.web.product_settings",
        "DATABASE_URL": database.url,
        "PGUSER": getpass.getuser(),
        "SECRET_KEY": secrets.token_urlsafe(50),
        "STATIC_ROOT": str(folder / "static"),
        "HTTPS": "true",
        "BEHIND_PROXY": "true",
        "EMAIL_URL": "consolemail://",
        "SITE_URL": "https://127.0.0.1",
        "PYTHONPATH": str(ROOT),
    }
    import django

    django.setup()


if __name__ == "__main__":
    sys.exit(main())
