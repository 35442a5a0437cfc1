"""The auditor against a second attack: what it lets through, the other cannot take apart."""

from __future__ import annotations

import os
from dataclasses import replace

import numpy as np
import pytest

from reports.national.audit import first_forced
from reports.national.contributions import Piece
from reports.national.policy import Policy
from reports.national.protect import Lots, picture
from reports.national.puzzle import Snapshot
from reports.national.tabulate import Tables
from tests.national.brute import Sight, learned_by_any_one
from tests.national.worlds import (
    NATION,
    NO_LOT,
    PAIRS,
    TWO_ROWS,
    one_question,
    releases,
    rules,
    says,
    sights,
)

# A longer run: WORLDS=20 goes through twenty times as many.
TIMES = int(os.environ.get("WORLDS", "1"))

VALUES = (("yes", "no"), ("yes", "no", "perhaps"))
# Constants so small that small worlds publish much, and the auditor has much to refuse.
SMALL = replace(NO_LOT, group=4, change=2, remainder=2)


def sector_of(random: np.random.RandomState, values, number: int, quarters: int):
    """Return what a few organisations contribute: some join, leave, change or move."""
    present: dict[str, tuple[str, str, str, str]] = {}
    found = []
    leaning = random.dirichlet(np.ones(len(values)))
    for quarter in range(quarters):
        for name in (f"o{at:02}" for at in range(number)):
            drawn = random.uniform()
            if name not in present:
                if drawn < (0.7 if quarter == 0 else 0.5):
                    present[name] = _appraisal(random, values, leaning, name, quarter)
            elif drawn < 0.1:
                del present[name]
            elif drawn < 0.25:
                present[name] = _appraisal(random, values, leaning, name, quarter)
            elif drawn < 0.3:
                said, version, region, kind = present[name]
                present[name] = (said, version, "West" if region == "East" else "East", kind)
        found.append(
            [
                says(name, said, region, kind, version)
                for name, (said, version, region, kind) in present.items()
            ]
        )
    return found


def _appraisal(random, values, leaning, name, quarter):
    said = values[random.choice(len(values), p=leaning)]
    at = int(name[1:])
    return said, str(quarter), "East" if at % 2 else "West", "Town" if at % 3 else "Shire"


@pytest.mark.parametrize("batch", range(12 * TIMES))
def test_what_is_published_by_the_policy_gives_nobody_away(batch):
    for seed in range(9):
        random = np.random.RandomState(1000 * batch + seed)
        values = VALUES[seed % 2]
        quarters = sector_of(random, values, 16 if len(values) == 2 else 13, 2)

        found = releases(quarters, NO_LOT, one_question(*values))

        assert learned_by_any_one(sights(found), values, rules(NO_LOT)) == set()


@pytest.mark.parametrize("batch", range(2 * TIMES))
def test_nor_does_it_where_gates_are_low_and_the_auditor_stands_alone(batch):
    for seed in range(5):
        random = np.random.RandomState(1000 * batch + seed)
        values = VALUES[seed % 2]
        quarters = sector_of(random, values, 8 if len(values) == 2 else 5, 3)

        found = releases(quarters, SMALL, one_question(*values))

        assert learned_by_any_one(sights(found), values, rules(SMALL)) == set()


@pytest.mark.parametrize("batch", range(8 * TIMES))
def test_it_refuses_exactly_what_the_other_attack_takes_apart(batch):
    for seed in range(8):
        random = np.random.RandomState(1000 * batch + seed)
        values = VALUES[seed % 2]
        policy = replace(NO_LOT, base=int(random.choice([2, 3, 5])), dissent=random.randint(1, 4))
        snapshots = states(random, values, policy)

        refused = first_forced(snapshots, one_question(*values), policy) is not None

        seen = [
            Sight(
                frozenset((piece.organisation, piece.version) for piece in each.members),
                each.picture.rows["said"].counts,
            )
            for each in snapshots
        ]
        assert refused == bool(learned_by_any_one(seen, values, rules(policy)))


@pytest.mark.parametrize("batch", range(3 * TIMES))
def test_so_it_does_where_two_rows_tell_of_each_other(batch):
    for seed in range(6):
        random = np.random.RandomState(1000 * batch + seed)
        policy = replace(NO_LOT, base=int(random.choice([2, 3])), dissent=random.randint(1, 3))
        said = {Piece(f"o{at}", "1"): PAIRS[random.randint(len(PAIRS))] for at in range(6)}
        snapshots, seen = [], []
        for at in range(random.randint(1, 3)):
            members = frozenset(piece for piece in said if random.uniform() < 0.8)
            if len(members) > policy.dissent:
                counts = {
                    (NATION.key, row.key): {
                        value: sum(said[piece][number] == value for piece in members)
                        for value in row.keys
                    }
                    for number, row in enumerate(TWO_ROWS.rows)
                }
                lots = Lots(b"%032d" % random.randint(10**6), str(at))
                shown = picture(NATION, len(members), Tables(counts, {}), TWO_ROWS, policy, lots)
                snapshots.append(Snapshot(NATION.key, members, shown))
                for number, row in enumerate(TWO_ROWS.rows):
                    reads = {"+".join(pair): pair[number] for pair in PAIRS}
                    cells = shown.rows[row.key].counts
                    seen.append(Sight(frozenset((*each,) for each in members), cells, reads=reads))

        refused = first_forced(snapshots, TWO_ROWS, policy) is not None

        values = ["+".join(pair) for pair in PAIRS]
        assert refused == bool(learned_by_any_one(seen, values, rules(policy)))


def states(random: np.random.RandomState, values, policy: Policy) -> list[Snapshot]:
    """Return published states with anybody in them, as no gate would let them through."""
    pieces = [Piece(f"o{at}", str(version)) for at in range(6) for version in range(1 + at % 2)]
    said = {piece: values[random.randint(len(values))] for piece in pieces}
    found = []
    for at in range(random.randint(1, 4)):
        members = frozenset(piece for piece in pieces if random.uniform() < 0.6)
        # An organisation is counted once in a state.
        members = frozenset(
            piece
            for piece in members
            if piece.version == "0" or Piece(piece.organisation, "0") not in members
        )
        if len(members) > policy.dissent:
            counts = {value: sum(said[piece] == value for piece in members) for value in values}
            tables = Tables({(NATION.key, "said"): counts}, {})
            lots = Lots(b"%032d" % random.randint(10**6), str(at))
            catalogue = one_question(*values)
            shown = picture(NATION, len(members), tables, catalogue, policy, lots)
            found.append(Snapshot(NATION.key, members, shown))
    return found
