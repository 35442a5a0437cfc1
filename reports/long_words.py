"""Places to break in very long words, so that setting them does not take for ever.

Pango measures the whole rest of a word for each line that it is broken into: thirty words of 5,000
letters would take more than the press may. A space without width is neither seen, nor in the text
that is copied out of the PDF.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

# Longer than any address worth printing, which breaks well enough by itself.
LONG_WORD = re.compile(r"\S{200,}")
APART = 5
BREAK = "\u200b"
JOINER = "\u200d"
# Their words are not set as lines.
UNSEEN = ("title", "style")


def break_long_words(root: Any) -> None:
    """Put places to break into all very long words of an HTML tree."""
    for element in root.iter():
        if element.text and element.tag not in UNSEEN:
            element.text = breakable(element.text)
        if element.tail:
            element.tail = breakable(element.tail)


def breakable(text: str) -> str:
    return LONG_WORD.sub(lambda found: "".join(with_breaks(found[0])), text)


def with_breaks(word: str) -> Iterator[str]:
    """Return the letters of a word with breaks between, but none before an accent of one."""
    since, before = 0, ""
    for letter in word:
        joined = letter == JOINER or before == JOINER or unicodedata.category(letter)[0] == "M"
        if since >= APART and not joined:
            yield BREAK
            since = 0
        yield letter
        since, before = since + 1, letter
