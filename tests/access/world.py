"""What the people of the machine have done, and what each of them may therefore see.

Every text that anybody enters is a canary: a word that is found nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.test import Client

CANARY = re.compile(r"canary\d{4}")
OWNER, EDITOR, VIEWER = "owner", "editor", "viewer"
LEAST = 3


@dataclass
class Person:
    """Somebody at a browser of their own; ``email`` is empty until they sign in."""

    name: str
    client: Client = field(default_factory=Client)
    email: str = ""
    times_signed_in: int = 0


@dataclass
class Answers:
    """What one contributor has said: a canary, replaced at every save."""

    reference: str
    number: int = 0
    current: str = ""
    is_handed_in: bool = False


@dataclass
class Invited:
    """An invitation, with the answers of each browser that opened its link."""

    pk: int
    link: str
    is_personal: bool
    is_anonymous: bool
    is_closed: bool = False
    is_used: bool = False
    answers: dict[str, Answers] = field(default_factory=dict)

    def shown(self) -> Iterator[str]:
        """Yield what those who run the appraisal may read."""
        handed_in = [each for each in self.answers.values() if each.is_handed_in and each.current]
        if self.is_anonymous and (not self.is_closed or len(handed_in) < LEAST):
            return
        yield from (each.current for each in handed_in)


@dataclass
class Work:
    """An appraisal. ``saved`` holds every canary whose save was acknowledged, in order."""

    reference: str
    title: str
    scope: str
    browser: str = ""
    access: dict[str, str] = field(default_factory=dict)
    titles: list[str] = field(default_factory=list)
    saved: list[str] = field(default_factory=list)
    invited: list[Invited] = field(default_factory=list)
    times_concluded: int = 0
    is_deleted: bool = False

    @property
    def number(self) -> int:
        return len(self.saved)

    @property
    def current(self) -> str:
        return self.saved[-1] if self.saved else ""

    def level_of(self, person: Person) -> str:
        """Return what a person may do here; "" if they may not even know of it."""
        if self.is_deleted:
            return ""
        if self.browser == person.name:
            return OWNER
        return self.access.get(person.email, "")

    def may_edit(self, person: Person) -> bool:
        return self.level_of(person) in (OWNER, EDITOR)

    def owners(self) -> list[str]:
        return [email for email, level in self.access.items() if level == OWNER]

    def seen_by(self, person: Person) -> Iterator[str]:
        """Yield every canary of this appraisal that a person may see."""
        if self.is_deleted:
            return
        if self.level_of(person):
            yield from (self.scope, *self.titles, *self.saved)
        for invited in self.invited:
            if self.may_edit(person):
                yield from invited.shown()
            if own := invited.answers.get(person.name):
                yield from (self.title, self.scope, own.current)


@dataclass
class Page:
    """A page of answers that somebody has open, with the revision that they see on it.

    ``saved_as`` is the number its first submission got, ``sent`` what was saved from it last;
    ``fields`` is what stands on it, ready to be sent.
    """

    work: Work
    person: Person
    number: int
    token: str
    saved_as: int = 0
    sent: dict[str, str] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)
    is_conflict: bool = False

    @property
    def canary(self) -> str:
        return self.fields["provider_count-note"]
