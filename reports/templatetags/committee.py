"""What is left for people to fill in, as an element that every kind of document can find."""

from __future__ import annotations

import re

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from reports.committee.content import BLANK

register = template.Library()

# With the space before it: the press breaks a line after its first word where a space ends a text
# that an element follows.
WITH_ITS_SPACE = re.compile(rf"( ?{BLANK})")


@register.filter
def blanks(words: str) -> SafeString:
    """Show a text with each of its blanks in an element of its own.

    {% load committee %}
    {{ words|blanks }}
    """
    first, *others = WITH_ITS_SPACE.split(words)
    pairs = zip(others[::2], others[1::2], strict=True)
    return format_html(
        "{}{}", first, format_html_join("", '<span class="blank">{}</span>{}', pairs)
    )
