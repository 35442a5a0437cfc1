"""Tell at start-up all that is wrong with the content of the method."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, register

from appraisal.method.content import VERSIONS, ContentError, load, versions
from appraisal.method.released import problems_of_released


@register()
def content_is_sound(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Return one error for every problem in any version's content."""
    return [
        Error(f"{version}: {problem}", id="appraisal.E001")
        for version in versions()
        for problem in problems_of(version)
    ]


@register()
def released_versions_are_untouched(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Return one error for every released version that is not as it was released."""
    return [Error(problem, id="appraisal.E002") for problem in problems_of_released()]


def problems_of(version: str) -> tuple[str, ...]:
    try:
        load(VERSIONS / version)
    except ContentError as error:
        return error.problems
    return ()
