"""What one organisation gives to the national picture: codes and scores, never words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

NOT_KNOWN = "not_known"
NO_LEADER = "none"
LED = ("clear", "leaning")

# The best score of the core approaches, in bands: 50 says nothing, some 7 points are one
# standard deviation over all situations.
BANDS = ((60, "60_and_over"), (55, "55_to_60"), (50, "50_to_55"))
LOWEST_BAND = "under_50"


class Piece(NamedTuple):
    """One appraisal that an organisation contributes: the same version is the same answers."""

    organisation: str
    version: str


@dataclass(frozen=True)
class Contribution:
    """The latest concluded and shared appraisal of one organisation on the verified list.

    ``version`` names that appraisal's outcome; a new one counts as a change. ``leader`` is the
    approach found to lead, None where there is none. ``best_score`` is the highest score of the
    core approaches; ``readiness`` gives, for each approach, how ready the council is for it.
    ``answers`` gives the level chosen for each closed question; one that is missing is not known.
    """

    organisation: str
    version: str
    region: str
    kind: str
    verdict: str
    leader: str | None = None
    best_score: float | None = None
    readiness: Mapping[str, float] = field(default_factory=dict)
    answers: Mapping[str, str | int | None] = field(default_factory=dict)

    @property
    def piece(self) -> Piece:
        return Piece(self.organisation, self.version)

    def levels(self) -> dict[str, str]:
        """Return everything that is counted, by key: answers, and what was found."""
        levels = {key: NOT_KNOWN if at is None else str(at) for key, at in self.answers.items()}
        return levels | {
            "leading": self.leading(),
            "verdict": self.verdict,
            "best_score": band(self.best_score),
        }

    def leading(self) -> str:
        """Return the leading approach, only where the verdict says that one leads."""
        return self.leader if self.leader and self.verdict in LED else NO_LEADER


def band(score: float | None) -> str:
    if score is None:
        return NOT_KNOWN
    return next((name for least, name in BANDS if score >= least), LOWEST_BAND)
