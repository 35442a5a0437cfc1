"""Errors of the database, as Django raises them."""

from __future__ import annotations


def caused(kind: type[Exception], code: str | None) -> Exception:
    """Return an error as Django raises it for one of PostgreSQL's with this code."""
    cause = Exception("as PostgreSQL says it")
    cause.pgcode = code  # type: ignore[attr-defined]
    error = kind("as Django says it")
    error.__cause__ = cause
    return error
