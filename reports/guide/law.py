"""Law as the method's content tells it: what was read, when, and what is still to be checked."""

from __future__ import annotations

from dataclasses import dataclass

from appraisal.method.advice import LegalRoute
from appraisal.method.model import Method
from reports.how import read_on


@dataclass(frozen=True)
class Law:
    """A route or duty with the day it was read; ``to_check`` when not all of it was read there."""

    key: str
    name: str
    says: str
    ask: str
    read_on: str
    source: str
    to_check: bool


def law_naming(method: Method, approach: str) -> tuple[Law, ...]:
    """Return the routes that concern this approach by name."""
    return tuple(_law(part) for part in method.legal_routes if approach in part.approaches)


def law_for_all(method: Method) -> tuple[Law, ...]:
    """Return the routes and duties that concern every approach."""
    return tuple(_law(part) for part in method.legal_routes if not part.approaches)


def _law(route: LegalRoute) -> Law:
    return Law(
        key=route.key,
        name=route.name,
        says=route.says,
        ask=route.ask,
        read_on=read_on(route),
        source=route.source,
        to_check=not route.verified,
    )
