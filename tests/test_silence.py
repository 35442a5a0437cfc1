"""Nothing of an answer, and no link or code, gets into logs, mails or the administrators' pages.

The product is used as people use it, with a canary in every text they can type, through errors of
every kind. Then we look for the canaries where they must not be.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.core import mail
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from appraisal.method.content import CURRENT_VERSION, method
from appraisal.models import Appraisal, Invitation, Perspective
from people.admin import administration
from people.models import Organisation, User
from reports.issuing.printer import Printer
from reports.models import Document
from tests.landscape.browser import FULL_PAGE, Browser, Opened, address
from tests.landscape.invited import contribute, invite, link_in, sent_on
from tests.people.cast import ENTER_CODE, Someone, text_of

CANARY = "canary"
METHOD = method(CURRENT_VERSION)


@pytest.fixture(autouse=True)
def plain_http(settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = False


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Return what the product's own log is written to, with all that it could say.

    Left out are the queries, which Django logs only with DEBUG on.
    """
    (handler,) = [each for each in logging.root.handlers if each.name == "stderr"]
    assert isinstance(handler, logging.StreamHandler)
    levels = {logger: logger.level for logger in (logging.root, logging.getLogger("django"))}
    out = io.StringIO()
    usual = handler.setStream(out)
    for logger in levels:
        logger.setLevel(logging.DEBUG)
    yield out
    for logger, level in levels.items():
        logger.setLevel(level)
    if usual:
        handler.setStream(usual)


