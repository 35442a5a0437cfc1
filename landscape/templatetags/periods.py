"""How long something is kept, in words."""

from django import template

from appraisal.retention import in_words

register = template.Library()


@register.filter
def days(number: int) -> str:
    """Show a number of days as people say it: {{ keep.KEEP_UNUSED_ACCOUNTS_DAYS|days }}."""
    return in_words(days=number)


@register.filter
def hours(number: int) -> str:
    return in_words(hours=number)
