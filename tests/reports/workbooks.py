"""Workbooks for tests: of situations drawn at random, read and changed as a council would."""

from __future__ import annotations

import random
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
from odfdo import Document

from appraisal.models import Outcome
from appraisal.scoring.answers import read_landscape
from appraisal.scoring.document import as_document
from appraisal.scoring.result import Result, appraise
from reports.answers import DOES_NOT_APPLY, DONT_KNOW
from reports.workbook.formulas import position
from reports.workbook.places import LAMBDA, Places
from tests.reports.outcomes import METHOD, SCORED, outcome

PLACES = Places(METHOD)

# What may be in an answers file.
Said = dict[str, Any]
# What to put into a cell, by its sheet and address.
Changes = dict[tuple[str, str], str | float | None]


def result_of(said: Said) -> Result:
    return appraise(METHOD, read_landscape(METHOD, said))


def outcome_of(said: Said, result: Result) -> Outcome:
    """Return the outcome in which this was found for an answers file, weights and all."""
    found = outcome()
    found.landscape = {"answers": {}, "goals": {}, **said}
    found.result = as_document(result)
    return found


# Situations


def drawn(seed: int) -> Said:
    """Return answers, points and weights at random: known, guessed, unknown and not applying."""
    draw = random.Random(seed)
    answers = {each.key: _answer(draw, each) for each in METHOD.questions if each.levels}
    said: Said = {"answers": {key: each for key, each in answers.items() if each != "nothing"}}
    if draw.random() < 0.8:
        said["goals"] = {goal.key: draw.randint(0, 100) for goal in draw.sample(METHOD.goals, 9)}
        said["goals"][METHOD.goals[0].key] = draw.randint(1, 100)
    if draw.random() < 0.7:
        said["weights"] = {each.key: draw.randint(0, 9) for each in METHOD.criteria}
        said["weights"] |= {"needs": 3, "people": 2, "lambda": draw.randint(0, 20) / 20}
    return said


def _answer(draw: random.Random, question: Any) -> Any:
    chance = draw.random()
    if chance < 0.06:
        return "nothing"
    if chance < 0.16:
        return None
    if chance < 0.3 and question.not_applicable:
        return "n/a"
    level = draw.choice(question.level_keys)
    return {"value": level, "confidence": draw.choice(["evidence", "judgement", "guess"])}


def all_equal() -> Said:
    """Return a situation in which every approach scores exactly 50."""
    return {"answers": {each.key: 3 for each in SCORED if each.kind != "choice"}, "goals": {}}


def criterion_not_applying() -> Said:
    """Return a situation in which whatever may not apply does not."""
    said = drawn(77)
    said["answers"] |= {each.key: "n/a" for each in SCORED if each.not_applicable}
    return said


# Changing


def changes_to(said: Said) -> Changes:
    """Return what to put into the yellow cells for them to say all this."""
    weights, answers = said.get("weights", {}), said["answers"]
    changed: Changes = {("Goals and weights", f"D{LAMBDA}"): weights.get("lambda", 0.6)}
    for criterion in METHOD.criteria:
        cell = f"D{PLACES.criterion_rows[criterion.key]}"
        changed["Goals and weights", cell] = weights.get(criterion.key, float(criterion.weight))
    for goal in METHOD.goals:
        cell = f"D{PLACES.goal_rows[goal.key]}"
        changed["Goals and weights", cell] = said.get("goals", {}).get(goal.key)
    for question in PLACES.listed:
        changed["Answers", f"C{PLACES.answer_rows[question.key]}"] = label(
            question.key, answers.get(question.key)
        )
    return changed


def label(key: str, answer: Any) -> str:
    value = answer["value"] if isinstance(answer, dict) else answer
    if value is None:
        return DONT_KNOW
    return DOES_NOT_APPLY if value == "n/a" else METHOD.question_by_key[key].level(value).label


def changed_xlsx(content: bytes, changes: Changes) -> bytes:
    book = openpyxl.load_workbook(BytesIO(content))
    for (sheet, cell), value in changes.items():
        book[sheet][cell] = value
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def changed_ods(content: bytes, changes: Changes) -> bytes:
    document = Document(BytesIO(content))
    for (sheet, address), value in changes.items():
        table = document.body.get_table(name=sheet)
        assert table is not None
        row, column = position(address)
        cell = table.get_cell((column, row))
        cell.set_value(value)
        table.set_cell((column, row), cell)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


# Reading


def number(written: str) -> float:
    """Return a number as LibreOffice writes it out."""
    return float(written.removesuffix("%")) / (100 if written.endswith("%") else 1)


def at(rows: list[list[str]], address: str) -> str:
    row, column = position(address.replace("$", ""))
    return rows[row][column]


def written_to(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    paths = []
    for name, content in files.items():
        path = folder / name
        path.write_bytes(content)
        paths.append(path)
    return paths