@pytest.fixture
def committed_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do at once what waits for a commit: the transaction around a test never commits."""
    monkeypatch.setattr("django.db.transaction.on_commit", lambda act, *args, **said: act())


@dataclass
class Story:
    """What happened: whose appraisal it is, and all that would let somebody in."""

    amina: Someone
    appraisal: Appraisal
    secrets: set[str] = field(default_factory=set)

    def tell(self, *secrets: str) -> None:
        self.secrets |= set(secrets)


@pytest.fixture
def story(db: None, monkeypatch: pytest.MonkeyPatch) -> Story:
    amina = Someone("amina@wiltshire.example")
    amina.client.raise_request_exception = False
    browser = Browser()
    browser.client = amina.client
    appraisal = browser.start(
        title=f"{CANARY} title", route="full", scope=f"{CANARY} scope", token=str(uuid4())
    )
    story = Story(amina, appraisal)
    sign_in(story)
    answer(browser, appraisal)
    links = let_others_in(story, browser)
    say_something(browser, appraisal, links)
    conclude(browser, appraisal)
    decide(browser, appraisal)
    go_wrong(story, links, monkeypatch)
    story.tell(*(cookie.value for cookie in amina.client.cookies.values()))
    return story


def sign_in(story: Story) -> None:
    amina = story.amina
    code = amina.ask_for_code()
    amina.post(ENTER_CODE, code="BCDF-BCDF")
    amina.post(ENTER_CODE, code=CANARY)
    amina.post(ENTER_CODE, code=code)
    assert amina.is_signed_in
    story.tell(code, code.replace("-", ""))


def answer(browser: Browser, appraisal: Appraisal) -> None:
    """Answer with a note and a source, leave a draft that cannot be accepted, and clash."""
    page = browser.open(appraisal)
    browser.send(page, {**answered("1"), "market_concentration": f"lots of {CANARY}"})
    browser.save(appraisal, {"life_now": f"{CANARY} life"}, step="what-life-is-like")
    browser.save(appraisal, {METHOD.goals[0].key: CANARY}, step="goal-points")
    clash = Opened(page.address, browser.client.get(page.address))
    browser.save(appraisal, answered("2"))
    assert browser.send(clash, {"provider_count": "5"}).status_code == 409
    browser.client.post(address(appraisal, "details/"), {"title": f"{CANARY} " * 99})


def answered(value: str) -> dict[str, str]:
    return {
        "provider_count": value,
        "provider_count-note": f"{CANARY} note",
        "provider_count-source": f"{CANARY} source",
    }


def let_others_in(story: Story, browser: Browser) -> list[str]:
    """Share with a colleague, invite by e-mail and by a link, and return the links."""
    share = {"email": "ed@wiltshire.example", "level": "editor"}
    browser.client.post(address(story.appraisal, "people/share/"), share)
    invite(browser, story.appraisal, by="email", email="ben@provider.example", token=uuid4())
    by_letter = link_in(str(mail.outbox[-1].body))
    shown = [
        link_in(text_of(invite(browser, story.appraisal, token=uuid4(), **said)))
        for said in ({}, {"anonymous": "on"})
    ]
    links = [by_letter, *shown]
    story.tell(*(link.split("/")[2] for link in links))
    return links


def say_something(browser: Browser, appraisal: Appraisal, links: list[str]) -> None:
    for link in links:
        contributor = contribute(link, answered("3"))
        mine = sent_on(contributor, link)
        assert contributor.client.get(f"{mine}hand-in/").status_code == 200
    assert Perspective.objects.contributions().filter(is_handed_in=True).count() == len(links)
    assert CANARY in text_of(browser.get(appraisal, "views/provider_count/"))
    agreed = {"provider_count": "4", "provider_count-note": f"{CANARY} agreed"}
    browser.client.post(address(appraisal, "views/provider_count/"), agreed)


def conclude(browser: Browser, appraisal: Appraisal) -> None:
    browser.client.post(address(appraisal, "conclude/"))
    report = f"/reports/{appraisal.reference}/"
    assert CANARY in text_of(browser.client.get(report))
    assert CANARY in text_of(browser.client.get(f"{report}annex/"))
    for rest in ("trail/", "trail.csv", "export.json"):
        assert CANARY in text_of(browser.get(appraisal, rest))


def decide(browser: Browser, appraisal: Appraisal) -> None:
    today = timezone.localdate()
    decided = {
        "outcome": "1",
        "what": "something_else",
        "in_words": f"{CANARY} decided",
        "taken_by": f"{CANARY} body",
        "taken_on_day": str(today.day),
        "taken_on_month": str(today.month),
        "taken_on_year": str(today.year),
        "why": f"{CANARY} why",
        "dissent": f"{CANARY} dissent",
    }
    mine = address(appraisal, "decision/")
    assert CANARY in text_of(browser.client.post(mine, {**decided, "outcome": CANARY}))
    assert browser.client.post(mine, decided).status_code == 302
    assert f"{CANARY} dissent" in text_of(browser.client.get(f"/reports/{appraisal.reference}/"))


# Everything that can go wrong


def go_wrong(story: Story, links: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    stranger = Client(enforce_csrf_checks=True, raise_request_exception=False)
    typed = {"provider_count-note": f"{CANARY} typed"}
    mine = address(story.appraisal, f"{FULL_PAGE}/")
    for link in links:
        assert stranger.get(f"{link}nowhere/").status_code == 404
        assert stranger.post(link, typed).status_code == 403
        assert stranger.put(f"{link}new-link/").status_code in (403, 405)
    assert Client().post(mine, typed).status_code == 404
    assert Client().get(f"/sign-in-again/?next={links[0]}").status_code < 500
    too_many = {f"field-{number}": CANARY for number in range(1_100)}
    assert story.amina.client.post(mine, too_many).status_code == 400
    fail_inside(story, links, monkeypatch)
    end_invitations()
    for link in links:
        assert stranger.get(link).status_code == 410


def fail_inside(story: Story, links: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let views fail with errors that repeat what they were given, as a database's do."""
    row = f"violates a constraint\nDETAIL:  Failing row contains (1, {CANARY}, {links[0]})."
    visitor = Client(raise_request_exception=False)
    with monkeypatch.context() as patch:
        patch.setattr("landscape.contributing.find", failing(IntegrityError, row))
        for link in links:
            assert visitor.get(link).status_code == 500
        patch.setattr("landscape.work.Work.save", failing(ValueError, f"invalid: '{CANARY}'"))
        mine = address(story.appraisal, f"{FULL_PAGE}/")
        assert story.amina.client.post(mine, answered("5")).status_code == 500


