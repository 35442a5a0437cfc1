"""Two councils' people and those they invite do whatever they like, in any order.

After every step: nobody has seen a word that was not for them, and no save that was acknowledged
is lost. ./test --drills tries forty times as long.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from datetime import timedelta
from html import unescape
from random import Random
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from appraisal.models import Access, Appraisal, Invitation, Perspective, StepRevision
from people.models import User
from tests.access.world import (
    CANARY,
    EDITOR,
    OWNER,
    VIEWER,
    Answers,
    Invited,
    Page,
    Person,
    Work,
)
from tests.landscape.browser import FULL_PAGE

EXAMPLES = int(os.environ.get("MACHINE_EXAMPLES", "12"))
STEPS = 30
# More than three times within ten minutes would be asking too often.
MOST_SIGN_INS = 3
MOST_CONCLUDED = 2
FEWEST_WORKS, MOST_WORKS = 2, 5

FOR_EDITORS = (
    "",
    "details/",
    f"{FULL_PAGE}/",
    "check-answers/",
    "views/",
    "views/provider_count/",
)
FOR_OWNERS = ("people/", "trail/", "trail.csv", "export.json", "delete/")
LEVEL = st.sampled_from([OWNER, EDITOR, VIEWER])
NAMES = ("amina", "ben", "ed", "xenia", "yusuf", "zoe")
WITH_ACCOUNT = NAMES[:3]


class Luck(Random):
    """Chooses from what there is at the time; the same each time for the same number."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number

    def __repr__(self) -> str:
        return f"Luck({self.number})"


LUCK = st.integers(0, 2**32).map(Luck)


