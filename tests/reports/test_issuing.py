"""Documents: asked for once however often, printed in turn, and kept as they were issued."""

from __future__ import annotations

import hashlib
import logging
import threading
import time
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import (
    DatabaseError,
    IntegrityError,
    InterfaceError,
    InternalError,
    OperationalError,
    connection,
    transaction,
)
from django.utils import timezone

from appraisal import demonstration
from appraisal.conclusion import conclude
from appraisal.models import Access, Outcome
from people.account_data import delete, export
from people.models import User
from reports import pdf
from reports.edition import EDITIONS, WHOLE, Edition
from reports.issuing import printer, queue
from reports.issuing.asking import ask
from reports.issuing.fingerprint import fingerprint
from reports.issuing.formats import FORMATS
from reports.issuing.printer import Printer
from reports.issuing.sample import ask_for_sample, write_sample
from reports.models import Document, IssuedFile
from tests.appraisal.failing import caused
from tests.reports.conftest import concluded, save
from tests.reports.issuing import PLAIN, STATES, decide
from tests.reports.outcomes import demonstrated

pytestmark = pytest.mark.django_db

SHORT = Edition(is_short=True)


@pytest.fixture(autouse=True)
def plain_text(monkeypatch):
    monkeypatch.setitem(FORMATS, PLAIN.key, PLAIN)


@pytest.fixture
def found(db) -> Outcome:
    return concluded({"provider_trust": {"value": 4}})


def fresh(document: Document) -> Document:
    return Document.objects.select_related("issued").get(pk=document.pk)


def making(monkeypatch, make) -> None:
    """Have plain text made in another way."""
    monkeypatch.setitem(FORMATS, PLAIN.key, PLAIN.__class__(**{**vars(PLAIN), "make": make}))


# Asking


def test_who_asks_for_the_same_gets_the_same(found):
    first = ask(found, PLAIN, WHOLE)

    assert ask(found, PLAIN, WHOLE) == first
    Printer().until_empty()
    assert ask(found, PLAIN, WHOLE) == first
    assert ask(found, PLAIN, SHORT) != first


def test_whatever_a_report_shows_makes_another_document_of_it_when_it_changes(found):
    known = {ask(found, PLAIN, WHOLE).pk}

    decide(found)
    known.add(ask(found, PLAIN, WHOLE).pk)
    save(found.appraisal, {"provider_trust": {"value": 5}})
    later = conclude(found.appraisal, by=None)
    known.add(ask(later, PLAIN, WHOLE).pk)

    assert len(known) == 3


def test_another_version_of_what_makes_the_files_makes_another_document(found, monkeypatch):
    before = fingerprint(found, PLAIN, WHOLE)

    monkeypatch.setattr("reports.issuing.fingerprint.makers", lambda: "another version")

    assert fingerprint(found, PLAIN, WHOLE) != before


def test_a_choice_that_makes_no_difference_to_a_format_is_left_out():
    for edition in EDITIONS.values():
        assert not PLAIN.edition(edition).is_draft
        assert PLAIN.edition(edition).is_short == edition.is_short
        assert FORMATS["pdf"].edition(edition) == edition


