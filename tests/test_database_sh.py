"""Backup, restore and checksums reach the same database as the product, and as safely."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TOLD = (
    "postgres://owner:p%20w%27d@db.example.org:5433/appraisal?sslmode=verify-full"
    "&sslrootcert=/etc/ssl/council%20ca.pem&sslcert=/etc/ssl/us.pem&sslkey=/etc/ssl/us.key"
    "&sslcrl=/etc/ssl/gone.pem&channel_binding=require&target_session_attrs=read-write"
)
WANTED = """
PGCHANNELBINDING=require
PGDATABASE=appraisal
PGHOST=db.example.org
PGPASSWORD=p w'd
PGPORT=5433
PGSSLCERT=/etc/ssl/us.pem
PGSSLCRL=/etc/ssl/gone.pem
PGSSLKEY=/etc/ssl/us.key
PGSSLMODE=verify-full
PGSSLROOTCERT=/etc/ssl/council ca.pem
PGTARGETSESSIONATTRS=read-write
PGUSER=owner
"""


def told_to_postgresqls_programs(url: str) -> subprocess.CompletedProcess[str]:
    kept = {name: text for name, text in os.environ.items() if not name.startswith("PG")}
    kept["LC_ALL"] = "C"
    return subprocess.run(
        ["sh", "-c", ". scripts/database.sh && use_database && env | grep ^PG | sort"],
        cwd=ROOT,
        env=kept | {"DATABASE_URL": url},
        capture_output=True,
        text=True,
    )


def test_postgresqls_own_programs_are_told_all_that_the_product_is_told_of_the_database():
    assert told_to_postgresqls_programs(TOLD).stdout == WANTED.lstrip()


def test_what_is_not_said_is_left_to_them():
    told = told_to_postgresqls_programs("postgres:///appraisal").stdout

    assert told == "PGDATABASE=appraisal\n"


def test_a_copy_on_sqlite_is_told_to_be_one_file(tmp_path: Path):
    done = told_to_postgresqls_programs(f"sqlite:///{tmp_path}/a")

    assert done.returncode == 1
    assert "A copy on SQLite is one file" in done.stderr
