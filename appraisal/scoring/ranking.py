"""Count ranks and pairs over many draws, ties shared out evenly."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

# A tie of up to four approaches splits into whole twelfths.
TIE_PARTS = 12
# Floats that agree to nine decimals come from scores that are equal.
TIE_DECIMALS = 9


def rank_counts(scores: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return how often each approach takes each rank, in twelfths of a draw.

    ``scores`` has one row a draw and one column an approach (at most four); the counts have
    one row an approach and one column a rank.
    """
    columns = np.round(scores, TIE_DECIMALS).T
    size = len(columns)
    counts = np.zeros((size, size), dtype=np.int64)
    for row, column in enumerate(columns):
        better = (columns > column).sum(axis=0)
        equal = (columns == column).sum(axis=0)
        table = np.bincount(better * (size + 1) + equal, minlength=size * (size + 1))
        for code in np.flatnonzero(table):
            first, tied = divmod(int(code), size + 1)
            counts[row, first : first + tied] += table[code] * (TIE_PARTS // tied)
    return counts


def pair_counts(scores: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return how often the row's approach beats the column's, in half draws; a tie is one half."""
    columns = np.round(scores, TIE_DECIMALS).T
    size = len(columns)
    counts = np.zeros((size, size), dtype=np.int64)
    for i in range(size):
        for j in range(size):
            if i != j:
                counts[i, j] = 2 * (columns[i] > columns[j]).sum()
                counts[i, j] += (columns[i] == columns[j]).sum()
    return counts
