"""In how many draws of the weights does each approach take each rank? Counted in five ways.

Every way is given the same draws and the same matrix, and must find the same shares.
"""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable
from functools import partial
from importlib.metadata import version
from textwrap import fill

import numpy as np
from numpy.typing import NDArray
from pymcdm.methods import WSM
from skcriteria import mkdm
from skcriteria.agg.simple import WeightedSumModel, wsm
from threadpoolctl import threadpool_info

from appraisal.method.content import CURRENT_VERSION, method
from appraisal.method.model import Method
from appraisal.scoring.draws import Floats, generator, of_core, simplex
from appraisal.scoring.leaves import leaves, tree
from appraisal.scoring.ranking import TIE_PARTS, rank_counts
from bench.landscapes import demonstration
from bench.timing import Timing, timed

DRAWS = (10_000, 100_000)
UNKNOWN = 10
OUR_RUNS = 20
LOOP_RUNS = 3
SAME = 0.001

# What fraction of the draws put an approach (row) on a rank (column).
RankShares = Floats
Way = Callable[[Floats, Floats], RankShares]

NOTES = (
    "The draws of the weights are the same for all, every split of the whole among the weights "
    "as likely as any other; drawing them is not timed. The scores are those of the "
    "demonstration, moved up in each column until none is below 0, as scikit-criteria’s "
    "weighted sum asks; that changes no ranking. pymcdm is told to leave the scores as they are "
    "instead of scaling each column again. Wall time counts what else the machine was doing.",
    "What this does not say: that the two libraries are slow at what they are made for. They "
    "loop because their interface takes one set of weights at a time, and in every turn they "
    "check, copy or name things anew: “as documented” is with that, “bare” is with as little of "
    "it as we could find. Ours takes less time because it hands all draws to NumPy at once. "
    "Both libraries do much that the product does not: many other methods, ways to find "
    "weights, comparisons of rankings, charts.",
)


def ours(weights: Floats, scores: Floats) -> RankShares:
    return rank_counts(weights @ scores.T) / (len(weights) * TIE_PARTS)


def pymcdm_documented(weights: Floats, scores: Floats) -> RankShares:
    return _pymcdm(weights, scores, validation=True)


def pymcdm_bare(weights: Floats, scores: Floats) -> RankShares:
    return _pymcdm(weights, scores, validation=False)


def _pymcdm(weights: Floats, scores: Floats, *, validation: bool) -> RankShares:
    body = WSM(normalization_function=_as_it_is)
    types = np.ones(weights.shape[1])
    ranks = np.empty((len(weights), len(scores)))
    for at, row in enumerate(weights):
        ranks[at] = body.rank(body(scores, row, types, validation=validation))
    return _counted(ranks)


def _as_it_is(column: Floats, cost: bool) -> Floats:
    return column


def scikit_criteria_documented(weights: Floats, scores: Floats) -> RankShares:
    model = WeightedSumModel()
    objectives = [max] * weights.shape[1]
    ranks = np.empty((len(weights), len(scores)))
    for at, row in enumerate(weights):
        ranks[at] = model.evaluate(mkdm(scores, objectives, weights=row)).rank_
    return _counted(ranks)


def scikit_criteria_bare(weights: Floats, scores: Floats) -> RankShares:
    ranks = np.empty((len(weights), len(scores)))
    for at, row in enumerate(weights):
        ranks[at], _ = wsm(scores, row)
    return _counted(ranks)


def _counted(ranks: Floats) -> RankShares:
    return np.array([(ranks == rank).mean(axis=0) for rank in range(1, ranks.shape[1] + 1)]).T


LOOPS: dict[str, Way] = {
    "pymcdm, as documented": pymcdm_documented,
    "pymcdm, bare": pymcdm_bare,
    "scikit-criteria, as documented": scikit_criteria_documented,
    "scikit-criteria, bare": scikit_criteria_bare,
}


def main() -> int:
    chosen = method(CURRENT_VERSION)
    scores = leaf_scores(chosen)
    approaches, parts = scores.shape
    weights = simplex(generator(chosen, "bench"), max(DRAWS), parts)
    print(f"Rank shares of {approaches} approaches, from draws of {parts} weights")
    print(f"{_machine()}\n")
    agreed = [compare(chosen, weights[:draws], scores) for draws in DRAWS]
    for note in NOTES:
        print(fill(note, 96), end="\n\n")
    return 0 if all(agreed) else 1


def leaf_scores(chosen: Method) -> Floats:
    """Return what each leaf (column) is worth to each core approach (row), none below 0."""
    parts = leaves(tree(chosen, demonstration(chosen, UNKNOWN)))
    scores: NDArray[np.float64] = np.array([of_core(chosen, part.scores) for part in parts]).T
    return np.ascontiguousarray(scores - scores.min(axis=0))


def compare(chosen: Method, weights: Floats, scores: Floats) -> bool:
    """Time every way, print the table, and return whether all found the same first places."""
    draws = f"{len(weights):,} draws"
    print(
        f"{draws:32}{'runs':>6}{'CPU ms':>12}{'wall ms':>12}{'CPU ÷ ours':>13}{'wall ÷ ours':>14}"
    )
    base = timed(f"ours, {draws}", OUR_RUNS, lambda: ours(weights, scores))
    found = {"ours": base}
    print(_row("ours", base, base), flush=True)
    for name, way in LOOPS.items():
        found[name] = timed(f"{name}, {draws}", LOOP_RUNS, partial(way, weights, scores))
        print(_row(name, found[name], base), flush=True)
    return _agree(chosen, {name: timing.found for name, timing in found.items()})


def _row(name: str, timing: Timing[RankShares], base: Timing[RankShares]) -> str:
    return (
        f"{name:32}{timing.runs:>6}{timing.cpu * 1000:>12,.1f}{timing.wall * 1000:>12,.1f}"
        f"{timing.cpu / base.cpu:>13,.1f}{timing.wall / base.wall:>14,.1f}"
    )


def _agree(chosen: Method, shares: dict[str, RankShares]) -> bool:
    first = ", ".join(
        f"{approach.key} {share:.4f}"
        for approach, share in zip(chosen.core, shares["ours"][:, 0], strict=True)
    )
    apart = max(
        float(np.abs(other[:, 0] - shares["ours"][:, 0]).max()) for other in shares.values()
    )
    print(f"First place: {first}")
    if apart > SAME:
        print(f"THEY DO NOT AGREE: shares of first place are up to {apart:.6f} apart.\n")
        return False
    # Dividing by another whole number may leave a trace of 0.0000000000000001.
    how = "exactly" if apart < 1e-12 else f"to within {apart:.6f}"
    print(f"All {len(shares)} agree on it {how}.\n")
    return True


def _machine() -> str:
    names = ("numpy", "pymcdm", "scikit-criteria")
    versions = ", ".join(f"{name} {version(name)}" for name in names)
    threads = max(pool["num_threads"] for pool in threadpool_info())
    return (
        f"Python {platform.python_version()}, {versions}; threads: {threads}; medians of the runs"
    )


if __name__ == "__main__":
    sys.exit(main())
