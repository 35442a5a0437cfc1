"""Tell at start-up all that is wrong with the wording of the committee paper."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, register

from appraisal.method.content import ContentError, versions
from reports.committee.content import content


@register()
def wording_is_sound(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Return one error for every problem; the method's own are told by another check."""
    return [
        Error(f"{version}: {problem}", id="reports.E001")
        for version in versions()
        for problem in problems_of(version)
    ]


def problems_of(version: str) -> tuple[str, ...]:
    try:
        content(version)
    except ContentError as error:
        return tuple(each for each in error.problems if each.startswith("committee: "))
    return ()
