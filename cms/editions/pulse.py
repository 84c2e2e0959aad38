"""The pulse: while it is the same, what a process has read is still what it would read.

The database draws another one with every change of a row that answers are made of
(`cms.editions.watching`). The clock also makes pages come and go and texts begin, so what is kept
holds only until the next moment at which one may. Counting asks `published()` of every page that
could match, which takes longer the more there are: what is counted is kept here, answers in
`cms.api.kept`.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from threading import Lock
from typing import Any, NamedTuple

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet
from django.utils import timezone

from cms.editions.models import Pulse
from cms.editions.statements import Statement, aware, prepared_cursor

MOST = 2000
"""How many counts a process keeps."""
CLOCKS = ("go_live_at", "expire_at", "stale_from")
"""The columns of live rows whose moments change answers without a write."""


class Holding(NamedTuple):
    """What was read with this holds while the pulse is `token` and until `until`."""

    token: int
    until: datetime | None

    @classmethod
    def of(cls, token: int | None, moments: list[Any]) -> Holding | None:
        """None where there is no pulse: nothing holds then."""
        if token is None:
            return None
        return cls(token, min((aware(each) for each in moments if each is not None), default=None))

    def is_over(self, now: datetime) -> bool:
        return self.until is not None and now >= self.until


def pulse() -> int | None:
    """The present pulse; None where there is none. One query."""
    return _row(f"SELECT {TOKEN}", [])[0]


def holding() -> Holding | None:
    """What is read from now on, of whatever is watched, holds with this. One query."""
    connection = connections[DEFAULT_DB_ALIAS]
    at = connection.ops.adapt_datetimefield_value(timezone.now())
    sql = ", ".join((TOKEN, NEXT, *_next_of_apps()))
    token, *moments = _row(f"SELECT {sql}", [at] * sql.count("%s"))
    return Holding.of(token, moments)


@cache
def _next_of_apps() -> list[str]:
    """When the next thing begins that no document may wait for: `answers_begin` of AppConfigs."""
    named = [each for app in apps.get_app_configs() for each in getattr(app, "answers_begin", ())]
    return [_next(*each) for each in named]


def _next(label: str, name: str) -> str:
    model = apps.get_model(label)
    table, column = model._meta.db_table, model._meta.get_field(name).column
    return f'(SELECT MIN("{column}") FROM "{table}" WHERE "{column}" > %s)'  # noqa: S608


def _row(sql: str, params: list[Any]) -> tuple[Any, ...]:
    with prepared_cursor(connections[DEFAULT_DB_ALIAS]) as cursor:
        cursor.execute(sql, params)
        row: tuple[Any, ...] = cursor.fetchone()
        return row


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
            f"SELECT {TOKEN}, {NEXT}, "
            f"CASE WHEN {TOKEN} = %s THEN NULL ELSE CAST("
            f'(SELECT {listed}({array}({self._columns})) FROM "counted") AS TEXT) END'
        )
        return text, [*places, *[("at",)] * len(CLOCKS), ("known",)]

    def _named(self, sql: str) -> list[tuple[str, str]]:
        """The steps to the rows, each with its name; the last is “counted”."""
        return [("counted", sql)]


# How a database makes an array of some columns, and a list of all rows.
JSON = {
    "sqlite": ("json_array", "json_group_array"),
    "postgresql": ("json_build_array", "json_agg"),
}
TOKEN = f'(SELECT "token" FROM "editions_pulse" WHERE "id" = {Pulse.THE_ONE})'  # noqa: S608
NEXT = ", ".join(
    f'(SELECT MIN("{name}") FROM "editions_livepage" WHERE "{name}" > %s)'  # noqa: S608
    for name in CLOCKS
)


@dataclass(frozen=True)
class _Kept:
    holding: Holding
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
        return self.held(key, statement, **values)[0]

    def held(
        self, key: Hashable, statement: CountingStatement, /, **values: Any
    ) -> tuple[list[list[Any]], Holding | None]:
        """The rows, and for how long they hold."""
        now = timezone.now()
        kept = self._kept.get(key)
        if kept and kept.holding.is_over(now):
            kept = None
        known = kept.holding.token if kept else None
        ((token, *moments, text),) = statement.rows(at=now, known=known, **values)
        if kept and token == known:
            return kept.rows, kept.holding
        rows: list[list[Any]] = json.loads(text or "[]")
        holding = Holding.of(token, moments)
        if holding:
            self._keep(key, _Kept(holding, rows))
        return rows, holding

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
