"""Queries that are prepared once: Django writes their SQL, and later only the values differ.

Django writes the SQL of a query anew whenever it is asked. For what every page looks up, that takes
seven times as long as having it answered: docs/decisions/0024-prepared-queries.md.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import Expression, Model, QuerySet
from django.db.models.query import get_related_populators  # type: ignore[attr-defined]

Row = TypeVar("Row", bound=Model)


class Slot(Expression):
    """A place in a prepared query for a value, by its name: a text or a whole number."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        return "%s", [self]


class Prepared(Generic[Row]):
    """A query for one row, whose SQL is written when it is first asked.

    BY_REFERENCE = Prepared(lambda: Appraisal.objects.filter(reference=Slot("reference")))
    BY_REFERENCE.first(reference="K7M2WX3P")
    """

    def __init__(self, query: Callable[[], QuerySet[Row]]) -> None:
        self.query = query

    def first(self, **values: str | int) -> Row | None:
        """Return the first row there is with these values, and what it selects as related."""
        sql, params, made = self._written
        with connection.cursor() as cursor:
            cursor.execute(sql, [values[p.name] if isinstance(p, Slot) else p for p in params])
            row = cursor.fetchone()
        return made(row) if row else None

    @cached_property
    def _written(self) -> tuple[str, tuple[Any, ...], Callable[[tuple[Any, ...]], Row]]:
        compiler = self.query()[:1].query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        return sql, tuple(params), making(compiler)


def making(compiler: Any) -> Callable[[tuple[Any, ...]], Any]:
    """Return what makes a row into objects, in the way that QuerySet's own iterator does."""
    klass, selected = compiler.klass_info, compiler.select
    own = slice(klass["select_fields"][0], klass["select_fields"][-1] + 1)
    names = [column.target.attname for column, *_ in selected[own]]
    related = get_related_populators(klass, selected, connection.alias)
    converters = compiler.get_converters([column for column, *_ in selected])

    def made(row: tuple[Any, ...]) -> Any:
        (values,) = compiler.apply_converters([row], converters)
        found = klass["model"].from_db(connection.alias, names, values[own])
        for each in related:
            each.populate(values, found)
        return found

    return made
