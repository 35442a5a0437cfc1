"""What may be shown of people who answered without their names: nothing that few of them said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

LEAST_ANONYMOUS = 3


def said_by_enough(people: Iterable[Collection[str]]) -> frozenset[str]:
    """Return what at least three of a group answered, given what each of them did.

    Being three is not enough: people may be asked different sections, and if one alone answered
    a question, the answer is one person's.
    """
    counts = Counter(key for answered in people for key in set(answered))
    return frozenset(key for key, count in counts.items() if count >= LEAST_ANONYMOUS)
