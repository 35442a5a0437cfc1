"""How often those who know more than the policy reckons with could learn of others.

    python -m tests.national.pooling 200

In so many small worlds built by the policy: three contributors drawn at random who pool all they
ever answered; three drawn from those whose coming made a group be counted anew; a world where 30%
of answers are public; and the secret of the rounding known.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from reports.national.contributions import Contribution
from reports.national.protect import Lots
from reports.national.release import Release
from tests.national.brute import Sight, learned, learned_by_any_one
from tests.national.test_auditor import VALUES, sector_of
from tests.national.worlds import NO_LOT, SECRET, one_question, releases, rules, sights

RULES = rules(NO_LOT)


def main(worlds: int) -> None:
    names = ("three at random", "three of the newest", "30% public", "the secret known")
    found = dict.fromkeys(names, 0)
    anything = 0
    for seed in range(worlds):
        random = np.random.RandomState(seed)
        values = VALUES[seed % 2]
        quarters = sector_of(random, values, 16 if len(values) == 2 else 13, 2)
        made = releases(quarters, NO_LOT, one_question(*values))
        seen = sights(made)
        anything += len(seen) > 0
        assert not learned_by_any_one(seen, values, RULES)
        said = {
            (each.organisation, each.version): str(each.answers["said"])
            for quarter in quarters
            for each in quarter
        }
        everyone = sorted({name for name, _ in said})
        newest = sorted({each.organisation for each in _new(quarters)}) or everyone
        known: tuple[dict[tuple[str, str], str], ...] = (
            _of(said, random.choice(everyone, 3, replace=False).tolist()),
            _of(said, random.choice(newest, min(3, len(newest)), replace=False).tolist()),
            _of(said, random.choice(everyone, len(everyone) * 3 // 10, replace=False).tolist()),
            {},
        )
        for name, mine in zip(names, known, strict=True):
            sees = _unrounded(seen, made, values) if name == "the secret known" else seen
            found[name] += bool(learned(sees, values, RULES, mine))
    print(f"{worlds} worlds; something is published in {anything}. Something is learned with:")
    for name, number in found.items():
        print(f"  {name}: in {number}")


def _new(quarters: Sequence[Sequence[Contribution]]) -> list[Contribution]:
    before = {each.piece for each in quarters[-2]}
    return [each for each in quarters[-1] if each.piece not in before]


def _of(said: Mapping[tuple[str, str], str], names: Sequence[str]) -> dict[tuple[str, str], str]:
    return {piece: answer for piece, answer in said.items() if piece[0] in set(names)}


def _unrounded(
    seen: Sequence[Sight], made: Sequence[Release], values: Sequence[str]
) -> list[Sight]:
    """Return the same with what each number could be before it was rounded with the secret."""
    places = [
        (release.quarter, each.group)
        for release in made
        for each in release.shown
        if each.state == "counted"
    ]
    found = []
    for sight, (quarter, group) in zip(seen, places, strict=True):
        lots = Lots(SECRET, quarter)
        could = {
            value: frozenset(
                count
                for count in range(len(sight.members) + 1)
                if sight.cells is None
                or lots.rounded(count, NO_LOT.base, "table", "said", group, value)
                == sight.cells[value]
            )
            for value in values
        }
        found.append(replace(sight, could=could))
    return found


if __name__ == "__main__":
    main(int(sys.argv[1]))
