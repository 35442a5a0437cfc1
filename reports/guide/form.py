"""The blank form: every question on paper, for meetings and for people without a computer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from hashlib import sha256
from typing import Literal, get_args

from django.core.cache import cache as kept
from django.template.loader import render_to_string

from appraisal.method.content import method
from appraisal.method.model import Method, Page, Question, Section
from reports import numbers, pdf
from reports.press import STATIC

Length = Literal["short", "full"]
LENGTHS = get_args(Length)
NAMES = {"short": "The short form", "full": "The full form"}


@dataclass(frozen=True)
class Sheet:
    page: Page
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Chapter:
    section: Section
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True)
class Form:
    """What a form asks, by section and page; pages with nothing to ask are left out."""

    method: Method
    length: str
    name: str
    published: str
    count: int
    chapters: tuple[Chapter, ...]


def form(version: str, length: str) -> Form:
    chosen = method(version)
    chapters = tuple(_chapter(chosen, section, length) for section in chosen.sections)
    return Form(
        method=chosen,
        length=length,
        name=NAMES[length],
        published=numbers.day(date.fromisoformat(chosen.published)),
        count=sum(len(sheet.questions) for part in chapters for sheet in part.sheets),
        chapters=tuple(part for part in chapters if part.sheets),
    )


def _chapter(chosen: Method, section: Section, length: str) -> Chapter:
    sheets = (_sheet(chosen, chosen.page_by_key[key], length) for key in section.pages)
    return Chapter(section, tuple(sheet for sheet in sheets if sheet.questions))


def _sheet(chosen: Method, page: Page, length: str) -> Sheet:
    questions = (chosen.question_by_key[key] for key in page.questions)
    return Sheet(page, tuple(part for part in questions if length == "full" or part.short_route))


@cache
def html(version: str, length: str) -> str:
    return render_to_string("guide/form_printed.html", {"form": form(version, length)})


def printed(version: str, length: str) -> bytes:
    """Return the form as PDF. It is pressed once and kept; what it is made of is part of its key.

    Raises PressError when the press fails.
    """
    text = html(version, length)
    made_of = sha256(text.encode() + (STATIC / "print.css").read_bytes()).hexdigest()
    key = f"paper-form-{made_of}"
    found: bytes | None = kept.get(key)
    if found is None:
        found = pdf.press(text, made_at=_published(version))
        kept.set(key, found, timeout=None)
    return found


def _published(version: str) -> int:
    """Return when the method was published, which the PDF takes for its own date."""
    day = datetime.fromisoformat(method(version).published)
    return int(day.replace(tzinfo=UTC).timestamp())
