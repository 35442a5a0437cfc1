"""Words as HTML has them, with the white space of its source, and as they are read in a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from reports.word.blocks import Words
from reports.word.elements import classes, is_hidden

ADDRESS = re.compile(r"(https?://|mailto:|#)", re.I)
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


def phrases(element: Element, voice: Voice) -> Iterator[Phrase]:
    """Return the words inside an element that stands in a line, and how they are said."""
    if is_hidden(element):
        return
    if element.tag == "br":
        yield Phrase("\n", replace(voice, is_typed=True))
        return
    href = element.get("href", "")
    said = classes(element)
    inner = Voice(
        is_strong=voice.is_strong or element.tag in ("strong", "b") or "tag" in said,
        is_emphatic=voice.is_emphatic or element.tag in ("em", "i", "cite"),
        is_typed=voice.is_typed or "typed" in said,
        is_blank=voice.is_blank or "blank" in said,
        link=href if ADDRESS.match(href) else voice.link,
    )
    yield Phrase(element.text, inner)
    for child in element:
        yield from phrases(child, inner)
        yield Phrase(child.tail, inner)


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
