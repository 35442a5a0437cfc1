"""Files and the API of published tables: the very cells of the pages, the same each time."""

from __future__ import annotations

import csv
import hashlib
import json
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client
from jsonschema import Draft202012Validator
from lxml import etree

from people.models import User
from reports.national.catalogue import CATALOGUE
from reports.releases import urls
from tests.access.scene import with_app
from tests.releases.pages import FILES, cells_on, read, words_of
from tests.releases.sectors import publish_all, series

DOCUMENT = json.loads((Path(__file__).parents[2] / "docs" / "national-api.json").read_text("utf-8"))
LATEST = "2027-Q3"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p"
ROW = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}table-row"
CELL = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}table-cell"


@pytest.fixture
def analyst(db: None) -> Client:
    client, _ = with_app(User.objects.create_user("carys@example.org", is_analyst=True))
    publish_all(series(3), is_synthetic=True)
    return client


def file(client: Client, name: str, quarter: str = LATEST) -> bytes:
    response = client.get(f"/national/releases/{quarter}/{name}")
    assert response.status_code == 200
    assert f"synthetic-{quarter}" in response["Content-Disposition"]
    return bytes(response.content)


def on_screen(client: Client) -> set[tuple[str, ...]]:
    """Return every cell of every table, as pages show them by region and by type."""
    return {
        (title, *cell)
        for table in CATALOGUE.tables
        for split in ("regions", "types")
        for title, *cell in cells_on(read(client, f"/national/tables/{table.key}/{split}/"))
    }


def test_csv_holds_the_cells_of_the_screen(analyst):
    means = {each.title for each in CATALOGUE.measures}
    lines = csv_lines(analyst)

    found = set()
    for line in lines:
        of_mean = line["row"] in means
        title = "Mean scores, from 0 to 100" if of_mean else line["row"]
        answer = line["row"] if of_mean and line["answer"] else line["answer"]
        said = line["count or mean"]
        if line["answer"] and line["share"] != line["count or mean"] and not of_mean:
            said = f"{line['share']}{said}"
        found.add((f"Synthetic: {title}", line["group"], answer, without_breaks(said)))

    screen = {(*cell[:3], without_breaks(cell[3])) for cell in on_screen(analyst)}
    assert found == screen


def csv_lines(analyst: Client) -> list[dict[str, str]]:
    text = file(analyst, "cells.csv").decode("utf-8-sig")
    below = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("#"))
    return list(csv.DictReader(StringIO(below)))


def without_breaks(said: str) -> str:
    return said.replace("\N{NO-BREAK SPACE}", " ").replace("% about", "%about")


def test_the_spreadsheet_holds_the_cells_of_the_screen(analyst):
    with ZipFile(BytesIO(file(analyst, "cells.ods"))) as archive:
        content = etree.fromstring(archive.read("content.xml"))
    rows = [
        ["\n".join(words_of(p) for p in cell.iter(TEXT)) for cell in row.iter(CELL)]
        for row in content.iter(ROW)
    ]
    found, title, heads = set(), "", []
    for row in rows:
        if len(row) == 1:
            title = row[0]
        elif row and row[0] == "Group":
            heads = row[3:]
        elif len(row) > 2:
            for head, said in zip(heads, row[3:], strict=False):
                bare = said.replace(" (", "").rstrip(")") if "(about" in said else said
                blank = "not shown" in said or "the same as" in said
                found.add((title, row[0], "" if blank else head, without_breaks(bare)))

    screen = {(*cell[:3], without_breaks(cell[3])) for cell in on_screen(analyst)}
    assert found == screen


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_the_same_each_time(analyst, name):
    assert file(analyst, name) == file(analyst, name)


def test_files_say_what_they_are_and_how_to_read_them(analyst):
    text = file(analyst, "cells.csv").decode("utf-8-sig")
    document = file(analyst, "release.json")

    head = [line for line in text.splitlines() if line.startswith("#")]
    said = "\n".join(head)
    assert "# Data: SYNTHETIC: made up" in head
    assert f"# Release: {LATEST}" in head
    assert "# Policy version: 1" in head
    assert f"# Catalogue: {CATALOGUE.fingerprint}" in head
    assert f"# SHA-256 of the release: {hashlib.sha256(document).hexdigest()}" in head
    assert "Counts are rounded to a multiple of 5" in said


def test_the_release_itself_can_be_downloaded(analyst):
    assert file(analyst, "release.json") == series(3)[-1].bytes


def test_the_audit_report_names_the_hash(analyst):
    digest = hashlib.sha256(series(3)[-1].bytes).hexdigest()

    assert digest in file(analyst, "audit.txt").decode()


def test_no_file_says_when_it_was_made(analyst):
    with ZipFile(BytesIO(file(analyst, "cells.ods"))) as archive:
        times = {each.date_time for each in archive.infolist()}

    assert times == {(2027, 10, 1, 0, 0, 0)}


# The API


def test_the_api_answers_as_its_document_says(analyst):
    answers = {
        "/api/national/": "Releases",
        f"/api/national/{LATEST}/": "Contents",
        **{f"/api/national/{LATEST}/{table.key}/": "Table" for table in CATALOGUE.tables},
    }
    for address, name in answers.items():
        assert not list(validator(name).iter_errors(analyst.get(address).json())), address


def test_the_document_has_every_address_of_the_api_and_sound_schemas():
    routes = {
        "/" + str(each.pattern).replace("<slug:", "{").replace(">", "}")
        for each in urls.urlpatterns
        if str(each.pattern).startswith("api/")
    }

    assert set(DOCUMENT["paths"]) == routes
    for name in DOCUMENT["components"]["schemas"]:
        Draft202012Validator.check_schema(DOCUMENT["components"]["schemas"][name])


def validator(name: str) -> Any:
    schema = {"$ref": f"#/components/schemas/{name}", "components": DOCUMENT["components"]}
    return Draft202012Validator(schema)


def test_the_api_gives_the_cells_of_the_release(analyst):
    told = analyst.get(f"/api/national/{LATEST}/verdict/").json()
    document = {each["group"]: each for each in json.loads(series(3)[-1].bytes)["groups"]}

    for group in told["groups"]:
        published = document[group["key"]]
        assert group["state"] == published["state"]
        if "rows" not in published:
            assert "rows" not in group
            continue
        (row,) = group["rows"]
        counts = {value["key"]: value.get("count", 0) for value in row["values"]}
        assert counts == published["rows"]["verdict"]["counts"]


def test_anyone_gets_england_by_the_api_only_if_a_setting_says_so(client, analyst, settings):
    before = client.get(f"/api/national/{LATEST}/verdict/").status_code
    settings.NATIONAL_PUBLIC = True
    after = client.get(f"/api/national/{LATEST}/verdict/").json()

    assert before == 404
    assert [each["key"] for each in after["groups"]] == ["england"]
