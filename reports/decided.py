"""What was decided, beside what the result says, without blame where the two differ."""

from __future__ import annotations

from dataclasses import dataclass

from appraisal.deciding import decisions_of, in_words
from appraisal.method.content import method
from appraisal.models import Decision, Outcome, put_first
from reports import numbers

What = Decision.What


@dataclass(frozen=True)
class Decided:
    """The decision that counts. ``exactly`` may say more than ``words``; ``chosen`` are the keys of
    the approaches it is for, or that of continuing as now.

    ``beside`` sets it beside the result it was taken on; ``later`` says that another result has
    been found since, and ``earlier`` that it replaces decisions.
    """

    words: str
    exactly: str
    chosen: tuple[str, ...]
    taken_by: str
    taken_on: str
    recorded: str
    beside: str
    why: str
    why_differs: str
    dissent: str
    later: str
    earlier: str


def decided(outcome: Outcome) -> Decided | None:
    """Return the decision that counts, if one has been recorded with this appraisal."""
    if outcome._state.adding:
        return None
    recorded = list(decisions_of(outcome.appraisal).defer("outcome__landscape"))
    return _decided(outcome, recorded[0], len(recorded) - 1) if recorded else None


def _decided(outcome: Outcome, decision: Decision, earlier: int) -> Decided:
    return Decided(
        words=in_words(decision),
        exactly="" if decision.what == What.SOMETHING_ELSE else decision.in_words,
        chosen=(What.AS_NOW.value,) if decision.what == What.AS_NOW else decision.approaches,
        taken_by=decision.taken_by,
        taken_on=numbers.day(decision.taken_on),
        recorded=numbers.moment(decision.recorded_at),
        beside=beside(decision),
        why=decision.why,
        why_differs=decision.why_differs,
        dissent=decision.dissent,
        later=_later(outcome, decision),
        earlier=_earlier(earlier),
    )


def beside(decision: Decision) -> str:
    """Say how a decision and the result it was taken on go together."""
    first = put_first(decision.outcome)
    result = f"Result {decision.outcome.number}"
    if not first:
        return f"{result} says that it is too early to say: it speaks neither for nor against this."
    known = method(decision.outcome.method_version).approach_by_key
    names = [known[key].name for key in first]
    says = f"puts {names[0]} first"
    if len(names) > 1:
        says = f"finds no clear difference between {numbers.listed(names)}"
    if decision.differs:
        return f"This differs from the result: {result[0].lower()}{result[1:]} {says}."
    shared = [known[key].name for key in decision.approaches if key in first]
    return f"{result} {says}. {_shares(decision, numbers.listed(shared), len(names) > 1)}"


def _shares(decision: Decision, shared: str, is_joint: bool) -> str:
    if decision.what == What.AS_NOW:
        return f"{shared} is what the present arrangement is closest to."
    if decision.what == What.BLEND:
        return f"The blend holds {shared}."
    return f"{shared} is one of these." if is_joint else "That is what was decided."


def _later(outcome: Outcome, decision: Decision) -> str:
    if decision.outcome_id == outcome.pk:
        return ""
    return (
        f"The decision was taken on result {decision.outcome.number}. "
        f"The result shown here is number {outcome.number}."
    )


def _earlier(number: int) -> str:
    if not number:
        return ""
    replaced = "a decision" if number == 1 else f"{number} decisions"
    return f"It replaces {replaced} recorded before, kept in the download of everything."
