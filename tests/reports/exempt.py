"""A landscape with everything answered, noted and sourced, and every other answer exempt."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from pypdf import PdfReader

from appraisal.method.model import Question
from appraisal.models import Outcome
from tests.reports.outcomes import METHOD, outcome
from tests.reports.reading import squeezed

GOALS = {goal.key: 10 + 5 * number for number, goal in enumerate(METHOD.goals)}
SECRET = frozenset(question.key for question in METHOD.questions[::2])
PARTS = ("note", "title", "address", "date")
TAG = re.compile(r"<[^>]*>")
BREAKS = re.compile("[\u00ad\u200b\u2060]")


@cache
def marked() -> Outcome:
    """Return an outcome in which every text can be told from every other."""
    answers = {each.key: _answer(each) for each in METHOD.questions}
    return outcome(answers, GOALS, scope="For those who live here")


def _answer(question: Question) -> dict[str, Any]:
    exempt = {"exempt": True} if question.key in SECRET else {}
    if question.kind == "text":
        return {"value": canary(question, "words"), **exempt}
    return {
        "value": question.level_keys[0],
        "confidence": "judgement",
        "note": canary(question, "note"),
        "source": {
            "title": canary(question, "title"),
            "address": f"https://example.org/{canary(question, 'address')}",
            "date": canary(question, "date"),
        },
        **exempt,
    }


def canary(question: Question, part: str) -> str:
    """Return a text that stands nowhere else: “NOTE-A1b-ends”."""
    return f"{part.upper()}-{question.code}-ends"


def canaries(question: Question) -> list[str]:
    parts = ("words",) if question.kind == "text" else PARTS
    return [canary(question, part) for part in parts]


def public() -> list[str]:
    """Return the texts that everyone may read."""
    open_ = (each for each in METHOD.questions if each.key not in SECRET)
    return [text for each in open_ for text in canaries(each)]


def secret() -> list[str]:
    """Return the texts that are exempt."""
    kept = (each for each in METHOD.questions if each.key in SECRET)
    return [text for each in kept for text in canaries(each)]


def answers_in_words() -> list[str]:
    """Return the label of every choice made; it is never exempt."""
    chosen = (each for each in METHOD.questions if each.kind != "text")
    return [each.level(each.level_keys[0]).label for each in chosen]


# What stands in a file, whatever shows it


def words_of(content: bytes) -> str:
    """Return all words in a file of any format, its properties too, without any white space."""
    if content.startswith(b"%PDF"):
        return _plain(_in_pdf(content))
    with ZipFile(BytesIO(content)) as packed:
        texts = (packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
        whole = "\n".join(texts)
    # Without tags, since words may be parted by them, and with them for what stands inside of one.
    return _plain(unescape(TAG.sub("", whole)) + whole)


def _in_pdf(content: bytes) -> str:
    read = PdfReader(BytesIO(content))
    attached = (str(each) for each in read.attachments.values())
    return "\n".join([*(page.extract_text() for page in read.pages), str(read.metadata), *attached])


def _plain(text: str) -> str:
    """Return a text without what only says where a long word may be broken."""
    return BREAKS.sub("", squeezed(text))
