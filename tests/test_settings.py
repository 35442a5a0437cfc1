"""Whatever can be set stands in the README, secrets may come from files, and mistakes are told."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SETTINGS = ROOT / "config" / "settings.py"
# Read by gunicorn, by scripts, or by commands that pages must share no secret with.
OTHERS = {
    *("DJANGO_SETTINGS_MODULE", "NATIONAL_SECRET", "NATIONAL_SECRET_FILE"),
    *("GUNICORN_BIND", "WEB_CONCURRENCY"),
}


def read_by_the_settings() -> Iterator[str]:
    """Yield the name of every variable that the settings ask the environment for."""
    for node in ast.walk(ast.parse(SETTINGS.read_text())):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        first = node.args[0]
        if not isinstance(first, ast.Constant) or not isinstance(first.value, str):
            continue
        called = ast.unparse(node.func)
        if re.fullmatch(r"env\.\w+", called):
            yield first.value
        elif called in ("secret", "secret_list"):
            yield from (first.value, f"{first.value}_FILE")


def told_in_the_readme() -> set[str]:
    table = (ROOT / "README.md").read_text().partition("| Variable |")[2].partition("\n\n")[0]
    firsts = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    return {name for first in firsts for name in re.findall(r"`([A-Z_]+)`", first)}


def test_the_readme_tells_of_every_setting_and_of_no_other():
    assert set(read_by_the_settings()) == told_in_the_readme() - OTHERS


def started(**environment: str) -> subprocess.CompletedProcess[str]:
    """Read the settings in a process of its own, and print what came of it."""
    words = (
        "from config import settings as s; "
        "print(s.SECRET_KEY, *s.SECRET_KEY_FALLBACKS, s.DATABASES['default']['NAME'], "
        "s.EMAIL_HOST, *(app['secret'] for said in s.SOCIALACCOUNT_PROVIDERS.values() "
        "for app in said['APPS']))"
    )
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", words],
        cwd=ROOT,
        env=kept | environment,
        capture_output=True,
        text=True,
    )


SIGN_IN = {"OIDC_SERVER_URL": "https://sign-in.example.org", "OIDC_CLIENT_ID": "us"}
SECRETS = {
    "SECRET_KEY": "a-key",
    "SECRET_KEY_FALLBACKS": "earlier,earliest",
    "DATABASE_URL": "postgres://user:pass@db/name",
    "EMAIL_URL": "smtp://mail.example.org:25",
    "OIDC_CLIENT_SECRET": "between-us",
}
KNOWN = ["a-key", "earlier", "earliest", "name", "mail.example.org", "between-us"]


def test_each_secret_may_come_from_a_file_which_goes_before_the_variable(tmp_path: Path):
    files = {}
    for name, secret in SECRETS.items():
        path = tmp_path / name.lower()
        path.write_text(secret.replace(",", "\n") + "\n")
        files[f"{name}_FILE"] = str(path)
    others = {name: secret.replace("e", "o") for name, secret in SECRETS.items()}
    files_said = {name for name in read_by_the_settings() if name.endswith("_FILE")}

    assert files_said == set(files)
    assert started(**files, **SIGN_IN).stdout.split() == KNOWN
    assert started(**files, **others, **SIGN_IN).stdout.split() == KNOWN
    assert started(**SECRETS, **SIGN_IN).stdout.split() == KNOWN


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("LOG_FORMAT", "xml", "LOG_FORMAT is “xml”. Use plain or json."),
        ("REPORT_COLOUR", "red", "REPORT_COLOUR"),
        ("DATABASE_URL_FILE", "/none", "DATABASE_URL_FILE is /none, which cannot be read: No such"),
        ("EMAIL_URL_FILE", os.devnull, f"EMAIL_URL_FILE is {os.devnull}, which is empty."),
        ("OIDC_SERVER_URL", "http://sign-in.example.org", "must begin with https://"),
    ],
)
def test_a_mistaken_setting_stops_the_start_and_says_why(name: str, value: str, told: str):
    done = started(SECRET_KEY="x", **{name: value})

    assert done.returncode != 0
    assert told in done.stderr
