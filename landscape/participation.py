"""How far those invited have come, without a look at what they say."""

from __future__ import annotations

from dataclasses import dataclass

from appraisal.method.content import method
from appraisal.method.roles import Role
from appraisal.models import (
    GOAL_POINTS,
    Appraisal,
    Invitation,
    Perspective,
    StepRevision,
    current_of,
)
from appraisal.scoring.anonymity import LEAST_ANONYMOUS
from landscape.route import every_section, route


@dataclass(frozen=True)
class Invited:
    """One invitation, and how far its people have come."""

    invitation: Invitation
    role: Role
    sections: tuple[str, ...]
    status: str


def participation(appraisal: Appraisal, only: Invitation | None = None) -> list[Invited]:
    """Return the appraisal's invitations in the order they were made, or the only one asked for."""
    chosen = method(appraisal.method_version)
    invitations = [only] if only else list(appraisal.invitations.order_by("pk"))
    perspectives = Perspective.objects.filter(invitation__in=invitations)
    current = current_of(perspectives)
    titles = every_section(chosen)
    found = []
    for each in invitations:
        own = [given for given in perspectives if given.invitation_id == each.pk]
        asked = sum(
            len(step.questions) for step in route(chosen, appraisal.route, (), each.sections)
        )
        answered = [_answered(current[given.pk]) for given in own]
        found.append(
            Invited(
                invitation=each,
                role=chosen.role_by_key[each.role],
                sections=tuple(titles[key] for key in each.sections),
                status=_personal(own, answered, asked)
                if each.is_personal
                else _together(each, own),
            )
        )
    return found


def _answered(revisions: dict[str, StepRevision]) -> int:
    return sum(
        "value" in answer
        for step, revision in revisions.items()
        if step != GOAL_POINTS
        for answer in revision.answers.values()
    )


def _personal(own: list[Perspective], answered: list[int], asked: int) -> str:
    if not own:
        return "Not opened yet"
    if own[0].is_handed_in:
        return "Answers handed in"
    return f"Opened, {answered[0]} of {asked} answered"


def _together(invitation: Invitation, own: list[Perspective]) -> str:
    handed_in = sum(each.is_handed_in for each in own)
    people = "1 person has" if handed_in == 1 else f"{handed_in} people have"
    status = f"{people} handed in answers"
    if not invitation.is_anonymous:
        return f"{status}, {len(own) - handed_in} have begun" if len(own) > handed_in else status
    if invitation.is_open:
        return f"{status}. They show after the last day, if there are {LEAST_ANONYMOUS} or more"
    if handed_in < LEAST_ANONYMOUS:
        return f"{status}. Too few to show: nobody shall be known by their answers"
    return status
