"""Two editors on one page, in every order there is.

Each of six steps is one of six: Amina or Ben opens the page, sends what is on it with a change of
their own, or sends once more exactly what they sent last. Whoever has not opened the page has
nothing to send, and whoever has sent nothing has nothing to repeat. What both have in common is
walked once, and undone from there.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from uuid import UUID, uuid4

import pytest
from django.db import transaction

from appraisal.models import Appraisal, StepRevision
from landscape.work import Saved, Stale, Submission, Work
from tests.landscape.browser import FULL_PAGE

STEPS = 6
# So many orders of six steps there are for two editors, and each is walked. Whoever is first may as
# well be called Amina, so that each stands for another with the names the other way round.
ORDERS = 933
AMINA, BEN = "Amina", "Ben"
OPENS, SENDS, REPEATS = "opens", "sends", "repeats"
# What each editor changes: the same question, so that they meet, and one of their own.
OWN = {AMINA: "ease_of_entry", BEN: "in_house_capacity"}
SHARED = "provider_count"


@dataclass(frozen=True)
class Editor:
    """What one of them has on the screen: the page as opened, and what was sent from it."""

    number: int = -1
    token: UUID = field(default_factory=uuid4)
    sent: Submission | None = None
    saved_as: int = 0

    @property
    def may(self) -> tuple[str, ...]:
        has_page, has_sent = self.number >= 0, self.sent is not None
        return (OPENS, *([SENDS] if has_page else []), *([REPEATS] if has_sent else []))


@dataclass(frozen=True)
class Seen:
    """Where a walk has come to: the editors, and every save that was acknowledged."""

    editors: dict[str, Editor]
    saved: tuple[Submission, ...] = ()


class Walk:
    """Goes through every order of steps, and looks after each step."""

    def __init__(self, appraisal: Appraisal, change_of: dict[str, str]) -> None:
        self.appraisal = appraisal
        self.change_of = change_of
        self.orders = 0
        self.stale = 0

    def work(self) -> Work:
        return Work(Appraisal.objects.get(pk=self.appraisal.pk).agreed)

    def go_on(self, seen: Seen, left: int) -> None:
        if not left:
            self.orders += 1
            return
        for name, editor in seen.editors.items():
            for step in editor.may:
                with undone():
                    self.go_on(getattr(self, step)(seen, name), left - 1)

    def opens(self, seen: Seen, name: str) -> Seen:
        number = self.work().revision(FULL_PAGE).number
        assert number == len(seen.saved)
        return changed(seen, name, Editor(number=number))

    def sends(self, seen: Seen, name: str) -> Seen:
        """Send the page as it was opened, with one answer changed to something new."""
        editor = seen.editors[name]
        on_page = seen.saved[editor.number - 1].answers if editor.number else {}
        answers = {**on_page, self.change_of[name]: {"value": 2, "note": f"{name} {uuid4()}"}}
        sent = Submission(editor.number, editor.token, answers, {})
        result = self.work().save(FULL_PAGE, sent, None)

        editor = replace(editor, sent=sent)
        if isinstance(result, Stale):
            self.look_at_stale(seen, editor, result)
            return changed(seen, name, editor)
        # Never over what they have not seen: it was on their page, or they had sent it themselves.
        assert len(seen.saved) in (editor.number, editor.saved_as)
        assert result.revision.number == len(seen.saved) + 1
        self.look_at_saved((*seen.saved, sent))
        editor = replace(editor, saved_as=editor.saved_as or result.revision.number)
        return changed(seen, name, editor, (*seen.saved, sent))

    def repeats(self, seen: Seen, name: str) -> Seen:
        """Send the very same once more, as a double click and a retry do."""
        editor = seen.editors[name]
        assert editor.sent
        result = self.work().save(FULL_PAGE, editor.sent, None)

        if editor.sent in seen.saved:
            assert isinstance(result, Saved)
            assert result.revision.number == seen.saved.index(editor.sent) + 1
        else:
            assert isinstance(result, Stale)
            self.look_at_stale(seen, editor, result)
        self.look_at_saved(seen.saved)
        return seen

    def look_at_stale(self, seen: Seen, editor: Editor, stale: Stale) -> None:
        """See that both versions and what they have in common are the right ones."""
        self.stale += 1
        base = seen.saved[editor.number - 1].answers if editor.number else {}
        assert stale.theirs.number == len(seen.saved) != editor.number
        assert stale.theirs.answers == seen.saved[-1].answers
        assert (stale.base.number, stale.base.answers) == (editor.number, base)
        self.look_at_saved(seen.saved)

    def look_at_saved(self, saved: tuple[Submission, ...]) -> None:
        kept = StepRevision.objects.filter(perspective__appraisal=self.appraisal)
        assert list(kept.order_by("number").values_list("number", "answers")) == [
            (number, each.answers) for number, each in enumerate(saved, 1)
        ]


def changed(
    seen: Seen, name: str, editor: Editor, saved: tuple[Submission, ...] | None = None
) -> Seen:
    return Seen({**seen.editors, name: editor}, seen.saved if saved is None else saved)


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("changes", [{AMINA: SHARED, BEN: SHARED}, OWN], ids=["same", "other"])
def test_in_every_order_of_six_steps_nothing_that_was_acknowledged_is_overwritten_unseen(
    home_care, changes
):
    walk = Walk(home_care, changes)

    first = walk.opens(Seen({AMINA: Editor(), BEN: Editor()}), AMINA)
    walk.go_on(first, STEPS - 1)

    assert walk.orders == ORDERS
    assert walk.stale > 0
