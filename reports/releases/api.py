"""Published tables for programs, as docs/national-api.json describes them. Nothing is written.

Analysts get everything that their pages show; anyone gets England, if a setting says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings
from django.http import Http404, JsonResponse
from django.views.decorators.http import require_safe

from people.visitor import VisitorRequest
from reports.releases.reader import Group, Measure, Published, ReleaseReader, Row, published
from reports.releases.tables import described


@require_safe
def releases(request: VisitorRequest) -> JsonResponse:
    """List all published releases, the latest first."""
    reader, _ = _readable(request)
    return _json({"releases": [_release(each) for each in reader.releases]})


@require_safe
def tables(request: VisitorRequest, quarter: str) -> JsonResponse:
    """List the tables and groups of a release, as its catalogue has them."""
    reader, is_public = _readable(request)
    release = _found(reader, quarter)
    catalogue = reader.catalogue(release)
    groups = catalogue["groups"]
    return _json(
        {
            "release": _release(release),
            "tables": [
                {"key": each["key"], "title": each["title"]} for each in catalogue["tables"]
            ],
            "groups": [
                {"key": each["key"], "kind": each["kind"], "name": each["name"]}
                for each in groups
                if not is_public or each["kind"] == "nation"
            ],
        }
    )


@require_safe
def table(request: VisitorRequest, quarter: str, table: str) -> JsonResponse:
    """Give one table of a release for every group."""
    reader, is_public = _readable(request)
    release = _found(reader, quarter)
    found = described(reader.catalogue(release), table)
    if found is None:
        raise Http404
    groups = [each for each in reader.groups(release) if not is_public or each.kind == "nation"]
    return _json(
        {
            "release": _release(release),
            "table": {"key": found["key"], "title": found["title"]},
            "groups": [_group(each, found, release) for each in groups],
        }
    )


def _readable(request: VisitorRequest) -> tuple[ReleaseReader, bool]:
    """Return what may be read, and whether that is England alone."""
    user = request.visitor.user
    if user is not None and user.is_analyst:
        return published(), False
    if settings.NATIONAL_PUBLIC:
        return published(), True
    raise Http404


def _found(reader: ReleaseReader, quarter: str) -> Published:
    release = reader.release(quarter)
    if release is None:
        raise Http404
    return release


def _json(said: Mapping[str, Any]) -> JsonResponse:
    return JsonResponse(dict(said), json_dumps_params={"ensure_ascii": False})


def _release(release: Published) -> dict[str, Any]:
    return {
        "quarter": release.quarter,
        "synthetic": release.is_synthetic,
        "policy": dict(release.policy),
        "sha256": release.hash,
    }


def _group(group: Group, table: Mapping[str, Any], release: Published) -> dict[str, Any]:
    said: dict[str, Any] = {"key": group.key, "name": group.name, "state": group.state}
    if group.same_as:
        said["same_as"] = group.same_as
    if not group.is_shown:
        return said
    return said | {
        "as_of": group.as_of,
        "contributors_at_least": group.contributors,
        "rows": list(_rows(group, table, release)),
    }


def _rows(group: Group, table: Mapping[str, Any], release: Published) -> Iterator[dict[str, Any]]:
    for each in (*table["rows"], *table["measures"]):
        found = group.row(each["key"])
        if isinstance(found, Measure):
            yield {"key": found.key, "title": found.title, "mean": found.mean}
        elif isinstance(found, Row) and found.is_too_uniform:
            yield {"key": found.key, "title": found.title, "too_uniform": True}
        elif isinstance(found, Row):
            values = [_value(value, release.policy) for value in found.values]
            yield {"key": found.key, "title": found.title, "values": values}


def _value(value: Any, policy: Mapping[str, int]) -> dict[str, Any]:
    """Return a value; without a count it is fewer than 5."""
    said = {"key": value.key, "name": value.name}
    if value.share is None:
        return {**said, "fewer_than": policy["base"]}
    width = policy["share_band"]
    return {
        **said,
        "count": value.count,
        "share_from": value.share,
        "share_to": value.share + width,
    }
