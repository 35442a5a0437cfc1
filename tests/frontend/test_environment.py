"""What a component does with words: nobody can slip in a script, nothing typed is changed."""

import pytest
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from frontend.environment import component

SCRIPT = "<script>alert(1)</script>"


def test_text_is_escaped_even_when_it_was_marked_safe():
    html = component("button", {"text": mark_safe(SCRIPT)})

    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_html_is_escaped_unless_it_was_marked_safe():
    assert "<script>" not in component("inset-text", {"html": SCRIPT})
    assert "<b>bold</b>" in component("inset-text", {"html": mark_safe("<b>bold</b>")})


def test_html_deep_inside_is_escaped_too():
    html = component(
        "summary-list",
        {"rows": [{"key": {"text": SCRIPT}, "value": {"html": SCRIPT}}]},
    )

    assert "<script>" not in html


def test_slots_are_escaped_unless_marked_safe():
    html = component("service-navigation", {"serviceName": "x", "slots": {"start": SCRIPT}})

    assert "<script>" not in html


def test_a_value_cannot_leave_its_attribute():
    html = component("input", {"name": "x", "label": {"text": "X"}, "value": '" onfocus="bad()'})

    assert 'onfocus="' not in html


def test_attributes_are_never_a_plain_string():
    with pytest.raises(TypeError, match="mapping"):
        component("button", {"text": "x", "attributes": "onclick=bad()"})


def test_words_to_be_translated_are_shown():
    assert "Continue" in component("button", {"text": gettext_lazy("Continue")})


def test_nothing_is_not_shown_as_the_word_none():
    assert "None" not in component("details", {"summaryText": "Why", "text": None})


@pytest.mark.parametrize("typed", ["one\n  two\n\nthree", "\ttabbed\n- a list\n- of two"])
def test_nesting_a_textarea_does_not_indent_what_was_typed(typed):
    box = component(
        "character-count",
        {"name": "note", "maxlength": 100, "label": {"text": "Note"}, "value": typed},
    )

    nested = component("details", {"summaryText": "Notes", "html": box})
    deeper = component("fieldset", {"legend": {"text": "Question"}, "html": nested})

    assert f">{typed}</textarea>" in deeper


def test_an_unknown_component_is_named():
    with pytest.raises(LookupError, match="no component called “buton”"):
        component("buton", {})
