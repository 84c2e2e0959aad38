"""SQL that is composed by the ORM once and then only run.

Composing a query with the whole of `published()` takes the ORM longer than the database takes to
answer it. A `Statement` composes it with sentinels in place of what changes from run to run, keeps
the text, and puts the real values in. PostgreSQL keeps its plan as well: planning takes it ten
times as long as running.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet

# What stands for the moment of reading while the SQL is composed: no row holds it.
AT = datetime(1, 2, 3, 4, 5, 6, tzinfo=UTC)


def text(name: str) -> str:
    """What stands for a text value called `name`."""
    return f"\ue000{name}\ue001"


def number(index: int) -> int:
    """What stands for the whole number with this index."""
    return -0x7CA2E000 - index


def aware(moment: Any) -> datetime:
    """A moment of a row; statements bypass the ORM, which would have made it so."""
    if isinstance(moment, str):  # SQLite's own form
        moment = datetime.fromisoformat(moment)
    with_zone: datetime = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return with_zone


class Statement:
    """A SELECT with places for values. `compose` makes a queryset of value lists from sentinels.

    `values` maps each sentinel in the queryset to the name under which `rows` takes its value. Of
    several querysets with the same columns all rows are selected; each may be a slice.
    """

    def __init__(
        self,
        compose: Callable[[], QuerySet[Any, Any] | list[QuerySet[Any, Any]]],
        values: dict[Any, str],
    ) -> None:
        self._compose = compose
        self._values = values
        self._composed: dict[str, tuple[str, list[Any]]] = {}

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        """Run it. Values of database types only; `at` defaults to nothing and must be given."""
        connection = connections[DEFAULT_DB_ALIAS]
        sql, places = self._sql(connection)
        adapted = {
            name: connection.ops.adapt_datetimefield_value(value)
            if isinstance(value, datetime)
            else value
            for name, value in values.items()
        }
        params = [adapted[place[0]] if isinstance(place, tuple) else place for place in places]
        with prepared_cursor(connection) as cursor:
            cursor.execute(sql, params)
            rows: list[tuple[Any, ...]] = cursor.fetchall()
            return rows

    def explain(self, **values: Any) -> str:
        """The database's plan of the statement, for tests."""
        connection = connections[DEFAULT_DB_ALIAS]
        prefix = connection.ops.explain_query_prefix()
        sql, places = self._sql(connection)
        params = [values[place[0]] if isinstance(place, tuple) else place for place in places]
        with connection.cursor() as cursor:
            cursor.execute(f"{prefix} {sql}", params)
            return "\n".join(" ".join(map(str, row)) for row in cursor.fetchall())

    def _sql(self, connection: Any) -> tuple[str, list[Any]]:
        composed = self._composed.get(connection.vendor)
        if composed is None:
            composed = self._composed[connection.vendor] = self._compose_for(connection)
        return composed

    def _compose_for(self, connection: Any) -> tuple[str, list[Any]]:
        querysets = self._compose()
        several = isinstance(querysets, list)
        parts = []
        for index, queryset in enumerate(querysets if isinstance(querysets, list) else [querysets]):
            sql, params = queryset.query.get_compiler(connection=connection).as_sql()
            places = [self._place(param, connection) for param in params]
            sql, places = _with_constants(sql, places, connection)
            parts.append(self._finished(sql, places, index))
        # The ORM's own union takes no slices on SQLite.
        texts = [
            f'SELECT * FROM ({sql}) AS "part{index}"' if several else sql  # noqa: S608
            for index, (sql, _places) in enumerate(parts)
        ]
        return " UNION ALL ".join(texts), [place for _sql, places in parts for place in places]

    def _finished(self, sql: str, places: list[Any], index: int) -> tuple[str, list[Any]]:
        """What is run for one of the querysets, the `index`-th."""
        return sql, places

    def _place(self, param: Any, connection: Any) -> Any:
        """A one-tuple with the name of the value that goes here, or the parameter itself."""
        for sentinel, name in self._values.items():
            moment = isinstance(sentinel, datetime)
            seen = connection.ops.adapt_datetimefield_value(sentinel) if moment else sentinel
            # A driver may wrap a value in a type of its own: psycopg makes an Int8 of an int.
            if isinstance(param, type(seen)) and param == seen:
                return (name,)
        return param


def _with_constants(sql: str, places: list[Any], connection: Any) -> tuple[str, list[Any]]:
    """With what never changes in the text, so that a plan made once can count on it."""
    if connection.vendor != "postgresql":
        return sql, places
    between = sql.split("%s")
    text = between[0]
    for place, following in zip(places, between[1:], strict=True):
        if isinstance(place, tuple):
            text += "%s" + following
        else:
            constant = connection.ops.compose_sql("%s", [place])
            text += constant.replace("%", "%%") + following
    return text, [place for place in places if isinstance(place, tuple)]


@contextmanager
def prepared_cursor(connection: Any) -> Iterator[Any]:
    """A cursor for what is run again and again: `prepare_threshold` holds for it on PostgreSQL.

    Django's own puts the values into the text, which makes it another one each time.
    """
    if connection.vendor != "postgresql":
        with connection.cursor() as cursor:
            yield cursor
        return
    from django.db.backends.postgresql.base import ServerBindingCursor

    connection.ensure_connection()
    with connection.wrap_database_errors:
        bound = ServerBindingCursor(connection.connection)  # type: ignore[call-arg]
    wrap = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    with wrap(bound) as cursor:
        yield cursor
