"""Read TOML tables so that every mistake is told as a sentence and reading goes on."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from datetime import date
from difflib import get_close_matches
from fractions import Fraction
from pathlib import Path
from typing import Any


class Problems(list[str]):
    """What is wrong with the content: one sentence each, saying where, what and what to do."""

    def add(self, where: str, what: str) -> None:
        self.append(f"{where}: {what}")


class Table:
    """A TOML table that is read field by field and remembers what was not asked for."""

    def __init__(self, values: dict[str, Any], where: str, problems: Problems) -> None:
        self.values = values
        self.where = where
        self.problems = problems
        self.read: set[str] = set()

    def at(self, name: str) -> Table:
        """Name this table more exactly in the problems told from here on."""
        self.where = f"{self.where}: {name}" if name else self.where
        return self

    def problem(self, what: str) -> None:
        self.problems.add(self.where, what)

    def _value(self, field: str, kind: type | tuple[type, ...], called: str, default: Any) -> Any:
        self.read.add(field)
        if field not in self.values:
            if default is None:
                self.problem(f"“{field}” is missing. Add {called}.")
            return None
        value = self.values[field]
        if not isinstance(value, kind) or (kind is not bool and isinstance(value, bool)):
            written = float(value) if isinstance(value, Fraction) else value
            self.problem(f"“{field}” is {written!r}. Give {called}.")
            return None
        return value

    def text(self, field: str, default: str | None = None) -> str:
        value = self._value(field, str, "a text", default)
        if value is None:
            return default or ""
        if default is None and not value.strip():
            self.problem(f"“{field}” is empty. Write it, or ask someone who can.")
        return str(value)

    def flag(self, field: str, default: bool | None = None) -> bool:
        return bool(self._value(field, bool, "true or false", default))

    def fraction(self, field: str, default: Fraction | None = None) -> Fraction:
        value = self._value(field, (int, Fraction), "a number", default)
        return Fraction(default or 0) if value is None else Fraction(value)

    def texts(self, field: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        value = self._value(field, list, "a list of texts", default)
        if value is None:
            return default or ()
        if not value or not all(isinstance(text, str) and text.strip() for text in value):
            self.problem(f"“{field}” must be a list of texts, none of them empty.")
            return ()
        return tuple(value)

    def one_of(self, field: str, allowed: Iterable[str]) -> str:
        value = self.text(field)
        self.must_be_one_of(field, value, allowed)
        return value

    def must_be_one_of(self, field: str, value: str, allowed: Iterable[str]) -> None:
        if not value or value in allowed:
            return
        names = sorted(allowed)
        near = get_close_matches(value, names, n=3, cutoff=0.5)
        advice = (
            f"Did you mean {' or '.join(near)}?" if near else f"Use one of: {', '.join(names)}."
        )
        self.problem(f"“{field}” says “{value}”, which is not known. {advice}")

    def whole(self, field: str) -> int:
        value = self._value(field, int, "a whole number", None)
        return 0 if value is None else int(value)

    def day(self, field: str) -> str:
        """Return a date as written, year first."""
        value = self._value(field, date, "a date, such as 2026-11-01", None)
        return "" if value is None else str(value)

    def list_of(self, field: str) -> list[Any]:
        return list(self._value(field, list, "a list", None) or [])

    def table(self, field: str) -> Table:
        value = self._value(field, dict, f"a table [{field}]", None)
        return Table(value or {}, f"{self.where}: {field}", self.problems)

    def tables(self, field: str) -> Iterator[Table]:
        """Yield each of the tables under this name; there may be none."""
        self.read.add(field)
        found = self.values.get(field, [])
        if not isinstance(found, list) or not all(isinstance(part, dict) for part in found):
            self.problem(f"“{field}” must be a list of tables. Head each with [[{field}]].")
            return
        for values in found:
            yield Table(values, self.where, self.problems)

    def finish(self) -> None:
        """Complain of fields nobody asked for: usually a misspelt name."""
        for field in sorted(set(self.values) - self.read):
            self.problem(f"“{field}” means nothing here. Correct its name or take it out.")


def read_table(path: Path, where: str, problems: Problems) -> Table:
    """Return the file as a table; an empty one, with a problem told, when it cannot be read."""
    try:
        return Table(tomllib.loads(path.read_text("utf-8"), parse_float=Fraction), where, problems)
    except FileNotFoundError:
        problems.add(where, f"there is no file {path.name}. Write it or take its name out.")
    except ValueError as error:  # not TOML, not UTF-8, or a number such as inf
        problems.add(where, f"{path.name} cannot be read: {error}. Mend the file.")
    # That every field of a missing file is missing need not be said: nobody reads these problems.
    return Table({}, where, Problems())