@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="A database in memory has but one connection."
)
@pytest.mark.django_db(transaction=True)
def test_of_many_who_ask_at_once_all_get_one_document_and_one_printer_gets_it():
    outcome = concluded({"provider_trust": {"value": 4}})
    barrier = threading.Barrier(6, timeout=60)
    asked: list[int] = []
    taken: list[Document | None] = []

    def ask_and_take() -> None:
        try:
            barrier.wait()
            asked.append(ask(Outcome.objects.get(pk=outcome.pk), PLAIN, WHOLE).pk)
            barrier.wait()
            taken.append(queue.take())
        finally:
            connection.close()

    threads = [threading.Thread(target=ask_and_take) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(asked) == 6 and len(set(asked)) == 1
    assert len(taken) == 6 and len([each for each in taken if each]) == 1


# Printing


def test_documents_are_printed_in_the_order_they_were_asked_for(found):
    documents = [ask(found, PLAIN, edition) for edition in (SHORT, WHOLE)]
    assert [queue.ahead_of(each) for each in documents] == [0, 1]

    taken = [queue.take(), queue.take()]

    assert taken == documents
    assert queue.take() is None


def test_a_file_is_kept_with_its_size_and_its_sha_256(found):
    document = ask(found, PLAIN, WHOLE)

    Printer().until_empty()

    issued = fresh(document).issued
    content = f"{found} full".encode()
    assert bytes(issued.content) == content
    assert (issued.sha256, issued.size) == (hashlib.sha256(content).hexdigest(), len(content))


@pytest.mark.paper
def test_the_same_outcome_printed_again_is_the_same_file(found):
    document = ask(found, FORMATS["pdf"], SHORT)
    Printer().until_empty()
    first = bytes(fresh(document).issued.content)
    document.delete()

    again = ask(found, FORMATS["pdf"], SHORT)
    Printer().until_empty()

    assert first.startswith(b"%PDF")
    assert bytes(fresh(again).issued.content) == first


def test_what_a_printer_holds_for_too_long_is_taken_by_another(found):
    document = ask(found, PLAIN, WHOLE)
    lost = queue.take()
    assert lost and queue.take() is None

    let_the_lease_run_out(document)
    taken = queue.take()

    assert taken == document and taken.attempts == 2
    # The first one turns out to be alive after all.
    assert not queue.issue(lost, b"late", lost.fingerprint)
    assert not queue.fail(lost, Document.Problem.NOT_MADE)
    assert queue.issue(taken, b"in time", taken.fingerprint)
    assert bytes(fresh(document).issued.content) == b"in time"


def test_what_was_taken_before_the_clock_was_put_back_is_taken_by_another(found):
    document = ask(found, PLAIN, WHOLE)
    queue.take()
    Document.objects.update(taken_at=timezone.now() + timedelta(hours=1))

    assert not queue.is_looked_after()
    assert queue.take() == document


@pytest.mark.parametrize("hours", [-1, 1])
def test_what_a_printer_holds_is_not_taken_by_one_whose_clock_is_wrong(found, monkeypatch, hours):
    ask(found, PLAIN, WHOLE)
    assert queue.take()

    now = timezone.now
    monkeypatch.setattr(timezone, "now", lambda: now() + timedelta(hours=hours))

    assert queue.is_looked_after()
    assert queue.take() is None


def test_what_ends_every_printer_is_given_up_and_does_not_keep_others_waiting(found):
    deadly, other = (ask(found, PLAIN, edition) for edition in (WHOLE, SHORT))
    for _ in range(queue.MOST_ATTEMPTS):
        assert queue.take() == deadly
        let_the_lease_run_out(deadly)

    assert queue.take() == other
    assert (fresh(deadly).state, fresh(deadly).problem) == (STATES.FAILED, "abandoned")


def let_the_lease_run_out(document: Document) -> None:
    long_ago = timezone.now() - queue.LEASE - timedelta(seconds=1)
    Document.objects.filter(pk=document.pk).update(taken_at=long_ago)


def test_what_the_press_cannot_make_fails_and_can_be_asked_for_again(found, monkeypatch, caplog):
    def broken(outcome, edition):
        raise pdf.PressError("the press ended with 1: MemoryError")

    making(monkeypatch, broken)
    document = ask(found, PLAIN, WHOLE)
    Printer().until_empty()

    assert (fresh(document).state, fresh(document).problem) == (STATES.FAILED, "not_made")
    assert "the press ended with 1: MemoryError" in caplog.text
    assert ask(found, PLAIN, WHOLE) == document
    making(monkeypatch, PLAIN.make)
    Printer().until_empty()
    assert fresh(document).state == STATES.READY


def test_the_press_that_is_not_done_in_time_was_too_slow(found, monkeypatch):
    def slow(outcome, edition):
        raise pdf.TooSlow("late")

    making(monkeypatch, slow)
    document = ask(found, PLAIN, WHOLE)
    Printer().until_empty()

    assert fresh(document).problem == "too_slow"


def test_no_format_may_keep_the_printer_for_ever(found, monkeypatch):
    monkeypatch.setattr(printer, "MOST_SECONDS", 0.2)
    making(monkeypatch, lambda outcome, edition: time.sleep(60))
    document = ask(found, PLAIN, WHOLE)

    Printer().until_empty()

    assert fresh(document).problem == "too_slow"


def test_what_is_deleted_while_it_is_printed_is_printed_for_nobody(found, monkeypatch, caplog):
    def delete_meanwhile(outcome, edition):
        found.appraisal.delete()
        return b"late"

    making(monkeypatch, delete_meanwhile)
    ask(found, PLAIN, WHOLE)
    caplog.set_level(logging.INFO)
    Printer().until_empty()

    assert "Deleted before it was printed" in caplog.text
    assert not IssuedFile.objects.exists()


def test_a_printer_that_is_told_to_stop_puts_back_what_it_was_printing(found, monkeypatch):
    stopped = Printer()

    def stop_meanwhile(outcome, edition):
        stopped.stop()
        raise AssertionError("It goes on printing.")

    making(monkeypatch, stop_meanwhile)
    document = ask(found, PLAIN, WHOLE)
    stopped.until_empty()

    assert (fresh(document).state, fresh(document).attempts) == (STATES.WAITING, 0)


def test_when_the_database_fails_the_document_is_not_to_blame(found, monkeypatch):
    def without_database(outcome, edition):
        raise OperationalError("server closed the connection")

    making(monkeypatch, without_database)
    document = ask(found, PLAIN, WHOLE)
    with pytest.raises(OperationalError):
        Printer().until_empty()

    assert fresh(document).state == STATES.PRINTING


@pytest.mark.parametrize(
    "refusal",
    [
        caused(OperationalError, "53100"),
        caused(InternalError, "25006"),
        caused(InterfaceError, None),
        caused(DatabaseError, None),
    ],
)
def test_what_the_database_did_not_let_end_is_printed_when_it_is_back(found, monkeypatch, refusal):
    document = ask(found, PLAIN, WHOLE)
    patient = Printer()
    refusals = iter([refusal] * (queue.MOST_ATTEMPTS + 1))

    def issue(document, content, shown):
        patient.is_stopping = True
        raise next(refusals)

    monkeypatch.setattr(printer, "PAUSE_WITHOUT_DATABASE", 0)
    monkeypatch.setattr(connection, "close", lambda: None)
    monkeypatch.setattr(printer, "close_old_connections", lambda: None)
    with monkeypatch.context() as without_room:
        without_room.setattr(queue, "issue", issue)
        for _ in range(queue.MOST_ATTEMPTS + 1):
            patient.is_stopping = False
            patient.until_stopped()
    assert fresh(document).state == STATES.PRINTING

    patient._put_back_held()
    assert patient.print_next()

    assert (fresh(document).state, fresh(document).attempts) == (STATES.READY, 1)


def test_a_document_that_the_database_cannot_read_lets_the_next_be_printed(found, monkeypatch):
    damaged, good = ask(found, PLAIN, WHOLE), ask(found, PLAIN, SHORT)
    Document.objects.filter(pk=damaged.pk).update(asked_at=good.asked_at - timedelta(days=1))
    missing_chunk = caused(InternalError, "XX001")
    patient, made = Printer(), []

    def make(outcome, edition):
        made.append(edition)
        patient.is_stopping = len(made) == 2
        if edition == WHOLE:
            raise missing_chunk
        return b"good"

    making(monkeypatch, make)
    monkeypatch.setattr(printer, "PAUSE_WITHOUT_DATABASE", 0)
    monkeypatch.setattr(printer, "close_old_connections", lambda: None)
    patient.until_stopped()

    assert fresh(damaged).state == STATES.FAILED
    assert fresh(good).state == STATES.READY


def test_a_decision_recorded_while_it_is_printed_makes_another_document_of_it(found, monkeypatch):
    def decide_meanwhile(outcome, edition):
        decide(found)
        return b"without the decision"

    making(monkeypatch, decide_meanwhile)
    document = ask(found, PLAIN, WHOLE)
    Printer().until_empty()
    monkeypatch.undo()
    monkeypatch.setitem(FORMATS, PLAIN.key, PLAIN)

    assert ask(Outcome.objects.get(pk=found.pk), PLAIN, WHOLE) != document


def test_a_decision_recorded_before_it_is_printed_is_in_it_and_whoever_asks_then_gets_it(found):
    document = ask(found, PLAIN, WHOLE)
    decide(found)

    Printer().until_empty()

    assert ask(Outcome.objects.get(pk=found.pk), PLAIN, WHOLE) == document


def test_two_that_come_to_show_the_same_are_both_kept(found):
    before = ask(found, PLAIN, WHOLE)
    decide(found)
    after = ask(Outcome.objects.get(pk=found.pk), PLAIN, WHOLE)

    Printer().until_empty()

    assert fresh(before).issued.sha256 == fresh(after).issued.sha256
    assert ask(Outcome.objects.get(pk=found.pk), PLAIN, WHOLE) == after


# Keeping


def test_what_was_issued_never_changes_whoever_asks_the_database(found):
    document = ask(found, PLAIN, WHOLE)
    Printer().until_empty()
    issued = fresh(document).issued

    issued.content = b"another"
    for change in (issued.save, lambda: IssuedFile.objects.update(sha256="0" * 64)):
        with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
            change()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE reports_issuedfile SET size = 0")

    assert bytes(fresh(document).issued.content) == f"{found} full".encode()


def test_documents_go_with_their_appraisal(found):
    kept = concluded({"provider_trust": {"value": 2}})
    for each in (found, kept):
        ask(each, PLAIN, WHOLE)
    Printer().until_empty()

    found.appraisal.delete()

    assert IssuedFile.objects.get().document.outcome == kept


def test_an_account_is_told_of_its_documents_and_they_forget_it(found):
    amina, ben = (User.objects.create_user(f"{name}@example.org") for name in ("amina", "ben"))
    found.appraisal.claim(amina)
    found.appraisal.access.create(email=ben.email, level=Access.Level.VIEWER)
    document = ask(found, PLAIN, WHOLE)
    Document.objects.update(asked_by=ben)
    Printer().until_empty()

    for user in (amina, ben):
        (told,) = export(user)["documents"]
        assert told["sha256"] == fresh(document).issued.sha256
        assert told["asked_by_you"] == (user == ben)
    delete(ben)

    assert fresh(document).asked_by is None
    assert fresh(document).state == STATES.READY


def test_a_stranger_is_told_of_no_document(found):
    ask(found, PLAIN, WHOLE)

    assert export(User.objects.create_user("ben@example.org"))["documents"] == []


# The example


@pytest.fixture
def plain_sample(monkeypatch):
    """Let the sample be made in no time."""
    made = FORMATS["pdf"].__class__(**{**vars(FORMATS["pdf"]), "make": PLAIN.make})
    monkeypatch.setitem(FORMATS, "pdf", made)


def test_setting_up_asks_for_the_sample_and_prints_it_once_if_it_is_to_be_a_file(
    tmp_path, plain_sample
):
    sample = tmp_path / "new" / "sample.pdf"

    call_command("prepare")
    assert Document.objects.get().state == STATES.WAITING
    for _ in range(2):
        call_command("prepare", sample=sample)

    assert sample.read_bytes() == b"EXAMPLE outcome 1 full"
    assert Document.objects.count() == 1


def test_a_new_sample_takes_the_place_of_what_was_printed_of_the_examples(found, plain_sample):
    outcome = demonstration.load().outcomes.get()
    theirs = ask(found, PLAIN, WHOLE)
    old = [ask_for_sample(outcome), ask(outcome, PLAIN, SHORT)]
    Printer().until_empty()

    decide(outcome)
    new = ask_for_sample(Outcome.objects.get(pk=outcome.pk))

    assert new not in old
    assert set(Document.objects.all()) == {theirs, new}


def test_a_sample_that_another_printer_holds_is_waited_for(tmp_path, plain_sample, monkeypatch):
    document = ask_for_sample(demonstration.load().outcomes.get())
    other = queue.take()
    assert other == document
    monkeypatch.setattr(
        "reports.issuing.printer.time.sleep",
        lambda seconds: queue.issue(other, b"theirs", other.fingerprint),
    )

    write_sample(document, tmp_path / "sample.pdf")

    assert (tmp_path / "sample.pdf").read_bytes() == b"theirs"


def test_every_format_can_be_made_and_has_its_own_extension():
    told = demonstrated()

    assert len({each.extension for each in FORMATS.values()}) == len(FORMATS)
    assert len({each.content_type for each in FORMATS.values()}) == len(FORMATS)
    for kind in FORMATS.values():
        assert fingerprint(told, kind, WHOLE)
        assert kind.edition(WHOLE) == WHOLE
