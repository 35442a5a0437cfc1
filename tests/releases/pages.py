"""Pages of the national picture, read as a person or a program would read them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.test import Client
from lxml import html

TABLE = re.compile(r'(?:FROM|JOIN|INTO|UPDATE) "(\w+)"')
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')
KEYS = ("leading", "verdict", "scores", "readiness", "needs", "results", "market", "timing")
GAPS = ("gaps-people", "gaps-partners", "gaps-money", "gaps-room")
OF_A_TABLE = ("", "regions/", "types/", "over-time/", "over-time/region-london/")
OF_ANALYSTS = (
    "/national/",
    "/national/tables/",
    "/national/releases/",
    *(f"/national/tables/{key}/{of}" for key in (*KEYS, *GAPS) for of in OF_A_TABLE),
)
FILES = ("cells.csv", "cells.ods", "release.json", "audit.txt")


def read(client: Client, address: str) -> Any:
    """Return what a page is about, as a tree."""
    response = client.get(address)
    assert response.status_code == 200, address
    page: Any = html.fromstring(response.content)
    return page.xpath("//main")[0]


def bytes_of(client: Client, address: str) -> bytes:
    """Return a page without what differs each time it is asked for."""
    return TOKEN.sub(b"", client.get(address).content)


def words_of(element: Any) -> str:
    return " ".join(" ".join(element.itertext()).split())


def cells_on(main: Any) -> Iterator[tuple[str, str, str, str]]:
    """Yield every cell of the tables of a page: its table, group, answer and words."""
    for table in main.xpath('.//table[contains(@class, "app-grid")]'):
        title = words_of(table.find("caption"))
        for row in table.xpath("tbody/tr"):
            group = row.xpath("string(th/span/text()[1])").strip()
            for cell in row.xpath("td"):
                yield title, group, cell.get("data-label", ""), words_of(cell)
