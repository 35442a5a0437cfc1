"""Reports are printed in a colour that can be read, or the product does not start."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.colour import contrast_on_white, report_colour


@pytest.mark.parametrize(
    ("colour", "contrast"), [("#000000", 21), ("#ffffff", 1), ("#767676", 4.54)]
)
def test_contrast_is_counted_as_wcag_does(colour, contrast):
    assert contrast_on_white(colour) == pytest.approx(contrast, abs=0.01)


def test_a_dark_colour_is_taken():
    assert report_colour("#6F1D46") == "#6f1d46"


@pytest.mark.parametrize(
    "colour", ["", "red", "#abc", "0b5559", "#0b55590", "#0b5559\n", "#0b5559; } @import 'x'; {"]
)
def test_what_is_no_colour_stops_the_start(colour):
    with pytest.raises(ImproperlyConfigured, match="Write # and six hexadecimal digits"):
        report_colour(colour)


@pytest.mark.parametrize("colour", ["#ffffff", "#ffd700", "#777777"])
def test_a_colour_too_pale_to_read_stops_the_start(colour):
    with pytest.raises(ImproperlyConfigured, match="Choose a darker one"):
        report_colour(colour)
