"""A made-up sector, and its releases as they were built: to see what the pages look like.

The releases lie here as files, as the audit of eight quarters takes minutes. ``sector`` makes
them, and loads them; only it imports what counts and audits, which takes seconds.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from reports.releases.models import Publication, Release

FOLDER = Path(__file__).parent


def files() -> tuple[Path, ...]:
    """Return the proof files of all releases, in order."""
    return tuple(sorted(FOLDER.glob("*.json")))


def is_loaded() -> bool:
    """Return whether just these releases are published as made up."""
    found = Publication.objects.filter(release__is_synthetic=True)
    published = set(found.values_list("release__quarter", "hash"))
    kept = Release.objects.filter(is_synthetic=True).count()
    ours = {(each.stem, hashlib.sha256(each.read_bytes()).hexdigest()) for each in files()}
    return published == ours and kept == len(ours)


def is_in_the_way() -> bool:
    """Return whether there are real releases: made-up ones never stand beside them."""
    return Release.objects.filter(is_synthetic=False).exists()
