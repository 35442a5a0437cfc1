"""What an attacker is taken to know of who contributed what, and when.

The attacker is given the policy, the code, everything published, and for every published state of
every group which appraisals were counted in it. Only the answers are to be guessed, so appraisals
that were counted in the same states are alike to the attacker, and are taken together: what holds
for one of them holds for each.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reports.national.contributions import Piece
from reports.national.published import Picture


@dataclass(frozen=True)
class Snapshot:
    """A published state of a group, with the appraisals that were counted in it."""

    group: str
    members: frozenset[Piece]
    picture: Picture

    @property
    def size(self) -> int:
        return len(self.members)


@dataclass(frozen=True)
class Puzzle:
    """The appraisals of all snapshots, in classes of those that are alike.

    ``where`` gives, for each class, the snapshots its appraisals are counted in, and ``sizes``
    how many they are. An organisation may have had several appraisals counted, one after the
    other: ``insiders`` holds the classes of each kind of organisation.
    """

    snapshots: tuple[Snapshot, ...]
    where: tuple[tuple[int, ...], ...]
    sizes: tuple[int, ...]
    insiders: tuple[tuple[int, ...], ...]


def puzzle(snapshots: Sequence[Snapshot]) -> Puzzle:
    where = _where(snapshots)
    sizes = Counter(where.values())
    classes = sorted(sizes)
    numbers = {places: number for number, places in enumerate(classes)}
    of_organisation: dict[str, list[int]] = defaultdict(list)
    for piece, places in where.items():
        of_organisation[piece.organisation].append(numbers[places])
    insiders = {tuple(sorted(mine)) for mine in of_organisation.values()}
    return Puzzle(
        snapshots=tuple(snapshots),
        where=tuple(classes),
        sizes=tuple(sizes[places] for places in classes),
        insiders=tuple(sorted(insiders)),
    )


def _where(snapshots: Iterable[Snapshot]) -> dict[Piece, tuple[int, ...]]:
    found: dict[Piece, list[int]] = defaultdict(list)
    for number, snapshot in enumerate(snapshots):
        for piece in snapshot.members:
            found[piece].append(number)
    return {piece: tuple(places) for piece, places in found.items()}
