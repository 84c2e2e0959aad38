"""What is counted is kept until something is published, and counted anew then.

Counting asks `published()` of every page that could match, which takes longer the more there are.
Each process keeps what it has counted together with the pulse it was counted at; the database
counts again only if the pulse is another by now. The clock also makes pages come and go, so a count
is kept only until the next moment at which one may.
"""

from __future__ import annotations

import json
import secrets
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet
from django.utils import timezone

from cms.editions.models import Pulse
from cms.editions.statements import Statement, aware

THE_ONE = 1
MOST = 2000
"""How many counts a process keeps."""


def beat() -> None:
    """Say that what is public may have changed. Part of the transaction that changes it."""
    token = secrets.randbits(62)
    if not Pulse.objects.filter(pk=THE_ONE).update(token=token):
        Pulse.objects.create(pk=THE_ONE, token=token)


class CountingStatement(Statement):
    """A SELECT whose rows are wanted only if the pulse is no longer the one that is `known`.

    `columns` are the names of its columns, in their order. `rows` takes `known` and `at` and gives
    one row: the pulse, the next moments of the clock, and the rows as JSON, or NULL.
    """

    def __init__(
        self,
        compose: Callable[[], QuerySet[Any, Any]],
        values: dict[Any, str],
        columns: tuple[str, ...],
    ) -> None:
        super().__init__(compose, values)
        self._columns = ", ".join(f'"{column}"' for column in columns)

    def _finished(self, sql: str, places: list[Any], index: int) -> tuple[str, list[Any]]:
        array, listed = JSON[connections[DEFAULT_DB_ALIAS].vendor]
        # Named ahead and not nested: SQLite's parser does not go much deeper than `published()`.
        named = ", ".join(f'"{name}" AS ({each})' for name, each in self._named(sql))
        text = (
            f"WITH {named} "  # noqa: S608
            f"SELECT {TOKEN}, {_next('go_live_at')}, {_next('expire_at')}, "
            f"CASE WHEN {TOKEN} = %s THEN NULL ELSE CAST("
            f'(SELECT {listed}({array}({self._columns})) FROM "counted") AS TEXT) END'
        )
        return text, [*places, ("at",), ("at",), ("known",)]

    def _named(self, sql: str) -> list[tuple[str, str]]:
        """The steps to the rows, each with its name; the last is “counted”."""
        return [("counted", sql)]


# How a database makes an array of some columns, and a list of all rows.
JSON = {
    "sqlite": ("json_array", "json_group_array"),
    "postgresql": ("json_build_array", "json_agg"),
}
TOKEN = f'(SELECT "token" FROM "editions_pulse" WHERE "id" = {THE_ONE})'  # noqa: S608


def _next(name: str) -> str:
    return f'(SELECT MIN("{name}") FROM "editions_livepage" WHERE "{name}" > %s)'  # noqa: S608


@dataclass(frozen=True)
class _Kept:
    token: int
    until: datetime | None
    rows: list[list[Any]]


class Counts:
    """What this process has counted, for as long as nothing is published. One query for each."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, _Kept] = OrderedDict()
        self._lock = Lock()

    def rows(
        self, key: Hashable, statement: CountingStatement, /, **values: Any
    ) -> list[list[Any]]:
        """The statement's rows, from memory where nothing has changed. `key` tells it from others.

        Values of columns are those of JSON.
        """
        now = timezone.now()
        kept = self._kept.get(key)
        holds = kept is not None and (kept.until is None or now < kept.until)
        ((token, *moments, text),) = statement.rows(
            at=now, known=kept.token if kept and holds else None, **values
        )
        if kept and holds and token == kept.token:
            return kept.rows
        rows: list[list[Any]] = json.loads(text or "[]")
        if token is not None:
            until = min((aware(each) for each in moments if each is not None), default=None)
            self._keep(key, _Kept(token, until, rows))
        return rows

    def forget(self) -> None:
        """Keep nothing any more."""
        with self._lock:
            self._kept.clear()

    def _keep(self, key: Hashable, kept: _Kept) -> None:
        with self._lock:
            self._kept[key] = kept
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)


COUNTS = Counts()
