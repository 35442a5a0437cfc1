"""Figures as people type them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landscape.figures import figure, plain, with_unit

millionths = st.integers(0, 10**12).map(lambda number: Fraction(number, 10**6))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1,250", Fraction(1250)),
        ("12.5", Fraction(25, 2)),
        ("12%", Fraction(12)),
        (" 12 % ", Fraction(12)),
        ("1,000,000", Fraction(1_000_000)),
        (".5", Fraction(1, 2)),
        ("0", Fraction(0)),
    ],
)
def test_a_figure_is_read_as_people_type_it(typed, meant):
    assert figure(typed, "%") == meant


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "%",
        "lots",
        "-1",
        "1,25",
        "12,5",
        "1e5",
        "nan",
        "inf",
        "1.",
        "٣",
        "½",
        "1_000",
        "0x1F",
        "9" * 5_000,
        "1/2",
        "12 %%",
        "1\n2",
        "£12",
        ".",
    ],
)
def test_what_is_no_figure_is_none(typed):
    assert figure(typed, "%") is None


def test_the_unit_may_be_typed_along():
    assert figure("1,250 People", "people") == 1250


@given(st.text())
def test_any_text_is_a_figure_or_it_is_not(text):
    number = figure(text, "%")

    assert number is None or number >= 0


@given(millionths)
def test_a_figure_comes_back_as_it_was_written(number):
    assert figure(plain(number)) == number
    assert figure(with_unit(number, "%"), "%") == number


@pytest.mark.parametrize(
    ("number", "unit", "words"),
    [
        (Fraction(1250), "people", "1,250 people"),
        (Fraction(1), "providers", "1 provider"),
        (Fraction(25, 2), "%", "12.5%"),
        (Fraction(100), "", "100"),
        (Fraction(0), "%", "0%"),
    ],
)
def test_a_figure_is_shown_as_people_read_it(number, unit, words):
    assert with_unit(number, unit) == words
