"""One perspective's answers as they stand, and how a page of them is saved.

Revisions are only ever added, and the database's own constraints judge who was first: what was
acknowledged is never overwritten, whatever two tabs, two people or a double click do at once.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction

from appraisal.method.content import method
from appraisal.models import Appraisal, Perspective, StepRevision
from landscape.route import Step, asked_by, narrowed, route, step_keys
from landscape.texts import MOST_IN_ALL, characters
from people.models import User


@dataclass(frozen=True)
class Submission:
    """What one press of a button wants saved.

    ``based_on`` is the number of the revision that the page showed (0 for none), ``token``
    was made when the page was rendered.
    """

    based_on: int
    token: UUID
    answers: Mapping[str, Any]
    draft: Mapping[str, str]

    @property
    def renewed_token(self) -> UUID:
        """Return the token that this is saved under if its own was used for something else, so
        that it too is known when it comes again."""
        said = json.dumps([self.based_on, self.answers, self.draft], sort_keys=True)
        return uuid5(self.token, said)

    def says_the_same_as(self, revision: StepRevision) -> bool:
        return (self.answers, self.draft) == (revision.answers, revision.draft)


@dataclass(frozen=True)
class Saved:
    """The submission is stored as this revision, now or by an earlier press of the button."""

    revision: StepRevision


@dataclass(frozen=True)
class Stale:
    """Somebody saved the page in the meantime. ``base`` is what the submission started from."""

    theirs: StepRevision
    base: StepRevision


class Work:
    """The current revision of every step of one perspective: one query.

    Whoever looks ``at`` one page reads no other, unless what others hold makes a difference.
    """

    def __init__(
        self,
        perspective: Perspective,
        asked_too: Iterable[str] = (),
        only: str = "",
        at: str = "",
    ) -> None:
        """Open the work; ``asked_too`` names fields that were posted, so were on the page, and
        ``only`` the one question that is asked, if it is to be one."""
        self.perspective = perspective
        self.appraisal = perspective.appraisal
        self.only = only
        self.at = at
        self.asked_too = {only} | {asked_by(name) for name in asked_too}
        self.method = method(self.appraisal.method_version)

    @cached_property
    def revisions(self) -> dict[str, StepRevision]:
        return self.perspective.current_revisions()

    @cached_property
    def revision_there(self) -> StepRevision | None:
        """Return the current revision of the page that is looked at, if there is one."""
        if "revisions" in self.__dict__:
            return self.revisions.get(self.at)
        if self.at in self.perspective.read:
            return self.perspective.read[self.at]
        return self.perspective.current_revision(self.at)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        length = self.appraisal.route
        # On the full route every question is asked, touched or not.
        touched = () if length == Appraisal.Route.FULL else self._touched()
        asked = route(self.method, length, touched, self.perspective.sections)
        return tuple(narrowed(asked, self.only)) if self.only else asked

    def _touched(self) -> set[str]:
        """Return the keys of all questions that have an answer, or typed text that has not."""
        return self.asked_too | {
            asked_by(name)
            for revision in self.revisions.values()
            for name in (*revision.answers, *revision.draft)
        }

    def step(self, key: str) -> Step | None:
        return next((step for step in self.steps if step.key == key), None)

    def revision(self, step: str) -> StepRevision:
        """Return the current revision of a step; before the first one, an empty number 0."""
        found = self.revision_there if step == self.at else self.revisions.get(step)
        return found or self._blank(step)

    def _blank(self, step: str) -> StepRevision:
        return StepRevision(perspective=self.perspective, step=step, number=0, answers={}, draft={})

    def room(self, step: str) -> int:
        """Return how many characters of text the step may hold: all but what others hold."""
        others = self.perspective.revisions.current().exclude(step=step)
        return MOST_IN_ALL - sum(map(characters, others.values_list("answers", flat=True)))

    def save(self, step: str, submission: Submission, by: User | None) -> Saved | Stale:
        """Add a revision, unless this submission has been saved or another was faster."""
        if submission.based_on == self.revision(step).number:
            try:
                return Saved(self._add(step, submission, by))
            except IntegrityError:
                self.reread()
        return self._settle(step, submission, by)

    def reread(self) -> None:
        """Forget what was read, since somebody has written."""
        for name in ("revisions", "revision_there", "steps"):
            self.__dict__.pop(name, None)
        self.perspective.read.clear()

    def _add(self, step: str, submission: Submission, by: User | None) -> StepRevision:
        with transaction.atomic():
            self.appraisal.touch()
            return self.perspective.revisions.create(
                step=step,
                number=submission.based_on + 1,
                answers=submission.answers,
                draft=submission.draft,
                method_version=self.method.version,
                saved_by=by,
                token=submission.token,
            )

    def _settle(self, step: str, submission: Submission, by: User | None) -> Saved | Stale:
        """Tell a repeated submission, and an afterthought, from one that came too late."""
        current = self.revision(step)
        if current.number and submission.says_the_same_as(current):
            return Saved(current)
        seen = self._known_by(submission.token)
        for known in (seen, self._known_by(submission.renewed_token)):
            if known and known.step == step and submission.says_the_same_as(known):
                return Saved(known)
        base = self._base(step, submission)
        if seen == current and is_afterthought(submission, current, base):
            return self._add_afterthought(step, submission, by)
        return Stale(theirs=current, base=base)

    def _known_by(self, token: UUID) -> StepRevision | None:
        return self.perspective.revisions.filter(token=token).first()

    def _base(self, step: str, submission: Submission) -> StepRevision:
        known = self.perspective.revisions.filter(step=step, number=submission.based_on)
        return known.first() or self._blank(step)

    def _add_afterthought(
        self, step: str, submission: Submission, by: User | None
    ) -> Saved | Stale:
        """Add what was changed after going back to a page that had been saved before."""
        current = self.revision(step)
        renewed = replace(submission, based_on=current.number, token=submission.renewed_token)
        try:
            return Saved(self._add(step, renewed, by))
        except IntegrityError:
            self.reread()
            return Stale(theirs=self.revision(step), base=current)


def is_afterthought(submission: Submission, saved: StepRevision, base: StepRevision) -> bool:
    """Tell whether a page that was saved once is sent again with more changes.

    The browser's Back button brings back the page as it was typed. If something that was saved
    from it is missing again, it is not that page but a second copy of it, in another tab.
    """
    changed = {key for key in saved.answers if saved.answers[key] != base.answers.get(key)}
    changed |= {key for key in base.answers if key not in saved.answers}
    return not any(submission.answers.get(key) == base.answers.get(key) for key in changed)


def is_a_step(work: Work, key: str) -> bool:
    """Tell whether the method has such a page at all."""
    return key in step_keys(work.method)
