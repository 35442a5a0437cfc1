"""What may be published of many: every constant of the policy, in one frozen place."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Policy:
    """A version of the policy. Another constant is another version.

    ``group``: a group with fewer contributing organisations is not shown, nor is their number.
    ``change``: a group is counted anew only when so many joined, left or changed.
    ``dissent``: a row is shown only when at least so many gave another answer than the most
    common one.
    ``base``: counts are rounded to a multiple of it, up or down by chance.
    ``remainder``: what is left of a group without the groups inside it is nobody, or so many.
    ``share_band``: the width of a band of shares, in points of a hundred.
    ``score_step``: means of scores are rounded to a multiple of it.
    ``score_room``: how much of the possible range of a score must stay possible, in points of
    a hundred.
    ``lot``: one group in so many is held back by lot, so that being held back tells nothing.
    """

    version: int = 1
    group: int = 10
    change: int = 5
    dissent: int = 3
    base: int = 5
    remainder: int = 5
    share_band: int = 10
    score_step: int = 5
    score_room: int = 50
    lot: int = 10

    def document(self) -> dict[str, int]:
        return asdict(self)


VERSION_1 = Policy()
