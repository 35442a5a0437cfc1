"""Words in a template that lead to their entry in the glossary."""

from __future__ import annotations

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.html import format_html

from appraisal.method.content import CURRENT_VERSION, method

register = template.Library()


@register.simple_tag(takes_context=True)
def term(context: Context, name: str, words: str = "") -> str:
    """Show a word with a link to what it means.

    {% load glossary %}
    {% term "swing" %}
    {% term "how often first" "came first in" %}   other words, the same entry

    LookupError when the glossary has no such entry. On paper there is nothing to open, so what is
    rendered without a request gets the words alone.
    """
    found = method(CURRENT_VERSION).term_by_name[name.lower()]
    if "request" not in context:
        return words or name
    return format_html(
        '<a class="govuk-link app-term" href="{}#{}">{}</a>',
        reverse("guide:glossary"),
        found.key,
        words or name,
    )
