"""The roles people answer in: who they are, and what we ask them to speak from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from appraisal.method.table import Problems, Table, read_table


@dataclass(frozen=True)
class Role:
    """Where someone stands when they answer.

    ``name`` is of one person, ``group`` of all in the role; ``speak_from`` tells the person
    invited what to answer from.
    """

    key: str
    name: str
    group: str
    speak_from: str


def read_roles(folder: Path, problems: Problems) -> tuple[Role, ...]:
    """Return the roles of a folder of content, in the order they are offered."""
    table = read_table(folder / "roles.toml", "roles", problems)
    found = tuple(_role(part) for part in table.tables("role"))
    table.finish()
    return found


def _role(part: Table) -> Role:
    key = part.text("key")
    part.at(key)
    role = Role(
        key=key,
        name=part.text("name"),
        group=part.text("group"),
        speak_from=part.text("speak_from"),
    )
    part.finish()
    return role
