"""What is not known, or only guessed, and where to find it: what carries most weight first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from appraisal.scoring.answers import Confidence
from reports import numbers
from reports.answers import NOT_ASKED, in_words
from reports.stored import Found

FIRST = 8

RESTING: Mapping[Confidence | None, str] = {
    "evidence": "on evidence",
    "judgement": "on professional judgement",
    "guess": "as a guess",
    None: "without saying how sure",
}


@dataclass(frozen=True)
class Gap:
    code: str
    question: str
    state: str
    weight: str
    where: str


@dataclass(frozen=True)
class Gaps:
    """``first`` carry most weight; ``basis`` says how many answers rest on what."""

    first: tuple[Gap, ...]
    others: tuple[Gap, ...]
    basis: str

    @property
    def every(self) -> tuple[Gap, ...]:
        return self.first + self.others


def gaps(found: Found) -> Gaps:
    missing = sorted(_gaps(found), key=lambda pair: -pair[0])
    every = tuple(gap for _, gap in missing)
    return Gaps(first=every[:FIRST], others=every[FIRST:], basis=basis(found))


def _gaps(found: Found) -> Iterator[tuple[float, Gap]]:
    """Yield each unknown or guessed part of the score with the share it carries."""
    if not found.landscape.goals:
        share = found.goals_share
        where = "Give points to the goals, with the people who set the council’s direction."
        yield share, Gap("B", "Goals", "No points given", numbers.weight(share), where)
    for question in found.method.questions:
        said = in_words(found, question)
        share = found.shares.get(question.key, 0.0)
        if question.key not in found.shares or (said.is_known and not said.is_guess):
            continue
        state = f"A guess: {said.words}" if said.is_guess else said.words
        yield (
            share,
            Gap(question.code, question.text, state, numbers.weight(share), question.where),
        )


def basis(found: Found) -> str:
    """Return in a sentence how many answers rest on what, so that nobody has to ask."""
    scored = [question for question in found.method.questions if question.scored]
    applicable = [question for question in scored if question.key in found.shares]
    known = [found.answer(each.key) for each in applicable if found.answer(each.key).is_known]
    resting = Counter(answer.confidence for answer in known)
    kinds = [
        f"{resting[confidence]} {words}"
        for confidence, words in RESTING.items()
        if resting[confidence]
    ]
    later = 0
    asked = f"{len(applicable)} scored questions"
    if found.short_route:
        later = sum(in_words(found, question).words == NOT_ASKED for question in applicable)
        asked = f"the {len(applicable) - later} scored questions asked on the short route"
    sentence = f"{len(known)} of {asked} are answered"
    if kinds:
        sentence += f": {numbers.listed(kinds)}"
    if later:
        sentence += f"; {numbers.counted(later, 'more belongs', 'more belong')} to the full route"
    if left_out := len(scored) - len(applicable):
        sentence += f". {numbers.counted(left_out, 'does', 'do')} not apply here"
    return f"{sentence}."
