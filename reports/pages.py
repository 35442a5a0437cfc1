"""The pages of a result, in the order people ask: what, why, how sure, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """One page of a result. ``key`` names its template and is its URL name."""

    key: str
    name: str

    @property
    def address(self) -> str:
        return f"reports:{self.key}"

    @property
    def template(self) -> str:
        return f"reports/pages/{self.key}.html"

    @property
    def path(self) -> str:
        return self.key.replace("_", "-")


WITHIN = (
    Page("why", "Why"),
    Page("sure", "How sure"),
    Page("find_out", "What to find out first"),
    Page("build", "What to build"),
    Page("how", "How to do it"),
    Page("as_now", "Continue as now"),
)
PAGES = (
    Page("result", "Overview"),
    *WITHIN,
    Page("what_if", "What if"),
    Page("compare", "Compare"),
    Page("annex", "Every answer and every sum"),
    Page("national", "You and the published picture"),
    Page("documents", "Download"),
)
