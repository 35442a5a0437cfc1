"""Words as HTML has them, with the white space of its source, and as they are read in a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from reports.word.blocks import Words

SPACE = re.compile(r"[ \t\r\n\f]+")


@dataclass(frozen=True)
class Voice:
    """How words are said. White space that a person has typed is kept as it is."""

    is_strong: bool = False
    is_emphatic: bool = False
    is_typed: bool = False
    is_blank: bool = False
    link: str = ""


@dataclass(frozen=True)
class Phrase:
    text: str | None
    voice: Voice


def line(phrases: Iterable[Phrase]) -> tuple[Words, ...]:
    """Return the words of a paragraph without the white space that nobody sees."""
    return trimmed(tuple(shrunk(phrases)))


def shrunk(phrases: Iterable[Phrase]) -> Iterator[Words]:
    """Return the phrases with one space where the source has any number, and none at the start."""
    ends_in_space = True
    for phrase in phrases:
        text = phrase.text or ""
        if not phrase.voice.is_typed:
            text = SPACE.sub(" ", text)
            if ends_in_space:
                text = text.removeprefix(" ")
        if text:
            ends_in_space = text[-1].isspace()
            voice = phrase.voice
            yield Words(text, voice.is_strong, voice.is_emphatic, voice.is_blank, voice.link)


def trimmed(words: tuple[Words, ...]) -> tuple[Words, ...]:
    """Return the words without white space at their end; none if there is nothing else."""
    while words:
        *others, last = words
        text = last.text.rstrip()
        if text:
            return (*others, replace(last, text=text))
        words = tuple(others)
    return ()
