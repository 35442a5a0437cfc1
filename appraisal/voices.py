"""What contributors have said, as the core takes it: each kept apart from what was agreed.

Only answers that were handed in are read here. Those of people who were promised to be anonymous
are read only once nobody can add to them, and only from three people on.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from appraisal.method.model import GOALS, Method
from appraisal.models import Appraisal, Perspective, answers_file, current_of
from appraisal.scoring.anonymity import said_by_enough
from appraisal.scoring.answers import Landscape, read_landscape
from appraisal.scoring.perspectives import Voice

CODED = ("value", "confidence")


@dataclass(frozen=True)
class Contribution:
    """One contributor's answers, under a name that tells the role and nothing else.

    ``said`` is all that was handed in, notes and sources too; ``coded`` the part that an outcome
    keeps; ``landscape`` that part as the core reads it.
    """

    name: str
    role: str
    said: Mapping[str, Any]
    coded: Mapping[str, Any]
    landscape: Landscape

    @property
    def voice(self) -> Voice:
        return Voice(self.name, self.role, self.landscape)

    def in_outcome(self) -> dict[str, Any]:
        """Return the contribution as an answers file names it."""
        return {"name": self.name, "group": self.role, **self.coded}


def contributions(appraisal: Appraisal, method: Method) -> tuple[Contribution, ...]:
    """Return every contribution that may be shown, in two queries."""
    handed_in = appraisal.perspectives.contributions().filter(is_handed_in=True)
    shown = [each for each in handed_in.select_related("invitation") if _may_show(each)]
    current = current_of(shown)
    said = {each.pk: answers_file(current[each.pk]) for each in shown}
    for group in _anonymous_groups(shown):
        _leave_out_what_few_said([said[each.pk] for each in group])
    return tuple(
        _contribution(method, name, each, said[each.pk])
        for name, each in _named(shown, method)
        if said[each.pk]["answers"] or said[each.pk]["goals"]
    )


def _may_show(contribution: Perspective) -> bool:
    """Leave anonymous people alone while others can join them: what is new would be theirs."""
    return not (contribution.is_anonymous and contribution.takes_answers)


def _anonymous_groups(shown: list[Perspective]) -> Iterable[list[Perspective]]:
    """Return those who answered one anonymous invitation, together."""
    groups: dict[int | None, list[Perspective]] = defaultdict(list)
    for each in shown:
        if each.is_anonymous:
            groups[each.invitation_id].append(each)
    return groups.values()


def _leave_out_what_few_said(group: list[dict[str, Any]]) -> None:
    """Leave out every answer that fewer than three of a group gave, and points likewise."""
    answered = said_by_enough(_known(said["answers"]) for said in group)
    weighed = said_by_enough([GOALS] if said["goals"] else [] for said in group)
    for said in group:
        said["answers"] = {key: each for key, each in said["answers"].items() if key in answered}
        said["goals"] = said["goals"] if weighed else {}


def _known(answers: Mapping[str, Any]) -> list[str]:
    """Return the questions that somebody had an answer to, which “don’t know” is none."""
    return [key for key, answer in answers.items() if answer.get("value") is not None]


def _named(shown: list[Perspective], method: Method) -> Iterator[tuple[str, Perspective]]:
    """Number the people of each role, in an order that does not tell who answered when."""
    numbers: Counter[str] = Counter()
    for each in sorted(shown, key=lambda each: each.reference):
        numbers[each.role] += 1
        yield f"{method.role_by_key[each.role].name} {numbers[each.role]}", each


def _contribution(
    method: Method, name: str, perspective: Perspective, said: dict[str, Any]
) -> Contribution:
    coded = {
        "answers": {
            key: {part: answer[part] for part in CODED if part in answer}
            for key, answer in said["answers"].items()
            if "value" in answer and method.question_by_key[key].kind != "text"
        },
        "goals": said["goals"],
    }
    return Contribution(name, perspective.role, said, coded, read_landscape(method, coded))
