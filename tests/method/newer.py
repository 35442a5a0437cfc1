"""A second version of the method, made from the current one: there is no other one yet."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from appraisal.method.content import CURRENT_VERSION, VERSIONS

VERSION = "2027.1"
ADDED = "data_sharing"
QUESTION = f'''
[[question]]
key = "{ADDED}"
code = "C99"
kind = "scale"
criterion = "trust_and_continuity"
grade = "judgement"
text = "How freely do providers and the council share data?"
hint = "Judge by what was shared in the last year."
why = "Shared data makes shared decisions possible."
where = "Your data sharing agreements."
short_route = false
not_applicable = false
'''
LEVEL = """
  [[question.level]]
  key = {0}
  label = "Data level {0}"
"""
INFLUENCE = """
  [[question.influence]]
  approach = "relational"
  strength = 1
  because = "Long agreements run on shared facts."
  sources = ["desk_judgement"]
  grade = "judgement"
"""
CHANGE = f'''
[[change]]
version = "{VERSION}"
what = "Asks about data, and no longer about regional partners."
moved = "Relational scores lower where providers trust the council."
'''


def two_versions(folder: Path) -> Path:
    """Return a folder with the current version and a newer one, which differs in everything that
    a version may differ in."""
    for version in (CURRENT_VERSION, VERSION):
        shutil.copytree(VERSIONS / CURRENT_VERSION, folder / version)
    newer = folder / VERSION
    change(newer, "method.toml", f'version = "{CURRENT_VERSION}"', f'version = "{VERSION}"')
    change(newer, "method.toml", "[[change]]", f"{CHANGE}\n[[change]]")
    pages = "pages/relationships.toml"
    # Another strength, and another wording.
    change(
        newer,
        pages,
        'approach = "relational"\n  strength = 1.5',
        'approach = "relational"\n  strength = 0.5',
    )
    change(newer, pages, "Polite but cautious", "Polite, with care")
    # Other answers: a choice with another key, a band with another bound.
    change(newer, "pages/place-and-voluntary-sector.toml", 'key = "sparse"', 'key = "rural"')
    change(newer, "pages/who-could-deliver.toml", "key = 3\n  from = 4", "key = 3\n  from = 5")
    # A question added, and one removed, whose action goes to the other.
    with (newer / pages).open("a") as file:
        levels = "".join(LEVEL.format(number) for number in range(1, 6))
        file.write(QUESTION + levels + INFLUENCE)
    remove(newer, "pages/partners-and-community.toml", "question", 'key = "regional_partners"')
    change(newer, "development.toml", '"regional_partners"', f'"{ADDED}"')
    return folder


def change(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new, 1), "utf-8")


def remove(folder: Path, name: str, kind: str, holding: str) -> None:
    """Take out the one entry of this kind that holds some text."""
    path = folder / name
    parts = re.split(rf"^(?=\[\[{kind}\]\])", path.read_text("utf-8"), flags=re.M)
    kept = [part for part in parts if holding not in part]
    assert len(kept) == len(parts) - 1
    path.write_text("".join(kept), "utf-8")
