"""docs/method.md is written from the content, can be redone by hand, and has no dead links."""

from __future__ import annotations

import operator
import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from appraisal.audit_report import audit_section
from appraisal.markdown import anchor_of
from appraisal.method.content import method
from appraisal.method_document import method_document
from appraisal.scoring.audit import audit

METHOD = method("2026.1")
PATH = Path(settings.BASE_DIR) / "docs" / "method.md"
AUDIT = audit(METHOD)
WRITTEN = method_document(METHOD, AUDIT)
HEADINGS = re.findall(r"^(#+) (.+)$", WRITTEN, re.MULTILINE)


def test_the_document_is_what_the_content_says():
    assert PATH.read_text("utf-8") == WRITTEN, "Run: manage.py write_method_document"


def test_the_command_writes_it(tmp_path, settings, capsys):
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs").mkdir()

    call_command("write_method_document")

    assert (tmp_path / "docs" / "method.md").read_text("utf-8") == WRITTEN
    assert capsys.readouterr().out == "Wrote docs/method.md.\n"


# Links


def test_every_link_within_leads_to_one_place():
    anchors = Counter(
        [anchor_of(title) for _, title in HEADINGS] + re.findall(r'<a id="([^"]+)">', WRITTEN)
    )
    targets = set(re.findall(r"\]\(#([^)]+)\)", WRITTEN))

    assert len(targets) > 100
    assert {target: anchors[target] for target in targets if anchors[target] != 1} == {}


def test_every_other_link_is_a_page_beside_it_or_on_the_web():
    targets = re.findall(r"\]\(([^#)][^)]*)\)", WRITTEN)

    assert "evidence.md" in targets
    for target in targets:
        assert target.startswith("https://") or (PATH.parent / target).is_file()


def test_headings_go_down_one_step_at_a_time():
    depths = [len(marks) for marks, _ in HEADINGS]

    assert depths[0] == 1
    assert depths.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(depths))


def test_rows_of_a_table_are_as_long_as_its_head():
    for block in re.findall(r"(?:^\|.*\n)+", WRITTEN, re.MULTILINE):
        widths = {len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}
        assert len(widths) == 1, block[:200]


# What it holds


def test_every_judgement_of_the_method_is_in_it():
    said = [
        *(part.text for part in METHOD.questions),
        *(part.text for part in METHOD.goals),
        *(part.says for part in METHOD.gates),
        *(part.says for part in METHOD.legal_routes),
        *(part.says for part in METHOD.consequences),
        *(part.because for part in METHOD.blends),
        *(part.because for goal in METHOD.goals for part in goal.influences),
        *(part.use_when for part in METHOD.mechanisms),
        *(part.action.do for part in METHOD.questions if part.action),
        *(part.title for part in METHOD.sources),
        *(part.meaning for part in METHOD.criteria),
        *(part.means for part in METHOD.glossary),
        *(part.speak_from for part in METHOD.roles),
        *(part.note for part in METHOD.questions if part.evidence_from),
    ]

    for text in said:
        assert " ".join(text.split()).replace("|", "\\|") in WRITTEN


def test_the_worked_example_can_be_redone_by_hand():
    rows = re.findall(
        r"^\| .+ \| (.+) = (\S+) \| (.+) = (\S+) \| (\S+) \| (\S+) \|$", WRITTEN, re.MULTILINE
    )

    assert len(rows) == 5
    points = []
    for product, share, difference, centred, sigma, printed in rows:
        assert worked(product) == pytest.approx(float(share), abs=1e-6)
        assert worked(difference) == pytest.approx(plain(centred), abs=1e-4)
        points.append(10 * worked(product) * worked(difference) / float(sigma))
        assert points[-1] == pytest.approx(plain(printed), abs=1e-3)
    [score] = re.findall(r"so the score is \*\*([\d.]+)\*\*", WRITTEN)
    assert 50 + sum(points) == pytest.approx(float(score), abs=1e-3)


def plain(number):
    return float(number.replace("−", "-"))


SIGNS = {"×": operator.mul, "÷": operator.truediv, "−": operator.sub, "+": operator.add}


def worked(sum_):
    """Return what a sum such as “60% × 30.0% ÷ 11” or “1 − 0.4” comes to, left to right."""
    first, *rest = sum_.split(" ")
    total = value(first)
    for sign, number in zip(rest[::2], rest[1::2], strict=True):
        total = SIGNS[sign](total, value(number))
    return total


def value(number):
    return plain(number.rstrip("%")) / (100 if number.endswith("%") else 1)


def test_rules_are_told_in_words_a_reader_can_look_up():
    rows = {line.split(" | ")[0].strip("| "): line for line in WRITTEN.splitlines()}

    assert "[A12](#contract_end) is “Less than 6 months”" in rows["G6"]
    assert "all but Competitive" in rows["G6"]
    assert "[C04](#fee_against_cost) is “Under 80%” or “80% to under 90%”" in rows["G1"]
    assert "[A03](#outcomes_measurable) is 1 or 2; or [A03b]" in rows["G2"]
    assert "more than a fifth of the scored questions are not known" in rows["G13"]
    assert "[D08](#trusted_partnership) is 3, 4 or 5; and [A10]" in WRITTEN
    assert "is 4 or 5; and at least one of: [C03](#provider_exits)" in WRITTEN
    assert "Left out is G6, which speaks of starting something new." in WRITTEN


def test_a_form_or_a_law_for_any_approach_says_so():
    free = replace(METHOD, mechanisms=(replace(METHOD.mechanisms[0], approaches=()),))

    assert "Goes with: any approach." in method_document(free, AUDIT)
    assert "| any approach |" in WRITTEN


def test_a_question_that_moves_nothing_says_so():
    [question] = [part for part in METHOD.questions if part.key == "lives_vary"]
    mute = replace(question, influences=())
    changed = replace(
        METHOD, questions=tuple(mute if part is question else part for part in METHOD.questions)
    )

    # The worked example needs no answer to it.
    assert "It moves no approach in this version." in method_document(changed, AUDIT)


def test_an_audit_without_a_tie_says_so():
    lines = "\n".join(audit_section(METHOD, replace(AUDIT, middle_ties=False)))

    assert "- With all answers in the middle there is no tie." in lines
