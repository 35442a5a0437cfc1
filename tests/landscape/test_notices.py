"""What we tell people about their data is what the product does."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from html import unescape
from math import prod
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings as configured
from django.core.cache import cache
from django.template.loader import render_to_string
from django.test import Client

from appraisal import sharing_nationally
from appraisal.inviting import WORDING
from appraisal.retention import rules
from appraisal.scoring.anonymity import LEAST_ANONYMOUS
from tests.landscape.browser import Browser, text_of
from tests.landscape.invited import contribute, invite, link_in
from tests.people.cast import Someone

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs/privacy"
DAY = 24 * 60 * 60


def page(name: str) -> str:
    response: Any = Client().get(f"/{name}/")
    assert response.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", text_of(response)).split())


# The pages


@pytest.mark.parametrize("name", ["privacy", "cookies"])
def test_anyone_can_read_the_notices_and_they_set_no_cookie(name, db):
    browser = Client()

    response = browser.get(f"/{name}/")

    assert response.status_code == 200
    assert not browser.cookies
    assert "noindex" not in text_of(response)


def test_the_notice_says_who_runs_this_copy(settings):
    settings.OPERATOR_NAME = "Northshire Council"
    settings.OPERATOR_CONTACT = "data.protection@northshire.example"

    notice = page("privacy")

    assert "Northshire Council runs this copy" in notice
    assert "contact: data.protection@northshire.example" in notice
    assert "has not" not in notice.partition("asked for your view")[0]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", "has not yet entered here who they are"),
        ("Northshire Council", "How to reach them about your data has not been entered here yet"),
    ],
)
def test_the_notice_admits_what_has_not_been_entered(settings, name, words):
    settings.OPERATOR_NAME, settings.OPERATOR_CONTACT = name, ""

    assert words in page("privacy")


@pytest.mark.parametrize(
    ("setting", "number", "words"),
    [
        ("KEEP_UNCLAIMED_DAYS", 11, "11 days after your last change"),
        ("BROWSER_COOKIE_DAYS", 12, "for 12 days after you last saved there"),
        ("KEEP_TRIAL_HOURS", 13, "13 hours after you began it"),
        ("KEEP_INVITED_ADDRESSES_DAYS", 14, "14 days after the last day to answer"),
        ("KEEP_INVITED_ADDRESSES_DAYS", 15, "or 15 days have passed"),
        ("KEEP_UNUSED_ACCOUNTS_DAYS", 730, "or 2 years after you last signed in"),
        ("KEEP_UNCHANGED_APPRAISALS_DAYS", 400, "or 400 days after its last change"),
    ],
)
def test_the_notice_says_how_long_as_the_settings_do(settings, setting, number, words):
    setattr(settings, setting, number)

    assert words in page("privacy")


def test_the_notice_says_from_how_many_on_anonymous_answers_show():
    assert LEAST_ANONYMOUS == 3
    assert "only if three or more people in your group answered that question" in page("privacy")


# Cookies


def test_every_cookie_is_on_its_page_with_its_lifetime(amina, home_care):
    """Everything that sets one: starting, signing in, contributing, and having typing held."""
    Someone("amina@example.org", amina.client).sign_in()
    contributor = contribute(link_in(text_of(invite(amina, home_care))), {"provider_count": "1"})
    held = Browser()
    held.client.post("/sign-in-again/", {"address": f"/appraisals/{home_care.reference}/x/"})
    clients = [amina.client, contributor.client, held.client]
    for client in clients:
        client.get("/start/")

    ages: dict[str, set[int]] = defaultdict(set)
    for name, cookie in ((name, each.cookies[name]) for each in clients for name in each.cookies):
        ages[name].add(cookie["max-age"])
        assert cookie["httponly"] and cookie["samesite"] == "Lax"

    # What is held is held for a day, as the privacy notice says.
    assert ages == {
        "__Host-browser": {365 * DAY},
        "__Host-sessionid": {14 * DAY, DAY},
        "__Host-csrftoken": {52 * 7 * DAY},
    }
    told = page("cookies")
    for words in (*ages, "1 year after you last saved", "after 14 days", "After 52 weeks"):
        assert words in told


def test_the_counts_of_tries_to_sign_in_end_within_the_day_that_the_notice_tells(monkeypatch, db):
    kept: list[float] = []
    keep = cache.set

    def note(key: str, value: object, timeout: float) -> None:
        kept.append(timeout)
        keep(key, value, timeout)

    monkeypatch.setattr(cache, "set", note)

    Someone("amina@example.org").sign_in()

    assert kept and max(kept) <= DAY


# The wording that contributors are shown


INVITATIONS = {
    "By a link, with the promise that nobody will know who answered what": ("", True),
    "By a link, without that promise": ("", False),
    "By e-mail": ("ben@example.org", False),
}


@pytest.mark.parametrize("how", INVITATIONS)
def test_contributors_are_shown_the_wording_that_is_recorded(how):
    email, is_anonymous = INVITATIONS[how]
    invitation = SimpleNamespace(email=email, is_anonymous=is_anonymous)

    shown = render_to_string(
        "landscape/contributor_wording.html",
        {"invitation": invitation, "role": SimpleNamespace(name="{role}")},
    )

    lines = re.sub(r"<[^>]+>", "", unescape(shown)).splitlines()
    assert [line.strip() for line in lines if line.strip()] == recorded(how), (
        "A changed wording needs a new name in appraisal/inviting.py, and a section of its own in "
        "docs/privacy/wordings.md."
    )


def recorded(how: str) -> list[str]:
    """Return the lines of the newest wording, which must be the one whose name is kept."""
    of_contributors, _ = (DOCS / "wordings.md").read_text().split("# What owners were told")
    _, newest, *_ = re.split(r"^## ", of_contributors, flags=re.MULTILINE)
    name, _, rest = newest.partition("\n")
    assert name == WORDING
    sections = dict(part.split("\n", 1) for part in rest.split("### ")[1:])
    return [line.removeprefix("- ") for line in sections[how].splitlines() if line]


def test_owners_are_shown_the_wording_that_is_recorded():
    shown = render_to_string("landscape/national_wording.html", {"organisation": "{organisation}"})

    _, of_owners = (DOCS / "wordings.md").read_text().split("# What owners were told")
    _, newest, *_ = re.split(r"^## ", of_owners, flags=re.MULTILINE)
    name, *told = newest.splitlines()
    lines = [line.strip() for line in re.sub(r"<[^>]+>", "", unescape(shown)).splitlines()]
    assert name == sharing_nationally.WORDING
    assert [line for line in lines if line] == [
        line.removeprefix("- ") for line in told if line.startswith("- ")
    ], (
        "A changed wording needs a new name in appraisal/sharing_nationally.py, and a section of "
        "its own in docs/privacy/wordings.md."
    )


# The documents for whoever runs a copy


def test_the_list_of_what_is_kept_has_every_rule_and_every_default():
    table = (DOCS / "retention.md").read_text().partition("## Deleted by people")[0]
    rows = [line for line in table.splitlines() if line.startswith("| ")][1:]

    assert len(rows) == len(rules())
    told = dict(re.findall(r"`(KEEP_\w+)` \| (\d+) \|", table))
    assert told == {name: str(default) for name, default in defaults().items()}


def defaults() -> dict[str, int]:
    """Return what the settings KEEP_* are if nobody sets them, read from the settings file."""
    found = re.findall(
        r'^(KEEP_\w+) = env\.int\("\1", default=([\d *]+)\)',
        (ROOT / "config/settings.py").read_text(),
        flags=re.MULTILINE,
    )
    assert {name for name, _ in found} == {each for each in dir(configured) if "KEEP_" in each}
    return {name: prod(map(int, default.split("*"))) for name, default in found}


@pytest.mark.parametrize("document", sorted(DOCS.glob("*.md")), ids=lambda path: path.name)
def test_the_documents_name_only_files_and_tests_that_exist(document):
    named = re.findall(r"`([\w/.]+\.(?:py|md|html))(?:::(\w+))?`", document.read_text())

    for path, test in named:
        assert (ROOT / path).exists(), f"{document.name} names {path}, which does not exist."
        if test:
            assert test in names_of_tests(ROOT / path), f"{path} has no test {test}."


def names_of_tests(path: Path) -> set[str]:
    tree = ast.parse(path.read_text())
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
