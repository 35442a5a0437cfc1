"""table.txt, read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.access.scene import ROLES

PATH = Path(__file__).with_name("table.txt")
METHODS = ("get", "post")


@dataclass(frozen=True)
class Line:
    """What everyone gets at one address: a cell for each role, and where “on” leads."""

    method: str
    name: str
    cells: Mapping[str, str]
    onward: str

    @property
    def address(self) -> str:
        return self.name.partition("+")[0]


@cache
def table() -> tuple[Line, ...]:
    return tuple(_lines())


def _lines() -> Iterator[Line]:
    method = ""
    for line in PATH.read_text("utf-8").splitlines():
        name, *cells = line.split() or [""]
        if name.lower() in METHODS:
            method = name.lower()
            assert tuple(cells) == ROLES, f"The columns of table.txt are not {ROLES}."
        elif method and name not in ("", "#"):
            given = dict(zip(ROLES, cells, strict=False))
            yield Line(method, name, given, " ".join(cells[len(ROLES) :]))