def failing(kind: type[Exception], words: str) -> Any:
    def fail(*args: object, **said: object) -> None:
        raise kind(words)

    return fail


def print_reports(story: Story) -> None:
    """Have one report printed, and one fail with an error that repeats what it was given."""
    ask = f"/reports/{story.appraisal.reference}/documents/"
    for length in ("full", "short"):
        asked = {"format": "pdf", "length": length, "holds": "whole"}
        assert story.amina.client.post(ask, asked).status_code == 303
    printer = Printer()
    assert printer.print_next()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("reports.pdf.printed", failing(ValueError, f"invalid: '{CANARY}'"))
        assert printer.print_next()
    states = Document.objects.order_by("asked_at").values_list("state", flat=True)
    assert list(states) == ["ready", "failed"]


def end_invitations() -> None:
    Invitation.objects.update(deadline=timezone.localdate() - timedelta(days=1))


# And where nothing of it may be


def test_logs_tell_what_went_wrong_and_hold_no_answer_no_link_and_no_code(log, story):
    print_reports(story)

    logged = log.getvalue()

    assert "Not Found: /invitations/" in logged
    assert "Forbidden" in logged
    assert "Printed document" in logged and "No document" in logged
    assert logged.count("Internal Server Error: ") == 4
    assert "django.db.utils.IntegrityError" in logged and "ValueError" in logged
    assert CANARY not in logged.lower()
    for secret in story.secrets:
        assert secret not in logged
    assert "amina@" not in logged and "ben@" not in logged


def test_mails_hold_no_answer_and_each_only_the_link_or_code_it_is_for(story):
    assert len(mail.outbox) == 3

    for letter in mail.outbox:
        said = f"{letter.subject}\n{letter.body}"
        assert CANARY not in said.lower()
        assert sum(secret in said for secret in story.secrets) <= 1
        assert story.appraisal.reference not in said
        assert not letter.attachments


def test_administrators_see_nothing_of_an_appraisal(story, committed_at_once):
    dewi = administrator()
    amina = story.amina.user
    Organisation.objects.add("Northshire", "county council", by=amina)
    fields = {"email": amina.email, "is_active": "on", "is_analyst": "on"}
    assert dewi.post(f"/admin/people/user/{amina.pk}/change/", **fields).status_code == 302

    for path in admin_pages():
        response = dewi.get(path)
        assert response.status_code == 200
        page = text_of(response)
        assert CANARY not in page.lower()
        assert story.appraisal.reference not in page
        assert not any(secret in page for secret in story.secrets)
    assert LogEntry.objects.exists()
    assert CANARY not in str(list(LogEntry.objects.values_list())).lower()


def test_administrators_have_no_pages_about_appraisals_sessions_or_codes():
    registered = {model._meta.label for model in administration._registry}

    assert registered == {"people.User", "people.Organisation", "people.Membership"}


def administrator() -> Someone:
    dewi = Someone("dewi@council.example")
    User.objects.create_user(dewi.email, is_administrator=True)
    dewi.sign_in()
    dewi.set_up_app()
    return dewi


def admin_pages() -> list[str]:
    """Return every list, and the pages of every row in it."""
    paths = ["/admin/", "/admin/people/"]
    for model in administration._registry:
        start = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        paths += [start, f"{start}add/"]
        for pk in model._default_manager.values_list("pk", flat=True)[:5]:
            paths += [f"{start}{pk}/change/", f"{start}{pk}/history/"]
    return paths


# The tokens that are kept


def test_no_token_and_no_code_is_stored_in_clear_where_it_would_open_something(story):
    kept = [model for model in apps.get_models() if model._meta.app_label != "sessions"]
    stored = str([list(model._default_manager.values_list()) for model in kept])

    assert CANARY in stored
    links = {secret for secret in story.secrets if re.fullmatch("[0-9a-f]{64}", secret)}
    assert links
    for secret in story.secrets:
        assert secret not in stored
