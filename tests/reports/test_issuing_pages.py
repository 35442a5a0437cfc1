"""Pages of reports to download: for whoever may read the appraisal, and honest about the wait."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from appraisal import demonstration
from appraisal.conclusion import conclude
from appraisal.models import Access, Outcome
from people.models import User
from reports.issuing import queue
from reports.issuing.formats import FORMATS
from reports.issuing.printer import Printer
from reports.models import Document
from tests.reports.conftest import concluded, save
from tests.reports.issuing import FULL, PLAIN, STATES

pytestmark = pytest.mark.django_db

MOST_QUERIES = 8
PLAIN_PART = {"headers": {"X-Part": "document"}}


@pytest.fixture(autouse=True)
def plain_text(monkeypatch):
    monkeypatch.setitem(FORMATS, PLAIN.key, PLAIN)


@pytest.fixture
def found(db) -> Outcome:
    return concluded({"provider_trust": {"value": 4}})


@pytest.fixture
def documents(found) -> str:
    return f"/reports/{found.appraisal.reference}/documents/"


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return unescape(" ".join(response.content.decode().split()))


def asked(client: Client, documents: str, **said: str) -> str:
    response: Any = client.post(documents, FULL | said)
    assert response.status_code == 303
    return str(response.url)


def test_whoever_asks_is_led_to_a_page_that_says_how_it_stands(amina, documents):
    first, second = asked(amina, documents), asked(amina, documents, length="short")

    assert "It is being prepared" in page(amina, first)
    assert "It is the next to be printed" in page(amina, first)
    assert "1 other file is to be printed before it" in page(amina, second)
    assert f'href="{second}"' in page(amina, second)
    queue.take()
    assert "It is being printed now" in page(amina, first)


def test_when_it_is_ready_it_can_be_downloaded_and_checked(amina, found, documents):
    about = asked(amina, documents, length="short", holds="public")
    Printer().until_empty()

    told = page(amina, about)
    file = amina.get(f"{about}file/")

    name = f"appraisal-{found.appraisal.reference}-1-short-part-a.txt"
    sha256 = Document.objects.get().issued.sha256
    assert file.content == f"{found} short-part-a".encode()
    assert file["Content-Type"] == "text/plain"
    assert file["Content-Disposition"] == f'attachment; filename="{name}"'
    for words in ("Short report (Plain text), Part A", "It is ready", name, sha256, "0 kB"):
        assert words in told
    for words in (sha256, "Get-FileHash", f'href="{about}file/"'):
        assert words in page(amina, documents)


def test_the_button_of_the_result_gives_the_file_itself_if_it_is_there(amina, documents):
    button = hidden(page(amina, documents.removesuffix("documents/")))
    assert button == {"format": "pdf", "length": "full", "holds": "whole", "at_once": "yes"}
    first = asked(amina, documents, at_once="yes")
    assert not first.endswith("/file/")

    Printer().until_empty()

    assert asked(amina, documents, at_once="yes") == f"{first}file/"
    assert asked(amina, documents) == first


def hidden(html: str) -> dict[str, str]:
    """Return what the buttons of a page send, but for the token that every form has."""
    sent = dict(re.findall(r'<input type="hidden" name="(\w+)" value="(\w+)">', html))
    return {name: value for name, value in sent.items() if name != "csrfmiddlewaretoken"}


def test_before_it_is_ready_there_is_no_file(amina, documents):
    about = asked(amina, documents)

    assert amina.get(f"{about}file/").status_code == 404


def test_the_pages_own_script_gets_how_it_stands_alone_and_nothing_keeps_it(amina, documents):
    about = asked(amina, documents)

    response = amina.get(about, **PLAIN_PART)

    assert response.content.decode().strip().startswith('<div data-state="waiting"')
    assert "<h1" not in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert "X-Part" in response["Vary"]


def test_after_two_minutes_that_nobody_prints_the_page_says_so(amina, documents, settings):
    settings.OPERATOR_CONTACT = "it@council.example"
    about = asked(amina, documents)
    for waited, words in (({"minutes": 2, "seconds": 10}, "2 minutes"), ({"hours": 3}, "3 hours")):
        Document.objects.update(asked_at=timezone.now() - timedelta(**waited))

        told = page(amina, about)

        assert f"Nothing has picked this up for {words}." in told
        assert "it@council.example" in told
        assert "a few seconds" not in told


def test_while_a_printer_is_busy_with_others_nobody_is_alarmed(amina, documents):
    about = asked(amina, documents)
    asked(amina, documents, length="short")
    Document.objects.update(asked_at=timezone.now() - timedelta(minutes=5))
    queue.take()

    assert "Nothing has picked this up" not in page(amina, about)


def test_a_printing_that_was_cut_off_is_told(amina, documents):
    about = asked(amina, documents)
    queue.take()
    cut_off = timezone.now() - queue.LEASE - timedelta(seconds=1)
    Document.objects.update(taken_at=cut_off, asked_at=cut_off)

    told = page(amina, about)

    assert "The printing was cut off. It is started again by itself." in told
    assert "Nothing has picked this up for 4 minutes" in told


def test_a_clock_that_is_fast_makes_nobody_believe_that_it_was_cut_off(
    amina, documents, monkeypatch
):
    about = asked(amina, documents)
    queue.take()
    fast = timezone.now() + timedelta(minutes=10)
    monkeypatch.setattr(timezone, "now", lambda: fast)

    assert "It is being printed now." in page(amina, about)


def test_when_it_fails_the_page_says_what_to_do_and_has_a_button_to_try_again(amina, documents):
    about = asked(amina, documents, length="short", draft="yes")
    document = queue.take()
    assert document and queue.fail(document, Document.Problem.TOO_SLOW)

    told = page(amina, about)
    again = hidden(told)

    assert "It could not be made" in told
    assert "not done in the time that one file may take" in told
    assert "Nothing is lost" in told
    assert again["length"] == "short"
    assert asked(amina, documents, **again) == about
    assert Document.objects.get().state == STATES.WAITING


def test_a_file_of_an_earlier_result_says_so(amina, found, documents):
    about = asked(amina, documents)
    Printer().until_empty()
    save(found.appraisal, {"provider_trust": {"value": 5}})
    conclude(found.appraisal, by=None)

    assert "It shows result 1. Result 2 has been found since" in page(amina, about)


def test_what_is_not_chosen_is_asked_for_again(amina, documents):
    response = amina.post(documents, {"format": "stone", "length": "full"})

    told = unescape(response.content.decode())
    assert response.status_code == 200
    assert "There is a problem" in told
    assert "Choose whom it is for" in told
    assert not Document.objects.exists()


def test_nobody_has_more_printed_than_is_fair_but_everybody_gets_what_is_there(
    amina, documents, settings
):
    settings.MOST_DOCUMENTS_AN_HOUR = 2
    first = asked(amina, documents)
    asked(amina, documents, length="short")

    refused = amina.post(documents, FULL | {"holds": "public"})

    assert refused.status_code == 429
    assert "You have asked for 2 files within an hour" in refused.content.decode()
    assert asked(amina, documents) == first
    assert Document.objects.count() == 2


def test_visitors_of_the_example_share_one_document_and_are_counted_by_their_network(settings):
    settings.MOST_DOCUMENTS_AN_HOUR = 1
    demonstration.load()
    documents = "/reports/EXAMPLE/documents/"

    assert asked(Client(), documents) == asked(Client(), documents)
    assert Client().post(documents, FULL | {"length": "short"}).status_code == 429
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    assert asked(elsewhere, documents, length="short")


def test_to_a_stranger_there_is_no_document(amina, ben, documents):
    about = asked(amina, documents)
    Printer().until_empty()

    for address in (documents, about, f"{about}file/"):
        assert ben.get(address).status_code == 404
    assert ben.post(documents, FULL).status_code == 404


def test_a_document_is_found_under_its_own_appraisal_only(amina, documents):
    about = asked(amina, documents)
    other = concluded({"provider_trust": {"value": 2}})
    document = about.rstrip("/").rpartition("/")[2]

    wrong = f"/reports/{other.appraisal.reference}/documents/{document}/"

    assert amina.get(wrong).status_code == 404
    assert amina.get(f"{wrong}file/").status_code == 404


def test_a_viewer_may_ask_and_download(found, documents):
    owner, viewer = (User.objects.create_user(f"{name}@example.org") for name in ("amina", "vi"))
    found.appraisal.claim(owner)
    found.appraisal.access.create(email=viewer.email, level=Access.Level.VIEWER)
    client = Client()
    client.force_login(viewer)

    about = asked(client, documents)
    Printer().until_empty()
    file = client.get(f"{about}file/")

    assert file.status_code == 200
    assert "no-store" in file["Cache-Control"]
    assert Document.objects.get().asked_by == viewer


def test_pages_take_few_queries_however_much_was_issued(
    amina, documents, django_assert_max_num_queries
):
    for length in ("full", "short"):
        for holds in ("whole", "public"):
            about = asked(amina, documents, length=length, holds=holds)
    Printer().until_empty()

    for address in (documents, about):
        with django_assert_max_num_queries(MOST_QUERIES):
            amina.get(address)
    with django_assert_max_num_queries(4):
        amina.get(about, **PLAIN_PART)
