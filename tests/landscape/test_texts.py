"""What people write in their own words."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from landscape.texts import (
    MOST_CHARACTERS,
    MOST_LINE_BREAKS,
    Line,
    Prose,
    WebAddress,
    characters,
    tidy,
)

NAUGHTY = [
    "<script>alert(1)</script>",
    "{{ 7 * 7 }} {% now 'Y' %}",
    "'; DROP TABLE appraisal; --",
    "ŵ ŷ £ – ≥ ’ “ ” é 🏴󠁧󠁢󠁷󠁬󠁳󠁿",
    "مرحبا שלום 你好",
    "a\u202eb\u200bc",
    '" onmouseover="x',
    "=1+1",
    "\\u0000 \\x00 %00",
]


@pytest.mark.parametrize("text", NAUGHTY)
def test_odd_texts_stay_as_they_were_written(text):
    assert tidy(text) == text
    assert Prose(called="The note").clean(text) == text


def test_every_kind_of_line_break_becomes_one():
    assert tidy("a\r\nb\rc\x0bd\x85e\u2028f\ng") == "a\nb\nc\nd\ne\nf\ng"


def test_characters_that_nobody_can_see_are_left_out():
    assert tidy("a\x00b\x07c\x1b[0md\ufffee\tf") == "abc[0mde\tf"


@given(st.text())
def test_tidying_twice_changes_nothing_more(text):
    assert tidy(tidy(text)) == tidy(text)
    assert "\x00" not in tidy(text)


def test_a_text_may_be_5000_characters_and_no_more():
    prose = Prose(called="Your note")

    assert len(prose.clean("x" * MOST_CHARACTERS)) == MOST_CHARACTERS
    with pytest.raises(ValidationError, match=r"Your note must be 5,000 .* Take out 2"):
        prose.clean("x" * (MOST_CHARACTERS + 2))


def test_line_breaks_are_counted_as_a_person_would():
    prose = Prose(called="Your note")

    assert prose.clean("a\r\n" * MOST_LINE_BREAKS + "b").count("\n") == MOST_LINE_BREAKS
    with pytest.raises(ValidationError, match="It has 201"):
        prose.clean("a\r\n" * (MOST_LINE_BREAKS + 1) + "b")


def test_a_line_is_one_line():
    assert Line(called="The source").clean("one\r\ntwo") == "one two"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://www.gov.uk/a?b=c#d", "https://www.gov.uk/a?b=c#d"),
        ("http://example.org", "http://example.org"),
        ("www.skillsforcare.org.uk", "https://www.skillsforcare.org.uk"),
        ("", ""),
    ],
)
def test_a_web_address_is_kept(typed, kept):
    assert WebAddress(called="It").clean(typed) == kept


@pytest.mark.parametrize(
    "typed",
    ["javascript:alert(1)", "ftp://example.org", "data:text/html,x", "a report", "file:///x"],
)
def test_what_is_no_web_address_is_refused(typed):
    with pytest.raises(ValidationError, match="must be a web address, like"):
        WebAddress(called="It").clean(typed)


def test_all_text_of_an_answer_counts():
    assert characters({"a": {"value": 3, "note": "four", "source": {"title": "ab"}}}) == 6
