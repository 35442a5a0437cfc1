"""Random draws that are the same on every machine and in every year."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from appraisal.method.model import Method

DRAWS = 20_000

Floats = NDArray[np.float64]
# numpy.random.RandomState, the only generator whose stream is frozen.
Generator = Any


def generator(method: Method, purpose: str) -> Generator:
    """Return a generator whose stream depends on the method's version and the purpose alone."""
    digest = hashlib.sha256(f"{method.version} {purpose}".encode()).digest()
    return np.random.RandomState(int.from_bytes(digest[:4], "big"))


def simplex(draw: Generator, draws: int, parts: int) -> Floats:
    """Return shares that add up to one, every split as likely as any other: one row a draw."""
    # Exponentials divided by their sum are uniform on the simplex.
    drawn = draw.standard_exponential((draws, parts))
    split: Floats = drawn / drawn.sum(axis=1, keepdims=True)
    return split


def of_core(method: Method, points: Mapping[str, Fraction]) -> list[float]:
    return [float(points[approach.key]) for approach in method.core]
