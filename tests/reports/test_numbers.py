"""Numbers are written in one place, and never say more than they know."""

from fractions import Fraction

import pytest

from reports import numbers


@pytest.mark.parametrize(
    ("value", "written"), [(1.2344, "+1.234"), (-0.31, "−0.310"), (0, "0"), (-0.0001, "0.000")]
)
def test_points_carry_a_sign_unless_they_are_nothing(value, written):
    assert numbers.signed(value, 3) == written


@pytest.mark.parametrize(
    ("share", "written"),
    [(0, "0%"), (0.0001, "under 1%"), (0.554, "55%"), (0.9991, "over 99%"), (1, "100%")],
)
def test_a_share_is_whole_and_the_nearly_certain_is_not_called_certain(share, written):
    assert numbers.percent(share).replace("\N{NO-BREAK SPACE}", " ") == written


def test_a_number_just_under_a_threshold_is_not_rounded_up_to_it():
    assert numbers.short_of(4.96, "5.0", (2.5, 5)) == "just under 5"
    assert numbers.short_of(0.497, "50%", (0.5,), unit="%") == "just under 50%"
    assert numbers.short_of(5.02, "5.0", (2.5, 5)) == "5.0"


@pytest.mark.parametrize(
    ("figure", "unit", "written"),
    [
        (Fraction(1240), "people", "1,240 people"),
        (Fraction(15, 2), "%", "7.5%"),
        (Fraction(100), "", "100"),
        (Fraction(0), "%", "0%"),
    ],
)
def test_a_figure_reads_as_a_person_would_write_it(figure, unit, written):
    assert numbers.figure(figure, unit) == written
