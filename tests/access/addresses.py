"""Every address of the product, as the resolver knows it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

VARIABLE = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>.*?\)")


@dataclass(frozen=True)
class Address:
    """One address: ``name`` as code calls it (its route, if it has no name), ``route`` with its
    variables in it, such as ``appraisals/<slug:reference>/``."""

    name: str
    route: str

    @property
    def variables(self) -> tuple[str, ...]:
        return tuple(one or other for one, other in VARIABLE.findall(self.route))

    def path(self, values: Mapping[str, object]) -> str:
        """Return the address with these values in the place of its variables."""
        return "/" + VARIABLE.sub(lambda found: str(values[found[1] or found[2]]), self.route)


def addresses() -> dict[str, Address]:
    """Return every address by its name, in the order in which they are tried."""
    found = list(_walk(get_resolver().url_patterns))
    named = {address.name: address for address in found}
    assert len(named) == len(found), "Two addresses have one name."
    return named


def _walk(
    patterns: Iterable[URLPattern | URLResolver], namespace: str = "", before: str = ""
) -> Iterator[Address]:
    for each in patterns:
        route = before + _route(each)
        if isinstance(each, URLResolver):
            inner = f"{namespace}{each.namespace}:" if each.namespace else namespace
            yield from _walk(each.url_patterns, inner, route)
        else:
            yield Address(f"{namespace}{each.name}" if each.name else route, route)


def _route(each: URLPattern | URLResolver) -> str:
    if isinstance(each.pattern, RoutePattern):
        return str(each.pattern)
    return str(each.pattern).removeprefix("^").removesuffix("$")
