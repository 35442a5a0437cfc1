"""Several people's answers in one answers file, each kept apart from what was agreed."""

from __future__ import annotations

from collections import Counter
from typing import Any

from appraisal.method.model import Method
from appraisal.scoring.answers import AnswersError, Landscape, read_landscape, shown
from appraisal.scoring.perspectives import Voice

LANDSCAPE = ("answers", "goals", "weights")
VOICE = ("name", "group", "answers", "goals")


def read_perspectives(method: Method, document: Any) -> tuple[Landscape, tuple[Voice, ...]]:
    """Return the agreed landscape in a decoded answers file, and each person's own answers.

    ``document`` is a landscape that may also have "perspectives". Raises AnswersError naming
    every mistake in any of them at once.
    """
    if not isinstance(document, dict):
        return read_landscape(method, document), ()
    problems = [
        f"“{key}” is not known. An answers file holds answers, goals, weights and perspectives."
        for key in sorted(set(document) - {*LANDSCAPE, "perspectives"})
    ]
    agreed = {key: part for key, part in document.items() if key in LANDSCAPE}
    landscape = _landscape(method, agreed, "", problems)
    voices = _voices(method, document.get("perspectives", []), problems)
    if problems:
        raise AnswersError(problems)
    return landscape, voices


def _landscape(method: Method, document: Any, where: str, problems: list[str]) -> Landscape:
    """Return a landscape; an empty one, and its problems after ``where``, if it has any."""
    try:
        return read_landscape(method, document)
    except AnswersError as error:
        problems += [f"{where}{problem}" for problem in error.problems]
        return read_landscape(method, {})


def _voices(method: Method, values: Any, problems: list[str]) -> tuple[Voice, ...]:
    if not isinstance(values, list):
        problems.append(f"perspectives must be a list of people's answers, not {shown(values)}.")
        return ()
    voices = tuple(
        _voice(method, value, f"perspectives: number {at}", problems)
        for at, value in enumerate(values, start=1)
        if _is_object(value, f"perspectives: number {at}", problems)
    )
    names = Counter(voice.name for voice in voices)
    problems += [
        f"perspectives: the name {shown(name)} is given {count} times. Give each one its own."
        for name, count in names.items()
        if name and count > 1
    ]
    return voices


def _is_object(value: Any, where: str, problems: list[str]) -> bool:
    if isinstance(value, dict):
        return True
    problems.append(f"{where} must be an object with named parts, not {shown(value)}.")
    return False


def _voice(method: Method, value: dict[str, Any], where: str, problems: list[str]) -> Voice:
    name = _text(value, "name", where, problems)
    where = f"perspectives: {name}" if name else where
    for key in sorted(set(value) - set(VOICE)):
        problems.append(f"{where}: “{key}” is not known. Use one of: {', '.join(VOICE)}.")
    own = {key: part for key, part in value.items() if key in ("answers", "goals")}
    return Voice(
        name=name,
        group=_text(value, "group", where, problems),
        landscape=_landscape(method, own, f"{where}: ", problems),
    )


def _text(value: dict[str, Any], key: str, where: str, problems: list[str]) -> str:
    text = value.get(key)
    if isinstance(text, str) and text.strip():
        return text.strip()
    told = "is missing" if key not in value else f"cannot be {shown(text)}"
    problems.append(f"{where}: {key} {told}. Give it as a text.")
    return ""
