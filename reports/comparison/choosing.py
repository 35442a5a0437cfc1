"""Which two results are compared: what is offered, and what was asked for.

An address names a result by its appraisal's reference and its number, as in K7M2PQRS.2. It holds
no answers, and what its visitor may not read does not exist.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import Http404

from appraisal.models import Appraisal, Outcome
from appraisal.models.appraisal import AppraisalQuerySet
from people.visitor import Visitor
from reports import numbers

MOST_OFFERED = 100
# What an address calls the two results.
NAMES = ("before", "after")


@dataclass(frozen=True)
class Offered:
    """A result to choose from."""

    value: str
    label: str


def offered(appraisal: Appraisal, visitor: Visitor) -> list[Offered]:
    """Return the results that a visitor may read: this appraisal's first, then what it was started
    from and what was started from it, then all others, what changed last before the rest."""
    near = sorted(readable(appraisal, visitor), key=lambda each: _distance(appraisal, each))
    known = {each.pk: each for each in near}
    outcomes = Outcome.objects.filter(appraisal__in=known).order_by("-number")
    found = outcomes.only("appraisal_id", "number", "found_at")
    places = list(known)
    ordered = sorted(found, key=lambda each: places.index(each.appraisal_id))[:MOST_OFFERED]
    return [
        Offered(
            name_of(known[each.appraisal_id], each.number),
            f"{known[each.appraisal_id].title}: result {each.number}, "
            f"{numbers.moment(each.found_at)}",
        )
        for each in ordered
    ]


def readable(appraisal: Appraisal, visitor: Visitor) -> AppraisalQuerySet:
    """Return all that can be compared; the examples with each other only."""
    if appraisal.is_demonstration:
        return Appraisal.objects.filter(is_demonstration=True)
    return Appraisal.objects.shared_with(visitor)


def _distance(appraisal: Appraisal, other: Appraisal) -> tuple[int, float]:
    how_near = (
        other.pk == appraisal.pk,
        other.pk == appraisal.started_from_id,
        other.started_from_id == appraisal.pk,
        True,
    )
    return how_near.index(True), -other.changed_at.timestamp()


def name_of(appraisal: Appraisal, number: int) -> str:
    return f"{appraisal.reference}.{number}"


def usual(appraisal: Appraisal, choices: Sequence[Offered]) -> tuple[str, str]:
    """Return the pair to begin with: the latest result, and before it the one before; without
    one, the latest of what this was started from. Either is empty if there is none."""
    names = [each.value for each in choices]
    mine = [each for each in names if each.startswith(f"{appraisal.reference}.")]
    if len(mine) > 1:
        return mine[1], mine[0]
    source = appraisal.started_from
    earlier = [each for each in names if source and each.startswith(f"{source.reference}.")]
    return (earlier[0] if earlier else ""), (mine[0] if mine else "")


def asked_for(
    asked: Mapping[str, str], pair: tuple[str, str], appraisal: Appraisal, visitor: Visitor
) -> tuple[Outcome | None, Outcome | None]:
    """Return the two results that an address names; the usual pair where it names none.

    To whoever may not read one of them there is no such result.
    """
    before, after = (asked.get(name, usual) for name, usual in zip(NAMES, pair, strict=True))
    return _named(before, appraisal, visitor), _named(after, appraisal, visitor)


def _named(name: str, appraisal: Appraisal, visitor: Visitor) -> Outcome | None:
    if not name:
        return None
    reference, _, number = name.rpartition(".")
    # PostgreSQL cannot even be asked for a text with a NUL in it.
    if not (reference.isalnum() and number.isascii() and number.isdigit() and len(number) < 10):
        raise Http404("A result is named by a reference and a number.")
    found = Outcome.objects.filter(
        appraisal__in=readable(appraisal, visitor),
        appraisal__reference=reference,
        number=int(number),
    ).select_related("appraisal")
    outcome = found.first()
    if outcome is None:
        raise Http404("There is no such result.")
    return outcome
