"""Tags for templates: a component, a component around some HTML, a field, the error summary."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Unpack

from django import forms, template
from django.utils.safestring import SafeString

from frontend.environment import GAP, Around, around, component, one_below_the_other
from frontend.fields import GovukBoundField, errors_of
from frontend.look import Look

register = template.Library()

# Templates say some two hundred different things of components, most of them in fixed words.
MOST_KEPT = 500


@register.simple_tag
def govuk(name: str, /, params: Mapping[str, Any] | None = None, **said: Any) -> SafeString:
    """Show a component by its name in the design system.

    {% govuk "button" text="Continue" preventDoubleClick=True %}
    {% govuk "tag" text=status.words classes=status.colour %}
    {% govuk "phase-banner" tag__text="New" text="…" %}   tag__text is the text of the tag
    {% govuk "summary-list" params=answers %}             a dict made in Python
    """
    if params is None and is_plain(said):
        return kept(name, **said).html()
    return component(name, {**(params or {}), **nested(said)})


@register.simple_block_tag
def govuk_block(content: SafeString, name: str, /, **said: Any) -> SafeString:
    """Show a component around some HTML.

    {% govuk_block "details" summaryText="Why we ask" %}<p>…</p>{% endgovuk_block %}
    """
    if is_plain(said):
        return kept(name, html=GAP, **said).html(content)
    return component(name, {**nested(said), "html": content})


@register.simple_tag
def govuk_field(field: GovukBoundField, **said: Unpack[Look]) -> SafeString:
    """Show a field of a form as its component.

    {% govuk_field form.council %}
    {% govuk_field form.points width="3" hide_label=True %}
    """
    return field.as_component(**said)


@register.simple_tag
def govuk_fields(fields: Iterable[GovukBoundField]) -> SafeString:
    """Show several fields of a form, one below the other."""
    return one_below_the_other(field.as_component() for field in fields)


@register.simple_tag
def govuk_error_summary(*shown: forms.BaseForm) -> SafeString:
    """Show what is wrong with a form, or several, with links to mend it; nothing if all is well."""
    errors = [error for form in shown if form.is_bound for error in errors_of(form)]
    if not errors:
        return SafeString()
    return component("error-summary", {"titleText": "There is a problem", "errorList": errors})


def is_plain(said: Mapping[str, Any]) -> bool:
    """Tell whether a component is filled with words and yes or no alone."""
    return all(value is None or isinstance(value, str | bool) for value in said.values())


# By type as well: what was marked safe is another thing than the same text that was not.
@lru_cache(MOST_KEPT, typed=True)
def kept(name: str, /, **said: Any) -> Around:
    return around(name, nested(said))


def nested(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return params with label__text="x" as {"label": {"text": "x"}}."""
    params: dict[str, Any] = {}
    for name, value in said.items():
        *path, last = name.split("__")
        place = params
        for step in path:
            place = place.setdefault(step, {})
        place[last] = value
    return params
