"""What is left for people to fill in, as an element that every kind of document can find."""

from __future__ import annotations

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from reports.committee.content import BLANK

register = template.Library()


@register.filter
def blanks(words: str) -> SafeString:
    """Show a text with each of its blanks in an element of its own.

    {% load committee %}
    {{ words|blanks }}
    """
    before, *others = words.split(BLANK)
    marked = ((BLANK, each) for each in others)
    return format_html(
        "{}{}", before, format_html_join("", '<span class="blank">{}</span>{}', marked)
    )
