"""What a release shows and refuses, group by group, in words: for whoever builds it.

It says no more than the release will: staff see no count either that is not published.
"""

from __future__ import annotations

from collections.abc import Iterator

from reports.national.catalogue import CATALOGUE
from reports.national.published import Shown
from reports.national.release import Release

NAMES = {group.key: group.name for group in CATALOGUE.groups}


def told(release: Release) -> Iterator[str]:
    for shown in release.shown:
        yield f"{NAMES[shown.group]}: {_of(shown, release)}"


def _of(shown: Shown, release: Release) -> str:
    reason = release.reasons.get(shown.group, "")
    if shown.state == "same_as":
        return f"the same as {NAMES[shown.same_as]}."
    if shown.picture is None:
        return f"not shown. {reason}"
    if shown.state == "kept":
        return f"shown again as in {shown.picture.quarter}. {reason}"
    rows = shown.picture.rows.values()
    uniform = sum(row.too_uniform for row in rows)
    said = f"shown: {shown.picture.contributors} or more organisations, {len(rows)} rows"
    return f"{said}, of which {uniform} too uniform." if uniform else f"{said}."
