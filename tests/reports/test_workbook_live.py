"""The workbook worked out by LibreOffice: it finds what the core finds, also when changed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest

from appraisal.models import Outcome
from appraisal.scoring.result import Result
from appraisal.scoring.verdict import competition_ranks
from reports.workbook import ods, workbook, xlsx
from reports.workbook.formulas import letter
from reports.workbook.sheet import Formula
from tests.reports.libreoffice import Sheets, worked_out
from tests.reports.outcomes import METHOD, demonstrated
from tests.reports.workbooks import (
    PLACES,
    Changes,
    Said,
    all_equal,
    at,
    changed_ods,
    changed_xlsx,
    changes_to,
    criterion_not_applying,
    drawn,
    label,
    number,
    outcome_of,
    result_of,
    written_to,
)

pytestmark = pytest.mark.libreoffice

CLOSE = 1e-9
# Twenty at random, and three that chance would not find.
SITUATIONS: dict[str, Said] = {
    **{f"random{seed}": drawn(seed) for seed in range(20)},
    "equal": all_equal(),
    "applying": criterion_not_applying(),
    "empty": {"answers": {}},
}


@dataclass(frozen=True)
class Change:
    """What is put into the demonstration’s workbook, and what then was said."""

    changes: Changes
    said: Said


def demonstration() -> Said:
    found = demonstrated().landscape
    return {"answers": dict(found["answers"]), "goals": dict(found["goals"])}


def change_of_weight(key: str, weight: float) -> Change:
    said = demonstration() | {"weights": {key: weight}}
    return Change(changes_to(said), said)


def change_of_answer(key: str, value: Any) -> Change:
    said = demonstration()
    said["answers"][key] = value
    cell = f"C{PLACES.answer_rows[key]}"
    return Change({("Answers", cell): label(key, value)}, said)


def change_of_points(key: str, points: float) -> Change:
    said = demonstration()
    said["goals"][key] = points
    return Change({("Goals and weights", f"D{PLACES.goal_rows[key]}"): points}, said)


CHANGED: dict[str, Change] = {
    "lambda": change_of_weight("lambda", 0.05),
    "criterion": change_of_weight("market", 0),
    "answer": change_of_answer("provider_trust", 1),
    "unknown": change_of_answer("kind_of_place", None),
    "points": change_of_points("contestability", 100),
    "everything": Change(changes_to(drawn(101)), drawn(101)),
    "everythingelse": Change(changes_to(criterion_not_applying()), criterion_not_applying()),
}


@pytest.fixture(scope="module")
def outcomes() -> dict[str, Outcome]:
    return {name: outcome_of(said, core(name)) for name, said in SITUATIONS.items()}


@pytest.fixture(scope="module")
def live(outcomes, tmp_path_factory) -> dict[str, Sheets]:
    """Return every workbook as LibreOffice works it out: half of each kind, in one go."""
    folder = tmp_path_factory.mktemp("workbooks")
    kinds = ((xlsx, "xlsx", changed_xlsx), (ods, "ods", changed_ods))
    files = {}
    for turn, (name, outcome) in enumerate(outcomes.items()):
        make, ending, _ = kinds[turn % 2]
        files[f"{name}.{ending}"] = make(outcome)
    whole = [make(demonstrated()) for make, _, _ in kinds]
    for turn, (name, change) in enumerate(CHANGED.items()):
        _, ending, put = kinds[turn % 2]
        files[f"{name}.{ending}"] = put(whole[turn % 2], change.changes)
    paths = written_to(folder, files)
    return dict(zip([path.stem for path in paths], worked_out(paths, folder), strict=True))


@cache
def core(name: str) -> Result:
    """Return what the core finds for a situation, or for what was said after a change."""
    return result_of(SITUATIONS[name] if name in SITUATIONS else CHANGED[name].said)


@pytest.mark.parametrize("name", SITUATIONS)
def test_every_formula_comes_to_what_the_file_says_it_does(live, outcomes, name):
    wrong = [
        f"{sheet.name} {letter(column)}{row}: {cell.value!r}, not {found!r}"
        for sheet in workbook(outcomes[name]).sheets
        for row, cells in enumerate(sheet.rows, start=1)
        for column, cell in enumerate(cells)
        if isinstance(cell, Formula)
        and not same(found := at(live[name][sheet.name], f"{letter(column)}{row}"), cell.value)
    ]

    assert wrong == []


def same(found: str, value: float | str) -> bool:
    if isinstance(value, str):
        return found == value
    return abs(number(found) - value) < CLOSE


@pytest.mark.parametrize("name", SITUATIONS)
def test_the_ranking_worked_out_is_the_core_s(live, name):
    see_ranking(live[name], core(name))


@pytest.mark.parametrize("name", CHANGED)
def test_a_changed_cell_moves_the_ranking_as_the_core_would(live, name):
    see_ranking(live[name], core(name))


def see_ranking(sheets: Sheets, found: Result) -> None:
    """Compare scores, fit and readiness, ranks and joint places, gates and coverage."""
    ranking, ranks = sheets["Ranking"], competition_ranks(found.fits[:4])
    thresholds = METHOD.thresholds
    for fit in found.fits:
        row = PLACES.made_rows[fit.approach.key]
        stated = [number(at(ranking, f"{column}{row}")) for column in "DEF"]
        exact = [float(each) for each in (fit.fit, fit.readiness, fit.score)]
        assert stated == pytest.approx(exact, abs=CLOSE, rel=0), fit.approach.key
        status = at(ranking, f"B{row}")
        assert status == found.advice.statuses[fit.approach.key].capitalize()
    for fit in found.fits[:4]:
        row = PLACES.made_rows[fit.approach.key]
        assert int(at(ranking, f"G{row}")) == ranks[fit.approach.key]
        if found.verdict.lead is None:
            assert at(ranking, f"H{row}") == ""
        elif found.verdict.lead < thresholds.leaning_lead:
            is_joint = fit.approach.key in found.verdict.joint_first
            assert (at(ranking, f"H{row}") == "1=") == is_joint
    assert number(at(ranking, PLACES.covered)) == pytest.approx(float(found.coverage), abs=CLOSE)
    best_first = [row[0] for row in ranking[PLACES.RANKED_TOP : PLACES.RANKED_TOP + 4]]
    assert best_first == [fit.approach.name for fit in found.fits[:4]]


@pytest.mark.parametrize("name", CHANGED)
def test_every_part_of_a_changed_score_is_the_core_s(live, name):
    scores = live[name]["Scores"]
    for fit in core(name).fits:
        _, column = PLACES.columns(PLACES.approaches.index(fit.approach))
        for part in fit.contributions:
            stated = number(at(scores, f"{column}{PLACES.part_rows[part.question]}"))
            assert stated == pytest.approx(float(part.points), abs=CLOSE), part.question


def test_the_random_situations_are_not_all_alike():
    words = {core(name).verdict.word for name in SITUATIONS}

    assert words == {"clear", "leaning", "no_clear_difference", "too_early"}


def test_a_workbook_as_found_says_so_and_gives_the_verdict(live, outcomes):
    for name, outcome in outcomes.items():
        ranking = live[name]["Ranking"]
        assert at(ranking, "A2").startswith("Nothing has been changed")
        assert at(ranking, PLACES.word) == Outcome.Verdict(outcome.result["verdict"]).label


def test_a_changed_workbook_says_how_much_was_changed_and_no_more_than_its_lead_allows(live):
    points, unknown = live["points"]["Ranking"], live["unknown"]["Ranking"]

    assert at(points, "A2").startswith("1 of the yellow cells differ")
    lead = core("unknown").verdict.lead
    assert lead is not None and METHOD.thresholds.leaning_lead <= lead
    allowed = "Leaning" if lead < METHOD.thresholds.clear_lead else "Clear"
    assert at(unknown, PLACES.word) == f"{allowed} at most"
