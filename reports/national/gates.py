"""Which groups may be counted anew: decided by who contributes alone, never by what they said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reports.national.contributions import Piece
from reports.national.policy import Policy

Members = frozenset[Piece]


@dataclass(frozen=True)
class State:
    """Which appraisals are counted in a group, in a state that is published or is to be."""

    group: str
    members: Members
    is_new: bool = False


def large_enough(members: Members, policy: Policy) -> bool:
    return len(members) >= policy.group


def far_enough(members: Members, states: Iterable[Members], policy: Policy) -> bool:
    """Return whether enough organisations joined, left or changed since each of these states.

    Of every group, and not only the last: what comes and goes, or belongs to two groups that are
    nearly the same, would otherwise leave a few as the difference.
    """
    return all(changed(members, state) >= policy.change for state in states)


def changed(members: Members, before: Members) -> int:
    return len({piece.organisation for piece in members ^ before})


def to_withhold(states: Sequence[State], policy: Policy) -> str | None:
    """Return a group that may not be counted anew, as too few would be left of another.

    For every state, and every set of published states inside it that share nobody, what is left
    is nobody or enough. If not, the smallest new one inside is withheld; if none is new, the
    state itself.
    """
    for parent in sorted(states, key=lambda each: (-len(each.members), each.group)):
        for parts in _leaving_few(parent, states, policy.remainder):
            new = [state for state in parts if state.is_new]
            if new:
                return min(new, key=lambda each: (len(each.members), each.group)).group
            if parent.is_new:
                return parent.group
    return None


def _leaving_few(
    parent: State, states: Sequence[State], enough: int
) -> Iterator[tuple[State, ...]]:
    """Yield sets of states inside a parent, sharing nobody, that leave too few of it."""
    bits = {piece: 1 << at for at, piece in enumerate(sorted(parent.members))}
    inside = [
        (sum(bits[piece] for piece in state.members), state)
        for state in states
        if state.members < parent.members
    ]
    yield from _cover((1 << len(bits)) - 1, 0, inside, enough, ())


def _cover(
    left: int,
    passed: int,
    inside: Sequence[tuple[int, State]],
    enough: int,
    chosen: tuple[State, ...],
) -> Iterator[tuple[State, ...]]:
    """Go through what is left, appraisal by appraisal: it is inside a state, or passed over."""
    if not left:
        if passed > 0 and chosen:
            yield chosen
        return
    fitting = [(mask, state) for mask, state in inside if mask & left == mask]
    together = 0
    for mask, _ in fitting:
        together |= mask
    if passed + (left & ~together).bit_count() >= enough:
        return
    first = left & -left
    for mask, state in fitting:
        if mask & first:
            yield from _cover(left & ~mask, passed, fitting, enough, (*chosen, state))
    yield from _cover(left & ~first, passed + 1, fitting, enough, chosen)