class People(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        # What one run does is undone after it.
        self.run = transaction.atomic()
        self.run.__enter__()
        mail.outbox = []
        self.people = {name: Person(name) for name in NAMES}
        self.works: list[Work] = []
        self.pages: list[Page] = []
        self.canaries = 0

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.run.__exit__(None, None, None)

    # Asking, and looking at what comes

    def canary(self) -> str:
        self.canaries += 1
        return f"canary{self.canaries:04}"

    def ask(
        self, person: Person, address: str, sent: Any = None, also: tuple[str, ...] = ()
    ) -> Any:
        """Return the answer to a request, having looked for words that are not for this person."""
        ask = person.client.get if sent is None else person.client.post
        response: Any = ask(address, sent or {})
        assert response.status_code < 500
        found = set(CANARY.findall(text_of(response)))
        seen = {text for work in self.works for text in work.seen_by(person)}
        # Whoever sends something may always have it back.
        strange = found - seen - set(CANARY.findall(str(sent))) - set(also)
        assert not strange, f"{person.name} saw {strange} at {address}"
        return response

    # Choosing

    def one_of(self, luck: Luck, likely: Iterable[Any], possible: Iterable[Any]) -> Any:
        """Draw one of all that are possible, but mostly one of the likely ones."""
        return luck.choice([*list(likely) * 8, *possible])

    def somebody(self, luck: Luck, may: Callable[[Person], bool]) -> Person:
        """Draw somebody, but mostly somebody who may."""
        everyone = list(self.people.values())
        found: Person = self.one_of(luck, filter(may, everyone), everyone)
        return found

    def some_work(self, luck: Luck) -> Work:
        found: Work = self.one_of(luck, [w for w in self.works if not w.is_deleted], self.works)
        return found

    def owner_and_work(self, luck: Luck) -> tuple[Person, Work]:
        work = self.some_work(luck)
        return self.somebody(luck, lambda each: work.level_of(each) == OWNER), work

    def editor_and_work(self, luck: Luck) -> tuple[Person, Work]:
        work = self.some_work(luck)
        return self.somebody(luck, work.may_edit), work

    def some_invitation(self, luck: Luck) -> tuple[Work, Invited]:
        every = [(work, each) for work in self.works for each in work.invited]
        found: tuple[Work, Invited] = luck.choice(every)
        return found

    def contributions(self) -> list[tuple[Work, Invited, Person, Answers]]:
        return [
            (work, invited, self.people[name], answers)
            for work in self.works
            for invited in work.invited
            for name, answers in invited.answers.items()
        ]

    # How it begins

    @initialize()
    def two_councils_have_begun(self) -> None:
        for name in WITH_ACCOUNT:
            person = self.people[name]
            person.email = f"{name}@example.org"
            person.client.force_login(User.objects.create_user(person.email))
        for name in ("amina", "ben"):
            person = self.people[name]
            work = self.start(person)
            self.send(self.open(person, work), 1)
            for kind in ("link", "anonymous"):
                self.invite(person, work, kind)
        # Three answer Amina's invitations, two Ben's: too few for anonymous answers to show.
        for work, names in zip(self.works, (NAMES[3:], NAMES[3:5]), strict=True):
            for name in names:
                for invited in work.invited:
                    self.open_link(self.people[name], work, invited)
        for contribution in self.contributions():
            self.answer(*contribution, value=2)
            if contribution[1].is_anonymous:
                self.hand_in(*contribution)

    # Coming and going

    @rule(luck=LUCK)
    def comes_or_goes(self, luck: Luck) -> None:
        person = self.people[luck.choice(WITH_ACCOUNT)]
        if person.email:
            self.ask(person, "/account/sign-out/", {})
            person.email = ""
        elif person.times_signed_in < MOST_SIGN_INS:
            self.sign_in(person)
        for work in self.works:
            self.visit(person, work, "")

    def sign_in(self, person: Person) -> None:
        person.times_signed_in += 1
        email = f"{person.name}@example.org"
        self.ask(person, "/account/sign-in/", {"email": email})
        code = re.search(r"Your code: (\S+)", str(mail.outbox[-1].body))
        assert code and mail.outbox[-1].to == [email]
        response = self.ask(person, "/account/sign-in/code/", {"code": code[1]})
        assert response.status_code == 302
        person.email = email
        for work in self.works:
            if work.browser == person.name:
                work.browser = ""
                work.access[email] = OWNER

    @precondition(lambda self: len(self.works) < MOST_WORKS)
    @rule(luck=LUCK)
    def starts(self, luck: Luck) -> None:
        # Work begun without an account, by somebody who has one, is there to be claimed.
        self.start(self.somebody(luck, lambda each: each.name in WITH_ACCOUNT and not each.email))

    def start(self, person: Person) -> Work:
        title, scope = self.canary(), self.canary()
        sent = {"title": title, "scope": scope, "route": "full", "token": str(uuid4())}
        first, second = (self.ask(person, "/start/", sent).headers["Location"] for _ in range(2))
        assert first == second
        work = Work(first.split("/")[2], title, scope, titles=[title])
        if person.email:
            work.access[person.email] = OWNER
        else:
            work.browser = person.name
        self.works.append(work)
        return work

    # Two people editing

    @rule(luck=LUCK)
    def opens(self, luck: Luck) -> None:
        person, work = self.editor_and_work(luck)
        if work.may_edit(person):
            # In two tabs, so that there is something to differ about.
            self.open(person, work)
            self.open(person, work)
        else:
            assert self.ask(person, address(work, f"{FULL_PAGE}/")).status_code == 404

    def open(self, person: Person, work: Work) -> Page:
        response = self.ask(person, address(work, f"{FULL_PAGE}/"))
        hidden = hidden_in(response)
        assert int(hidden["revision"]) == work.number
        self.pages.append(Page(work, person, work.number, hidden["token"]))
        return self.pages[-1]

    @rule(luck=LUCK, value=st.integers(1, 5), keep=st.sampled_from(["yours", "theirs"]))
    def sends(self, luck: Luck, value: int, keep: str) -> None:
        """Send a page that was opened at some time with something new on it, or choose on one
        with two versions."""
        stale = [page for page in self.pages if page.number < page.work.number]
        page = self.one_of(luck, [*stale, *self.conflicts()], self.pages)
        if page in self.conflicts():
            self.choose(page, keep)
        else:
            self.send(page, value)

    def send(self, page: Page, value: int) -> None:
        canary = self.canary()
        page.fields = {
            "revision": str(page.number),
            "token": page.token,
            "provider_count": str(value),
            "provider_count-note": canary,
            "provider_count-source-title": f"Source {canary}",
        }
        self.settle(page, self.ask(page.person, address(page.work, f"{FULL_PAGE}/"), page.fields))

    def settle(self, page: Page, response: Any) -> None:
        """See to it that what was sent is saved, or else stands on the page that comes."""
        work = page.work
        if not work.may_edit(page.person):
            assert response.status_code == 404
            assert page.canary in text_of(response)
        elif response.status_code == 302:
            # Nobody overwrites what they have not seen: it was on the page, or they sent it.
            assert work.number in (page.number, page.saved_as)
            work.saved.append(page.canary)
            page.saved_as = page.saved_as or work.number
            page.sent = page.fields
        else:
            assert response.status_code == 409
            assert work.number != page.number
            assert {page.canary, work.current} <= set(CANARY.findall(text_of(response)))
            hidden = hidden_in(response)
            conflict = Page(
                work, page.person, work.number, hidden["token"], fields=hidden, is_conflict=True
            )
            assert int(hidden["revision"]) == work.number
            self.pages.append(conflict)

    def conflicts(self) -> list[Page]:
        return [page for page in self.pages if page.is_conflict and not page.sent]

    def choose(self, page: Page, keep: str) -> None:
        sent = {**page.fields, "keep-provider_count": keep}
        response = self.ask(page.person, address(page.work, f"{FULL_PAGE}/"), sent)
        if keep == "yours" or response.status_code != 302:
            self.settle(page, response)
        elif page.number == page.work.number:
            # What was there is saved once more, as what they chose.
            page.work.saved.append(page.work.current)
            page.saved_as = page.work.number
        if response.status_code == 302:
            page.sent = sent

    def sent_pages(self) -> list[Page]:
        return [page for page in self.pages if page.saved_as]

    @precondition(lambda self: bool(self.sent_pages()))
    @rule(luck=LUCK)
    def sends_again(self, luck: Luck) -> None:
        page = luck.choice(self.sent_pages())
        response = self.ask(page.person, address(page.work, f"{FULL_PAGE}/"), page.sent)
        if page.work.may_edit(page.person):
            assert response.status_code in (302, 409)

    @rule(luck=LUCK)
    def renames(self, luck: Luck) -> None:
        person, work = self.editor_and_work(luck)
        title = self.canary()
        page = self.ask(person, address(work, "details/"))
        assert page.status_code == (200 if work.may_edit(person) else 404)
        sent = {**hidden_in(page), "title": title, "route": "full"}
        response = self.ask(person, address(work, "details/"), sent)
        if work.may_edit(person):
            assert response.status_code == 302
            work.title = title
            work.titles.append(title)

    # Looking

    @rule(luck=LUCK, rest=st.sampled_from(FOR_EDITORS + FOR_OWNERS))
    def visits(self, luck: Luck, rest: str) -> None:
        person, work = self.editor_and_work(luck)
        self.visit(person, work, rest)
        self.ask(person, "/")

    def visit(self, person: Person, work: Work, rest: str) -> None:
        may = work.may_edit(person) if rest in FOR_EDITORS else work.level_of(person) == OWNER
        response = self.ask(person, address(work, rest))
        assert response.status_code == (200 if may else 404)

    @rule(luck=LUCK)
    def reads_result(self, luck: Luck) -> None:
        work = self.some_work(luck)
        person = self.somebody(luck, lambda each: bool(work.level_of(each)))
        for rest in ("", "annex/"):
            response = self.ask(person, f"/reports/{work.reference}/{rest}")
            assert response.status_code == (200 if work.level_of(person) else 404)

    @rule(luck=LUCK)
    def concludes(self, luck: Luck) -> None:
        person, work = self.editor_and_work(luck)
        if work.times_concluded == MOST_CONCLUDED:
            return
        response = self.ask(person, address(work, "conclude/"), {})
        assert response.status_code == (302 if work.may_edit(person) else 404)
        work.times_concluded += response.status_code == 302

    # Sharing

    @rule(luck=LUCK, other=st.sampled_from(WITH_ACCOUNT), level=LEVEL)
    def shares(self, luck: Luck, other: str, level: str) -> None:
        person, work = self.owner_and_work(luck)
        email = f"{other}@example.org"
        last = work.owners() == [email] and level != OWNER
        sent = {"email": email, "level": level}
        response = self.ask(person, address(work, "people/share/"), sent)
        if work.level_of(person) != OWNER:
            assert response.status_code == 404
        elif person.email:
            assert response.status_code == (200 if last else 302)
            if not last:
                work.access[email] = level

    @rule(luck=LUCK)
    def stops_sharing(self, luck: Luck) -> None:
        person, work = self.owner_and_work(luck)
        known = list(Access.objects.filter(appraisal__reference=work.reference).order_by("email"))
        if not known:
            return
        given = luck.choice(known)
        path = address(work, f"people/{given.pk}/")
        response = self.ask(person, path, {"action": "stop"})
        if work.level_of(person) != OWNER:
            assert response.status_code == 404
        elif work.owners() != [given.email]:
            assert response.status_code == 302
            del work.access[given.email]

    @precondition(lambda self: sum(not work.is_deleted for work in self.works) > FEWEST_WORKS)
    @rule(luck=LUCK)
    def deletes(self, luck: Luck) -> None:
        person, work = self.owner_and_work(luck)
        is_owner = work.level_of(person) == OWNER
        response = self.ask(person, address(work, "delete/"), {})
        assert response.status_code == (302 if is_owner else 404)
        work.is_deleted = work.is_deleted or is_owner

    # Inviting and answering

    @rule(luck=LUCK, kind=st.sampled_from(["link", "anonymous", "email"]))
    def invites(self, luck: Luck, kind: str) -> None:
        self.invite(*self.owner_and_work(luck), kind)

    def invite(self, person: Person, work: Work, kind: str) -> None:
        day = timezone.localdate() + timedelta(days=7)
        sent = {
            "role": "provider",
            "by": "email" if kind == "email" else "link",
            "email": "guest@example.org" if kind == "email" else "",
            "sections": ["market"],
            "deadline_day": day.day,
            "deadline_month": day.month,
            "deadline_year": day.year,
            "token": str(uuid4()),
        }
        sent |= {"anonymous": "on"} if kind == "anonymous" else {}
        response = self.ask(person, address(work, "invitations/new/"), sent)
        if not person.email or work.level_of(person) != OWNER:
            assert response.status_code in (302, 404)
            return
        link = link_in(mail.outbox[-1].body if kind == "email" else text_of(response))
        pk = Invitation.objects.latest("pk").pk
        work.invited.append(Invited(pk, link, kind == "email", kind == "anonymous"))

    def has_invited(self) -> bool:
        return any(work.invited for work in self.works)

    @precondition(has_invited)
    @rule(luck=LUCK)
    def opens_link(self, luck: Luck) -> None:
        work, invited = self.some_invitation(luck)
        person = self.somebody(luck, lambda each: each.name not in WITH_ACCOUNT)
        self.open_link(person, work, invited)

    def open_link(self, person: Person, work: Work, invited: Invited) -> None:
        begun = person.name in invited.answers
        used_up = invited.is_personal and invited.is_used
        opens = not work.is_deleted and (begun or not (invited.is_closed or used_up))
        also = (work.title, work.scope) if opens else ()
        seen = self.ask(person, invited.link, also=also)
        assert seen.status_code == (404 if work.is_deleted else 200 if opens else 410)
        response = self.ask(person, invited.link, {})
        if work.is_deleted:
            assert response.status_code == 404
            return
        onward = response.headers["Location"]
        assert (onward == invited.link) == (not opens)
        if opens and not begun:
            # After a new link, a personal invitation's answers go on in another browser.
            earlier = list(invited.answers.values()) if invited.is_personal else []
            if earlier:
                invited.answers = {}
            answers = earlier[0] if earlier else Answers(onward.split("/")[2])
            invited.answers[person.name] = answers
            invited.is_used = invited.is_personal

    @precondition(lambda self: bool(self.contributions()))
    @rule(luck=LUCK, value=st.integers(1, 5))
    def answers(self, luck: Luck, value: int) -> None:
        contribution = luck.choice(self.contributions())
        self.answer(*contribution, value)
        self.compare(contribution[0])

    @precondition(lambda self: bool(self.contributions()))
    @rule(luck=LUCK)
    def hands_in(self, luck: Luck) -> None:
        open_still = [each for each in self.contributions() if not each[3].is_handed_in]
        contribution = self.one_of(luck, open_still, self.contributions())
        self.hand_in(*contribution)
        self.compare(contribution[0])

    def compare(self, work: Work) -> None:
        """Let everybody look at what people said, those who may and those who may not."""
        for person in self.people.values():
            self.visit(person, work, "views/provider_count/")

    def answer(
        self, work: Work, invited: Invited, person: Person, answers: Answers, value: int
    ) -> None:
        canary = self.canary()
        sent = {
            "revision": str(answers.number),
            "token": str(uuid4()),
            "provider_count": str(value),
            "provider_count-note": canary,
        }
        response = self.ask(person, f"/contributions/{answers.reference}/{FULL_PAGE}/", sent)
        if work.is_deleted or invited.is_closed:
            assert response.status_code == (404 if work.is_deleted else 409)
            assert canary in text_of(response)
        else:
            assert response.status_code == 302
            answers.current = canary
            answers.number += 1

    def hand_in(self, work: Work, invited: Invited, person: Person, answers: Answers) -> None:
        response = self.ask(person, f"/contributions/{answers.reference}/hand-in/", {})
        assert response.status_code == (404 if work.is_deleted else 302)
        answers.is_handed_in = answers.is_handed_in or not invited.is_closed

    @precondition(lambda self: bool(self.contributions()))
    @rule(luck=LUCK)
    def withdraws(self, luck: Luck) -> None:
        work, invited, person, answers = luck.choice(self.contributions())
        # Not too often, or there would be little left to see.
        if luck.random() < 0.6:
            return
        response = self.ask(person, f"/contributions/{answers.reference}/withdraw/", {})
        if work.is_deleted:
            assert response.status_code == 404
        elif invited.is_anonymous and invited.is_closed:
            assert response.status_code == 302
        else:
            assert response.status_code == 200
            del invited.answers[person.name]

    @precondition(lambda self: bool(self.contributions()))
    @rule(luck=LUCK, rest=st.sampled_from(["", f"{FULL_PAGE}/", "hand-in/"]))
    def visits_contribution(self, luck: Luck, rest: str) -> None:
        work, invited, whose, answers = luck.choice(self.contributions())
        person = self.somebody(luck, lambda each: each is whose)
        response = self.ask(person, f"/contributions/{answers.reference}/{rest}")
        if work.is_deleted or person is not whose:
            assert response.status_code == 404
        else:
            closed = invited.is_closed and rest == f"{FULL_PAGE}/"
            assert response.status_code == (409 if closed else 200)

    @precondition(has_invited)
    @rule(luck=LUCK, action=st.sampled_from(["close", "link"]))
    def manages(self, luck: Luck, action: str) -> None:
        work, invited = self.some_invitation(luck)
        person = self.somebody(luck, lambda each: work.level_of(each) == OWNER)
        path = address(work, f"invitations/{invited.pk}/")
        response = self.ask(person, path, {"action": action})
        if work.level_of(person) != OWNER:
            assert response.status_code == 404
        elif person.email and action == "close":
            invited.is_closed = True
            self.compare(work)
        elif person.email and not invited.is_closed:
            body = mail.outbox[-1].body if invited.is_personal else text_of(response)
            assert self.ask(person, invited.link).status_code == 404
            invited.link = link_in(body)
            invited.is_used = False

    # What is always so

    @invariant()
    def no_acknowledged_save_is_lost(self) -> None:
        for work in self.works:
            kept = StepRevision.objects.filter(
                perspective__appraisal__reference=work.reference, perspective__role="agreed"
            )
            notes = [each.answers["provider_count"]["note"] for each in kept.order_by("number")]
            assert notes == ([] if work.is_deleted else work.saved)

    @invariant()
    def what_is_deleted_is_gone(self) -> None:
        there = [work.reference for work in self.works if not work.is_deleted]
        assert Appraisal.objects.count() == len(there)
        answers = [
            each
            for work in self.works
            if not work.is_deleted
            for invited in work.invited
            for each in invited.answers.values()
        ]
        assert Perspective.objects.contributions().count() == len(answers)

    @invariant()
    def no_letter_holds_what_was_typed(self) -> None:
        for letter in mail.outbox:
            assert not CANARY.search(f"{letter.subject} {letter.body}")


def address(work: Work, rest: str) -> str:
    return f"/appraisals/{work.reference}/{rest}"


def text_of(response: Any) -> str:
    return f"{response.headers.get('Location', '')} {unescape(response.content.decode())}"


def hidden_in(response: Any) -> dict[str, str]:
    found = re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', response.content.decode())
    return {name: unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}


def link_in(text: Any) -> str:
    found = re.search(r"/invitations/[0-9a-f]{64}/", str(text))
    assert found, "There is no link."
    return found[0]


@pytest.mark.django_db
def test_nobody_sees_what_is_not_theirs_and_nothing_that_was_saved_is_lost():
    assert not User.objects.exists()

    run_state_machine_as_test(
        People,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            # The same runs each time: what fails here fails again for whoever looks into it.
            derandomize=True,
            database=None,
            # To make a failure shorter takes minutes, and the whole run is told anyway.
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
