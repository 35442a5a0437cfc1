"""What Amina answers: every question of a page, in all the ways there are."""

from __future__ import annotations

from dataclasses import dataclass

from appraisal.method.model import Question
from tests.browser.person import METHOD, Person

DONT_KNOW = "I don’t know yet"
DOES_NOT_APPLY = "This does not apply here"


@dataclass(frozen=True)
class Answer:
    """An answer as it is given, and ``reads``: how the check page must say it."""

    choice: str = ""
    figure: str = ""
    words: str = ""
    confidence: str = ""
    note: str = ""
    source: str = ""
    reads: tuple[str, ...] = ()


SPECIAL = {
    "volume": Answer(figure="1,240", reads=("Figure: 1,240 people",)),
    "provider_count": Answer(
        choice="4 to 9 providers", figure="7", reads=("4 to 9 providers", "Figure: 7 providers")
    ),
    "lives_vary": Answer(
        choice=DONT_KNOW,
        note="The review in May will tell.\nAsk the team.",
        reads=(DONT_KNOW, "Note: The review in May will tell.\nAsk the team."),
    ),
    "fee_against_cost": Answer(choice=DOES_NOT_APPLY, reads=(DOES_NOT_APPLY,)),
    "outcomes_measurable": Answer(
        choice=METHOD.question_by_key["outcomes_measurable"].level(4).label,
        confidence="It is a professional judgement",
        source="Contract monitoring, ŵ ŷ £ – ≥",
        reads=(
            METHOD.question_by_key["outcomes_measurable"].level(4).label,
            "How sure: It is a professional judgement",
            "Source: Contract monitoring, ŵ ŷ £ – ≥",
        ),
    ),
}


def answer_to(question: Question) -> Answer:
    if question.key in SPECIAL:
        return SPECIAL[question.key]
    if question.kind == "text":
        words = f"People wait.\n{question.code}: “two days”, they say."
        return Answer(words=words, reads=(words,))
    label = question.levels[len(question.text) % len(question.levels)].label
    return Answer(choice=label, reads=(label,))


def questions_of(page: str, route: str) -> list[Question]:
    found = next(each for each in METHOD.pages if each.key == page)
    questions = [METHOD.question_by_key[key] for key in found.questions]
    return [each for each in questions if route == "full" or each.short_route]


def give(person: Person, question: Question, answer: Answer) -> None:
    if answer.words:
        person.field(question.text).fill(answer.words)
    if answer.choice:
        person.choose(question.key, answer.choice)
    if answer.figure:
        person.figure(question.key).fill(answer.figure)
    if answer.confidence or answer.note or answer.source:
        unfold(person, question.key)
    if answer.confidence:
        person.question(question.key).get_by_role("radio", name=answer.confidence).check()
    if answer.note:
        person.note(question.key).fill(answer.note)
    if answer.source:
        person.field(f"Source: {question.text}").fill(answer.source)


def unfold(person: Person, key: str) -> None:
    person.question(key).get_by_text("How sure are you? Add a note or a source").click()
