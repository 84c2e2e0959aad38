"""A database backend: Django's own for SQLite, but a statement's text is converted once.

Django writes places for values as %s and looks for them anew each time a statement runs, which
takes longer than SQLite takes to answer the statements of the live store.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.backends.sqlite3.base import FORMAT_QMARK_REGEX

# Longer statements name hundreds of rows; such a text seldom comes twice.
LONGEST = 30_000


@lru_cache(maxsize=256)
def with_question_marks(query: str) -> str:
    """The text as SQLite takes it. Python remembers the hash of a text that is used again."""
    return FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")


class Cursor(base.SQLiteCursorWrapper):
    def convert_query(self, query: str, *, param_names: Iterable[str] | None = None) -> str:
        if param_names is None and len(query) < LONGEST:
            return with_question_marks(query)
        converted: str = super().convert_query(query, param_names=param_names)
        return converted


class DatabaseWrapper(base.DatabaseWrapper):
    def create_cursor(self, name: str | None = None) -> Any:
        return self.connection.cursor(factory=Cursor)
