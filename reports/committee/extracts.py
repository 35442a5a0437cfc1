"""Long texts on the pages in front: as much as there is room for, and where the rest stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

END_OF_SENTENCE = re.compile(r"[.!?…]['’”\")]*(?=\s|$)")


@dataclass(frozen=True)
class Extract:
    """The start of a text; ``rest`` says where it goes on, and is empty when all is here."""

    title: str
    words: str
    rest: str


def extract(title: str, text: str, most: int, where: str) -> Extract:
    """Return a text in at most so many characters, on one line, cut after a sentence or a word."""
    whole = " ".join(text.split())
    if len(whole) <= most:
        return Extract(title, whole, "")
    return Extract(title, cut(whole, most), f"It goes on in {where}.")


def cut(text: str, most: int) -> str:
    """Return the start of a text; it ends with a sentence if one ends in its second half."""
    start = text[:most]
    ends = [each.end() for each in END_OF_SENTENCE.finditer(start) if each.end() > most // 2]
    if ends:
        return f"{start[: ends[-1]]} …"
    words, _, _ = start.rpartition(" ")
    return f"{words or start} …"
