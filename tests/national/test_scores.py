"""Means of scores: how much they tell of one, by the auditor and by a second reckoning."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.optimize import linprog

from reports.national.contributions import Piece
from reports.national.protect import rounded_mean
from reports.national.published import Picture
from reports.national.puzzle import Snapshot, puzzle
from reports.national.score_audit import ScoreAudit
from tests.national.worlds import NO_LOT, ONE_SCORE, releases, says

(MEASURE,) = ONE_SCORE.measures


def scored(scores):
    return [says(f"o{at}", "yes", score=score) for at, score in enumerate(scores)]


def shown(release):
    return release.shown[0].picture and release.shown[0].picture.means["score"]


def test_a_mean_is_rounded_to_the_nearest_five():
    assert [rounded_mean(mean, NO_LOT) for mean in (47.4, 47.5, 52.4, 52.5)] == [45, 50, 50, 55]


def test_a_score_outside_the_bounds_counts_as_the_bound():
    (release,) = releases([scored([40] * 9 + [400])], NO_LOT, ONE_SCORE)

    assert shown(release) == 45


def test_a_mean_that_leaves_every_score_room_is_shown():
    (release,) = releases([scored(range(30, 70, 4))], NO_LOT, ONE_SCORE)

    assert shown(release) == 50


def test_a_mean_so_high_that_everybody_s_must_be_is_not():
    (release,) = releases([scored([96] * 12)], NO_LOT, ONE_SCORE)

    assert shown(release) is None


def test_a_newcomer_who_moves_the_mean_too_far_is_not_seen():
    before = scored([20] * 12)
    quarters = [before, [*before, *(says(f"new{at}", "yes", score=100) for at in range(5))]]

    first, second = releases(quarters, NO_LOT, ONE_SCORE)

    assert (shown(first), shown(second)) == (20, 20)
    assert second.shown[0].state == "kept"


@pytest.mark.parametrize("batch", range(2))
def test_the_auditor_finds_as_much_room_as_a_program_with_a_variable_for_each_score(batch):
    for seed in range(6):
        random = np.random.RandomState(100 * batch + seed)
        snapshots = states(random)
        policy = replace(NO_LOT, score_room=int(random.choice([30, 50, 70])))

        narrow = ScoreAudit(puzzle(snapshots), MEASURE, policy).narrow()

        assert narrow == (least_room(snapshots) < policy.score_room - 1e-6)


def states(random: np.random.RandomState) -> list[Snapshot]:
    """Return states of some of eight organisations, whose scores lie rather to one end."""
    pieces = [Piece(f"o{at}", "1") for at in range(8)]
    low, high = random.uniform(0.3, 2, 2).tolist()
    scores = dict(zip(pieces, random.beta(low, high, size=8) * 100, strict=True))
    found = []
    for at in range(random.randint(1, 4)):
        members = frozenset(piece for piece in pieces if random.uniform() < 0.7)
        if len(members) > 2:
            mean = float(np.mean([scores[piece] for piece in members]))
            means = {"score": rounded_mean(mean, NO_LOT)}
            found.append(Snapshot("nation", members, Picture(str(at), 0, {}, means)))
    return found


def least_room(snapshots: list[Snapshot]) -> float:
    """Return the least room that any score has beside any one insider, over all it may know."""
    pieces = sorted({piece for each in snapshots for piece in each.members})
    least = 100.0
    for insider in range(len(pieces)):
        for own in ends(snapshots, pieces, {}, insider):
            for at in range(len(pieces)):
                if at != insider:
                    low, high = ends(snapshots, pieces, {insider: own}, at)
                    least = min(least, high - low)
    return least


def ends(snapshots, pieces, known, at):
    lines, most = [], []
    for each in snapshots:
        line = np.array([float(piece in each.members) for piece in pieces])
        mean = each.picture.means["score"]
        lines += [line, -line]
        most += [(mean + 2.5) * len(each.members), -(mean - 2.5) * len(each.members)]
    bounds = [(known[n], known[n]) if n in known else (0, 100) for n in range(len(pieces))]
    found = []
    for sign in (1, -1):
        goal = np.zeros(len(pieces))
        goal[at] = sign
        solved = linprog(goal, np.array(lines), np.array(most) + 1e-6, bounds=bounds)
        found.append(float(sign * solved.fun))
    return found
