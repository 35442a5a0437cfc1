"""Released versions never change: their content must still have the hash it was released with."""

from __future__ import annotations

from pathlib import Path

from appraisal.method.content import VERSIONS, content_hash
from appraisal.method.table import Problems, read_table

MANIFEST = "released.toml"


def problems_of_released(folder: Path = VERSIONS) -> list[str]:
    """Return a sentence for every released version that is missing or has been edited."""
    problems = Problems()
    manifest = read_table(folder / MANIFEST, "released", problems)
    for part in manifest.tables("released"):
        version, released = part.text("version"), part.text("hash")
        part.finish()
        if not (folder / version).is_dir():
            part.problem(f"{version} has no folder. Bring it back: appraisals depend on it.")
        elif content_hash(folder / version) != released:
            part.problem(f"{version} has been edited. Undo that, and copy it to a new version.")
    manifest.finish()
    return list(problems)
