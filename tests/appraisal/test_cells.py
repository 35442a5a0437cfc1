"""Texts in the cells of a table: never a formula, and nothing that no file could hold."""

from __future__ import annotations

import pytest

from appraisal.cells import harmless


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1"])
def test_what_a_spreadsheet_would_take_for_a_formula_gets_an_apostrophe(text):
    assert harmless(text) == f"'{text}".replace("\r", "\n")


def test_it_is_looked_for_behind_what_no_file_can_hold():
    assert harmless("\x00=1+1") == "'=1+1"


@pytest.mark.parametrize("text", ["", "5% = a tenth of half", "Tŷ – £5m ≥ 3", "’Tis so", "a\n\tb"])
def test_other_texts_stay_as_they_are(text):
    assert harmless(text) == text


def test_what_no_xml_can_hold_is_left_out_and_lines_end_in_one_way():
    assert harmless("a\x00\x07\x0b\ufffe\ud800b\r\nc\rd") == "ab\nc\nd"
