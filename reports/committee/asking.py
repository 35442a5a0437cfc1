"""The decision asked for: drafted from verdict and plan, and different for each verdict."""

from __future__ import annotations

from appraisal.scoring.rules import evaluate
from reports import numbers
from reports.committee.content import Content
from reports.committee.parts import PARTS
from reports.finding_out import to_find_out
from reports.how import in_play
from reports.stored import Found

UNKNOWNS = 3


def asked_for(found: Found, content: Content, title: str) -> tuple[str, ...]:
    """Return each decision that the committee is asked to take, in its order."""
    met = needs_met(found)
    words = names(found, title)
    return tuple(
        ask.text.format_map(words)
        for ask in content.asks
        if found.word in ask.verdicts
        and met.issuperset(ask.needs)
        and (ask.rule is None or evaluate(found.method, ask.rule, found.landscape).truth)
    )


def needs_met(found: Found) -> set[str]:
    """Return what is so of this result, by the names that drafts of decisions use."""
    contradiction = any(each["advice"] == "contradictory" for each in found.result["blends"])
    is_now = found.result["continue_as_now"]["approach"] == found.leader
    said = {
        "as now": is_now,
        "change": not is_now,
        "contradiction": contradiction,
        "no contradiction": not contradiction,
        "obstacles": bool(stand_in_the_way(found)),
        "plan": any(found.result["development"].values()),
        "unknowns": bool(to_find_out(found)),
    }
    return {name for name, is_so in said.items() if is_so}


def stand_in_the_way(found: Found) -> tuple[str, ...]:
    """Return the gates that are met and concern an approach in play, or any when none is."""
    playing = set(in_play(found)) or set(found.method.approach_by_key)
    return tuple(
        gate.key
        for gate in found.method.gates
        if gate.rule and found.gates.get(gate.key) and playing & set(gate.approaches)
    )


def names(found: Found, title: str) -> dict[str, str]:
    first = found.core[0]
    unknowns = [f"“{each.question}”" for each in to_find_out(found)[:UNKNOWNS]]
    return {
        "title": title,
        "leader": first.name,
        "second": numbers.listed([each.name for each in found.core if each.rank == 2]),
        "joint": numbers.listed([found.finding(key).name for key in in_play(found)]),
        "unknowns": numbers.listed(unknowns),
        "options": PARTS["options"].place,
        "gates": PARTS["gates"].place,
        "plan": PARTS["annex_plan"].place,
        "evaluation": PARTS["annex_evaluation"].place,
    }
