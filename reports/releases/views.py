"""Pages and files of the national picture: for analysts, and England for anyone if a setting says.

They read published releases and nothing else. To all others there are no such pages.
"""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from people.visitor import VisitorRequest
from reports.releases.audit_report import audit_report
from reports.releases.exports import Export, as_csv, as_ods
from reports.releases.pages import SPLITS, Shown, TablePage, TimePage
from reports.releases.reader import Published, ReleaseReader, published

NATION = "england"
ODS = "application/vnd.oasis.opendocument.spreadsheet"


def for_analysts(request: VisitorRequest) -> ReleaseReader:
    """Return what analysts may read; to anyone else there is nothing here."""
    user = request.visitor.user
    if user is None or not user.is_analyst:
        raise Http404
    return published()


def for_anyone() -> ReleaseReader:
    """Return what is published, if this copy of the product shows England to anyone."""
    if not settings.NATIONAL_PUBLIC:
        raise Http404
    return published()


# Pages for analysts


@require_safe
def overview(request: VisitorRequest) -> HttpResponse:
    return _overview(request, for_analysts(request))


@require_safe
def tables(request: VisitorRequest) -> HttpResponse:
    shown = _latest(for_analysts(request))
    if shown is None:
        return _nothing(request)
    return render(request, "national/tables.html", {"shown": shown, "current": "tables"})


@require_safe
def table(request: VisitorRequest, table: str) -> HttpResponse:
    return _table(request, for_analysts(request), table)


@require_safe
def split(request: VisitorRequest, table: str, split: str) -> HttpResponse:
    """Show a table for all regions, or all types of council."""
    found = next((each for each in SPLITS if each.key == split), None)
    page = _table_page(for_analysts(request), table)
    if found is None or page is None or page.table is None:
        raise Http404
    page = TablePage(page.shown, table, found)
    return render(request, "national/split.html", _said(page, split))


@require_safe
def over_time(request: VisitorRequest, table: str, group: str = NATION) -> HttpResponse:
    shown = _latest(for_analysts(request))
    page = TimePage(shown, table, group) if shown else None
    if page is None or page.table is None or page.group is None:
        raise Http404
    return render(request, "national/over_time.html", _said(page, "over_time"))


@require_safe
def releases(request: VisitorRequest) -> HttpResponse:
    reader = for_analysts(request)
    if not reader.releases:
        return _nothing(request)
    said = {"shown": Shown(reader, reader.releases[0]), "current": "releases"}
    return render(request, "national/releases.html", said)


# Files for analysts


@require_safe
def cells_csv(request: VisitorRequest, quarter: str) -> HttpResponse:
    export = _export(for_analysts(request), quarter)
    return _file(as_csv(export), "text/csv; charset=utf-8", f"{export.name}.csv")


@require_safe
def cells_ods(request: VisitorRequest, quarter: str) -> HttpResponse:
    export = _export(for_analysts(request), quarter)
    return _file(as_ods(export), ODS, f"{export.name}.ods")


@require_safe
def release_document(request: VisitorRequest, quarter: str) -> HttpResponse:
    """Send the file that the hash of a release is of."""
    export = _export(for_analysts(request), quarter)
    content = export.reader.proof(export.release)
    return _file(content, "application/json", f"{export.name}.json")


@require_safe
def audit(request: VisitorRequest, quarter: str) -> HttpResponse:
    export = _export(for_analysts(request), quarter)
    text = audit_report(export.reader, export.release).encode()
    return _file(text, "text/plain; charset=utf-8", f"{export.name}-audit.txt")


# Pages for anyone


@require_safe
def public_overview(request: VisitorRequest) -> HttpResponse:
    return _overview(request, for_anyone(), is_public=True)


@require_safe
def public_table(request: VisitorRequest, table: str) -> HttpResponse:
    return _table(request, for_anyone(), table, is_public=True)


@require_safe
def how_made(request: VisitorRequest) -> HttpResponse:
    """Say in plain words how the national picture is made. It needs nothing to be published."""
    return render(request, "national/how_made.html", {"is_public": settings.NATIONAL_PUBLIC})


# What they share


def _latest(reader: ReleaseReader, is_public: bool = False) -> Shown | None:
    return Shown(reader, reader.latest, is_public) if reader.latest else None


def _overview(
    request: VisitorRequest, reader: ReleaseReader, is_public: bool = False
) -> HttpResponse:
    shown = _latest(reader, is_public)
    if shown is None:
        return _nothing(request, is_public)
    said = {"shown": shown, "minute": shown.minute, "current": "overview"}
    return render(request, "national/overview.html", said)


def _nothing(request: VisitorRequest, is_public: bool = False) -> HttpResponse:
    return render(request, "national/nothing.html", {"is_public": is_public})


def _table_page(reader: ReleaseReader, table: str, is_public: bool = False) -> TablePage | None:
    shown = _latest(reader, is_public)
    return TablePage(shown, table) if shown else None


def _table(
    request: VisitorRequest, reader: ReleaseReader, table: str, is_public: bool = False
) -> HttpResponse:
    page = _table_page(reader, table, is_public)
    if page is None or page.table is None:
        raise Http404
    return render(request, "national/table.html", _said(page, NATION))


def _said(page: TablePage | TimePage, view: str) -> dict[str, object]:
    return {
        "page": page,
        "shown": page.shown,
        "current": "tables",
        "view": view,
        "splits": SPLITS,
    }


def _export(reader: ReleaseReader, quarter: str) -> Export:
    release: Published | None = reader.release(quarter)
    if release is None:
        raise Http404
    return Export(reader, release)


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=kind,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
