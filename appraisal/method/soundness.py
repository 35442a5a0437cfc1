"""Checks of content that no single field can fail: of a question, and of the whole method."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from appraisal.method.model import GOALS, GROUPS, SCALE_LEVELS, Influence, Method, Question
from appraisal.method.table import Problems, Table

MOST_CORE = 4


def check_question(part: Table, question: Question) -> None:
    if question.kind in ("scale", "banded number") and question.level_keys != SCALE_LEVELS:
        part.problem(f"its levels are {question.level_keys}. Give 1, 2, 3, 4 and 5, in order.")
    if question.kind == "choice" and len(question.levels) < 2:
        part.problem("it offers fewer than two choices. Offer two or more.")
    if question.kind == "banded number":
        _check_bands(part, question)
    moves = question.influences or any(level.influences for level in question.levels)
    if moves and not question.scored:
        part.problem("it has influences but no criterion. Name the criterion it belongs to.")
    if question.kind == "text" and question.scored:
        part.problem("a text cannot be scored. Take out its criterion, or change its kind.")
    if question.criterion == GOALS:
        part.problem("only goals belong to “goals”. Name another criterion.")
    _check_evidence(part, question)
    for key, count in Counter(question.level_keys).items():
        if count > 1 and question.kind == "choice":
            part.problem(f"it has {count} choices “{key}”. Give each its own key.")


def _check_evidence(part: Table, question: Question) -> None:
    if not question.evidence_from:
        return
    if not question.scored:
        part.problem("it is not scored, so it needs no evidence. Take “evidence_from” out.")
    if not question.note:
        part.problem("it needs evidence from a role. Say so, and why, in its “note”.")
    if len(set(question.evidence_from)) < len(question.evidence_from):
        part.problem("“evidence_from” names a role twice. Name it once.")


def _check_bands(part: Table, question: Question) -> None:
    bounds = [level.lower for level in question.levels if level.lower is not None]
    if bounds not in (sorted(bounds), sorted(bounds, reverse=True)) or len(set(bounds)) < 5:
        part.problem("its bands do not run in one direction. Order their lower bounds.")
    elif min(bounds) != 0:
        part.problem("its lowest band does not start at 0. Start it there.")


def check_method(problems: Problems, folder: Path, method: Method) -> None:
    """Tell what is wrong with the method as a whole, when each of its parts has been read."""
    _check_weights(problems, method)
    _check_actions(problems, method)
    _check_files(problems, folder / "pages", [page.key for page in method.pages])
    _check_files(problems, folder / "approaches", [approach.key for approach in method.approaches])
    if GOALS not in method.criterion_by_key:
        problems.add("method", f"no criterion is called “{GOALS}”. Add it.")
    if not 2 <= len(method.core) <= MOST_CORE:
        count = len(method.core)
        problems.add("method", f"{count} approaches are core. Make it two to four.")
    asked = [question.key for question in method.questions]
    codes = [question.code for question in method.questions]
    _check_once(problems, "question or goal", [*asked, *(goal.key for goal in method.goals)])
    _check_once(problems, "code", [*codes, *(goal.code for goal in method.goals)])
    _check_once(problems, "approach", [approach.key for approach in method.approaches])
    _check_once(problems, "criterion", [criterion.key for criterion in method.criteria])
    _check_once(problems, "page", [page.key for page in method.pages])
    _check_once(problems, "role", [role.key for role in method.roles])
    _check_once(problems, "group of a role", [role.group for role in method.roles])
    _check_once(problems, "term", [term.key for term in method.glossary])
    names = [name.lower() for term in method.glossary for name in term.names]
    _check_once(problems, "name of a term", names)
    _check_once(problems, "source", [source.key for source in method.sources])
    if [change.version for change in method.changes][:1] != [method.version]:
        problems.add("method", "the newest “change” is not of this version. Say what changed.")
    _check_once(problems, "reason", [influence.because for influence in all_influences(method)])


def _check_weights(problems: Problems, method: Method) -> None:
    for group in GROUPS:
        total = sum((part.weight for part in method.criteria_in(group)), Fraction(0))
        if total != 1:
            problems.add("method", f"weights of {group} add up to {total}. Make it 1.")
    if not 0 < method.fit_weight < 1:
        problems.add("method", "“fit_weight” must lie between 0 and 1.")


def _check_actions(problems: Problems, method: Method) -> None:
    for question in method.questions:
        criterion = method.criterion_by_key.get(question.criterion or "")
        can_be_raised = (
            criterion is not None
            and criterion.group == "readiness"
            and question.kind in ("scale", "banded number")
        )
        if question.action and not can_be_raised:
            what = f"{question.key} is no scale of readiness. Take its action out."
            problems.add("development", what)
        if can_be_raised and not question.action:
            what = f"{question.key} has no action to raise it. Write one."
            problems.add("development", what)


def _check_files(problems: Problems, folder: Path, named: list[str]) -> None:
    for path in sorted(folder.glob("*.toml")):
        if path.stem not in named:
            problems.add(folder.name, f"nothing names {path.name}. Name it, or delete it.")


def _check_once(problems: Problems, called: str, values: list[str]) -> None:
    for value, count in Counter(values).items():
        if count > 1 and value:
            problems.add(
                "method", f"the {called} “{value}” stands {count} times. Make each its own."
            )


def all_influences(method: Method) -> Iterator[Influence]:
    """Yield every influence of the method: of questions, of their choices and of goals."""
    for question in method.questions:
        yield from question.influences
        for level in question.levels:
            yield from level.influences
    for goal in method.goals:
        yield from goal.influences
