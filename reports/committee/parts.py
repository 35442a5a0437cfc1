"""The parts of the paper, in their order, with the number or letter that others refer to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from string import ascii_uppercase

SECTIONS = {
    "question": "The question",
    "answer": "The answer, and how sure it is",
    "life": "What life is like now",
    "gates": "What stands in the way",
    "options": "Options considered",
    "risks": "Risks",
    "asked": "The decision asked for",
    "heard": "Who took part",
}
ANNEXES = {
    "record": "draft decision record",
    "declaration": "declaration",
    "implications": "implications, for named officers to write",
    "voices": "what people say, and who was heard",
    "scores": "scores and reasons",
    "sure": "how sure this is, and what to find out",
    "how": "what stands in the way, and how to do it",
    "plan": "development plan",
    "evaluation": "evaluation plan",
    "quality": "Care Quality Commission quality statements",
    "answers": "every answer",
    "sums": "every sum",
    "method": "evidence, sources and method",
}
# What a short paper has of them.
SHORT = ("record", "declaration")


@dataclass(frozen=True)
class Part:
    """``place`` is how a sentence refers to it: “section 4”, “Annex C”."""

    key: str
    heading: str
    place: str


def parts() -> Mapping[str, Part]:
    """Return every part by its key: sections first, then annexes."""
    sections = {
        key: Part(key, f"{number}. {title}", f"section {number}")
        for number, (key, title) in enumerate(SECTIONS.items(), start=1)
    }
    annexes = {
        key: Part(key, f"Annex {letter}: {title}", f"Annex {letter}")
        for letter, (key, title) in zip(ascii_uppercase, ANNEXES.items(), strict=False)
    }
    return sections | {f"annex_{key}": part for key, part in annexes.items()}


PARTS = parts()
CONTENTS = tuple(PARTS[f"annex_{key}"] for key in ANNEXES)
