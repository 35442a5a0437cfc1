"""How a report is wanted: short or full, a draft or not, for everyone or with what is exempt."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product


@dataclass(frozen=True)
class Edition:
    """One way of printing an outcome. ``is_public`` is Part A: what is exempt is left out."""

    is_short: bool = False
    is_draft: bool = False
    is_public: bool = False

    @property
    def code(self) -> str:
        """Return what it is called in addresses and file names, such as “short-draft-part-a”."""
        parts = ["short" if self.is_short else "full"]
        parts += ["draft"] if self.is_draft else []
        parts += ["part-a"] if self.is_public else []
        return "-".join(parts)


WHOLE = Edition()
EDITIONS = {
    each.code: each for each in (Edition(*kind) for kind in product((False, True), repeat=3))
}
