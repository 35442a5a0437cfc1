"""The form of a what-if: everything that was recorded, ready to be changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import cast

from django import forms

from appraisal.method.model import GROUPS, Group, Page
from frontend.fields import GovukBoundField
from reports import numbers
from reports.annex import GROUP_NAMES
from reports.stored import Found
from reports.what_if.changes import LAMBDA, NOTHING, Changes
from reports.what_if.fields import (
    ALL,
    answer_to,
    asked,
    fields,
    level_of,
    points_of,
    recorded_weight,
    typed,
    typed_changes,
    typed_number,
    weight_of,
)

# What the button that undoes all changes says; the others say the name of a field.
EVERYTHING = "everything"
# Weights typed with one decimal each, like three times 33.3, are close enough to 100.
CLOSE_ENOUGH = Fraction(3, 20)


@dataclass(frozen=True)
class Part:
    """Fields under a heading, which is empty when the fold above them says enough."""

    title: str
    fields: tuple[GovukBoundField, ...]


@dataclass(frozen=True)
class Fold:
    """A part of the form that opens; ``in_points`` when its fields are numbers."""

    title: str
    intro: str
    parts: tuple[Part, ...]
    in_points: bool
    is_open: bool


class WhatIfForm(forms.Form):
    """Every answer, point and weight of an outcome, each in a field of its own.

    A field that was not sent keeps what it started from: what was recorded, or a scenario.
    """

    def __init__(
        self,
        data: Mapping[str, str] | None = None,
        *,
        found: Found,
        start: Changes = NOTHING,
    ) -> None:
        super().__init__(data, auto_id="%s", label_suffix="")
        self.found = found
        self.fields.update(fields(found))
        self.recorded = typed(found.landscape, found)
        self.start = start
        self.initial = self.recorded | typed_changes(start)
        if data is not None:
            sent = {name: data[name].strip() for name in self.fields if name in data}
            self.data = self.initial | sent | self._undone(data.get("undo", ""))

    def _undone(self, name: str) -> dict[str, str]:
        if name == EVERYTHING:
            return self.recorded
        return {name: self.recorded[name]} if name in self.fields else {}

    def clean(self) -> None:
        """Find out what differs from what was recorded, and whether it can be used."""
        self.differing = {
            name: value
            for name, value in self.cleaned_data.items()
            if (value if isinstance(value, str) else typed_number(value)) != self.recorded[name]
        }
        for group in GROUPS:
            self._add_up(group)
        self._give_points()

    def _add_up(self, group: Group) -> None:
        weights = {weight_of(each.key): each.key for each in self.found.method.criteria_in(group)}
        changed = [name for name in weights if name in self.differing]
        if not changed or self.errors.keys() & weights.keys():
            return
        # One that was left alone is as exact as it was recorded, however it is written.
        total = sum(
            (
                self.differing.get(name, recorded_weight(self.found.landscape, key) * ALL)
                for name, key in weights.items()
            ),
            Fraction(0),
        )
        if abs(total - ALL) > CLOSE_ENOUGH:
            off = numbers.figure(abs(total - ALL), "")
            self.add_error(
                changed[0],
                f"The weights within {GROUP_NAMES[group].lower()} add up to "
                f"{numbers.figure(total, '%')}. They must add up to 100%: "
                f"{f'take {off} off' if total > ALL else f'add {off}'}",
            )

    def _give_points(self) -> None:
        names = [points_of(goal.key) for goal in self.found.method.goals]
        given = [self.cleaned_data.get(name) for name in names]
        known = [points for points in given if points is not None]
        if known and not any(known) and not self.errors.keys() & set(names):
            self.add_error(
                next(name for name in names if self.cleaned_data[name] is not None),
                "Give at least one goal some points, or leave all blank if they are not known",
            )

    def changes(self) -> Changes:
        """Return what is supposed; nothing while something that was typed cannot be used."""
        if not self.is_bound:
            return self.start
        if not self.is_valid():
            return NOTHING
        method, differing = self.found.method, self.differing
        return Changes(
            answers={
                question.key: level_of(question, differing[name])
                for question in asked(self.found)
                if (name := answer_to(question.key)) in differing
            },
            goals={
                goal.key: differing[name]
                for goal in method.goals
                if (name := points_of(goal.key)) in differing
            },
            weights={
                key: differing[name] / ALL
                for key in (LAMBDA, *method.criterion_by_key)
                if (name := weight_of(key)) in differing
            },
        )

    def folds(self) -> Iterator[Fold]:
        method = self.found.method
        weights = [Part("", self._bound([weight_of(LAMBDA)]))]
        weights += [
            Part(
                f"Weights within {GROUP_NAMES[group].lower()}",
                self._bound(weight_of(each.key) for each in method.criteria_in(group)),
            )
            for group in GROUPS
        ]
        yield self._fold("Weights", "", weights, in_points=True)
        points = Part("", self._bound(points_of(goal.key) for goal in method.goals))
        yield self._fold("Points for goals", "", [points], in_points=True)
        for section in method.sections:
            parts = [self._page(method.page_by_key[key]) for key in section.pages]
            shown = [part for part in parts if part.fields]
            yield self._fold(f"Answers: {section.title.lower()}", section.intro, shown)

    def _page(self, page: Page) -> Part:
        names = [answer_to(key) for key in page.questions]
        return Part(page.title, self._bound(name for name in names if name in self.fields))

    def _fold(self, title: str, intro: str, parts: list[Part], in_points: bool = False) -> Fold:
        names = [field.name for part in parts for field in part.fields]
        is_open = any(
            name in self.errors or self[name].value() != self.recorded[name] for name in names
        )
        return Fold(title, intro, tuple(parts), in_points, is_open)

    def _bound(self, names: Iterable[str]) -> tuple[GovukBoundField, ...]:
        return tuple(cast(GovukBoundField, self[name]) for name in names)
