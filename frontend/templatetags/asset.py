"""The address of a file of ours, for the templates of every page."""

from functools import cache

from django import template
from django.templatetags.static import static

register = template.Library()


@register.simple_tag
@cache
def asset(name: str) -> str:
    """Return what {% static %} would, looked up once: {% asset 'app.css' %}."""
    return static(name)
