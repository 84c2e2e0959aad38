"""Lists read from the database: each combination of filters and order is composed once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal
from zlib import crc32

from django.db import connection
from django.db.models import (
    BooleanField,
    DateField,
    DateTimeField,
    Expression,
    F,
    Field,
    FloatField,
    QuerySet,
    TextField,
    Value,
)
from django.utils import timezone

from cms.api.pagination import Cursor, Kind, Order, PageParameters, Slice, by_cursor, by_offset
from cms.editions.pulse import COUNTS, CountingStatement, Holding, holding
from cms.editions.statements import AT, Statement, number, text

# Which filters are given, and how many values each has: what the SQL depends on.
Form = tuple[tuple[str, int], ...]
Filters = Mapping[str, list[Any]]
Part = Literal["all", "stated", "unstated", "both"]

_FIELDS: dict[Kind, Field[Any, Any]] = {
    "moment": DateTimeField(),
    "date": DateField(),
    "text": TextField(),
    "number": FloatField(),
}
_PK = number(0)


class Listing:
    """Rows of published things in one of several orders, by offset or by cursor.

    `compose` makes a queryset for a form of filters, with a sentinel from `place` for each value
    and `AT` for the moment of reading; `pk` is the path of its id, `columns` what rows hold after
    id and value, `kinds` of what kind a filter's values are where they are not text.
    """

    def __init__(
        self,
        compose: Callable[[Form], QuerySet[Any, Any]],
        *,
        pk: str,
        columns: tuple[str, ...],
        kinds: Mapping[str, Kind],
    ) -> None:
        self._compose = compose
        self._pk = pk
        self._columns = columns
        self._kinds = kinds
        self._statement = lru_cache(maxsize=512)(self._composed)
        self._counting = lru_cache(maxsize=512)(self._composed_count)

    def slice(self, filters: Filters, order: Order, page: PageParameters) -> Slice:
        """The part of the list that a request asks for. At most three queries.

        What its rows show must be watched (`cms.editions.watching`): the slice says how it holds.

        Raises Problem for a cursor that is none.
        """
        page.check()
        if page.cursor is None:
            return self._by_offset(filters, order, page)
        cursor = Cursor.parse(page.cursor, order) if page.cursor else None
        holds = holding()  # asked before the rows, which may be newer but never older
        rows = self._walk(filters, order, cursor, page.limit + 1)
        return replace(by_cursor(rows, order, cursor, page.limit), holding=holds)

    def exists(self, filters: Filters, order: Order) -> bool:
        """Whether the list has anything at all."""
        return bool(self._run(filters, order, "all", limit=1))

    def plan(self, filters: Filters, order: Order, cursor: str = "", limit: int = 20) -> str:
        """The database's plan of the statement behind a page of a walk, for tests."""
        parsed = Cursor.parse(cursor, order) if cursor else None
        part: Part = "stated" if order.nullable else "all"
        statement = self._statement(form_of(filters), order, part, bool(parsed), False)
        return statement.explain(**_values(filters, order, parsed, limit, 0))

    def _by_offset(self, filters: Filters, order: Order, page: PageParameters) -> Slice:
        """Something may be published between counting and reading. So the rows themselves say
        where they end, and one more than is shown tells whether others follow.
        """
        (count, stated), holds = self._counted(filters, order)
        first, limit = page.offset, page.limit + 1
        wanted: list[tuple[Part, int, int]] = []
        if not order.nullable:
            wanted = [("all", first, limit)]
        elif first >= stated:
            wanted = [("unstated", first - stated, limit)]
        else:
            wanted = [("stated", first, limit)]
            if first + limit > stated:
                wanted.append(("unstated", 0, limit))
        rows = self._across(filters, order, wanted)[:limit] if first < count else []
        count = max(count, first + len(rows)) if rows else count
        return replace(by_offset(rows[: page.limit], count, page), holding=holds)

    def _across(
        self, filters: Filters, order: Order, wanted: list[tuple[Part, int, int]]
    ) -> list[tuple[Any, ...]]:
        """The rows of one or two parts `(part, offset, limit)`, in one query."""
        if len(wanted) == 2:
            (_, offset, limit), (_, offset1, limit1) = wanted
            values = _values(filters, order, None, limit, offset)
            statement = self._statement(form_of(filters), order, "both", False, False)
            rows = statement.rows(**values, limit1=limit1, offset1=offset1)
            return sorted(rows, key=lambda row: row[1] is None)
        return [
            row
            for part, offset, limit in wanted
            for row in self._run(filters, order, part, limit=limit, offset=offset)
        ]

    def _counted(self, filters: Filters, order: Order) -> tuple[tuple[int, int], Holding | None]:
        """How many rows there are, how many of them have a value in this order, and until when."""
        form = form_of(filters)
        given = tuple(str(value) for name, _ in form for value in filters[name])
        key = (id(self), form, given, order.field if order.nullable else "")
        statement = self._counting(form, order)
        values = _values(filters, order, None, 0, 0)
        del values["at"]
        ((every, stated),), holds = COUNTS.held(key, statement, **values)
        return (every, stated), holds

    def _walk(
        self, filters: Filters, order: Order, cursor: Cursor | None, limit: int
    ) -> list[tuple[Any, ...]]:
        """Up to `limit` rows beyond the cursor, in the list's order."""
        backwards = cursor is not None and cursor.backwards
        parts: list[Part] = ["stated", "unstated"] if order.nullable else ["all"]
        if backwards:
            parts.reverse()
        if cursor is not None and order.nullable:
            parts = parts[parts.index("unstated" if cursor.value is None else "stated") :]
        rows: list[tuple[Any, ...]] = []
        for part in parts:
            if len(rows) < limit:
                rows += self._run(
                    filters, order, part, cursor, limit=limit - len(rows), backwards=backwards
                )
            cursor = None
        return rows[::-1] if backwards else rows

    def _run(
        self,
        filters: Filters,
        order: Order,
        part: Part,
        cursor: Cursor | None = None,
        *,
        limit: int,
        offset: int = 0,
        backwards: bool = False,
    ) -> list[tuple[Any, ...]]:
        statement = self._statement(form_of(filters), order, part, cursor is not None, backwards)
        return statement.rows(**_values(filters, order, cursor, limit, offset))

    def _composed(
        self, form: Form, order: Order, part: Part, is_beyond: bool, backwards: bool
    ) -> Statement:
        """The statement of one part of the list, or of both."""

        def compose() -> QuerySet[Any, Any] | list[QuerySet[Any, Any]]:
            if part == "both":
                return [selected("stated"), selected("unstated")]
            return selected(part)

        def selected(part: Part) -> QuerySet[Any, Any]:
            listed = self._keyed(form, order)
            descending = order.descending != backwards
            sign = "-" if descending else ""
            if part != "all":
                listed = listed.filter(key__isnull=part == "unstated")
            if is_beyond and part == "unstated":
                listed = listed.filter(**{f"tie__{'lt' if descending else 'gt'}": _PK})
            elif is_beyond:
                listed = listed.filter(_beyond(order, descending))
            keys = ["tie"] if part == "unstated" else ["key", "tie"]
            listed = listed.order_by(*(f"{sign}{key}" for key in keys))
            return listed.values_list("tie", "key", *self._columns)

        return LimitedStatement(compose, _places(form, self._kinds, order))

    def _composed_count(self, form: Form, order: Order) -> CountStatement:
        def compose() -> QuerySet[Any, Any]:
            return self._keyed(form, order).order_by().values_list("tie", "key")

        return CountStatement(compose, _places(form, self._kinds, order), ("every", "stated"))

    def _keyed(self, form: Form, order: Order) -> QuerySet[Any, Any]:
        # As annotations both stay on the joins that the filters made.
        return self._compose(form).annotate(key=order.expression, tie=F(self._pk))


class LimitedStatement(Statement):
    """A statement that also takes `limit` and `offset`, which the ORM would write into its text.

    Those of a second queryset are called `limit1` and `offset1`.
    """

    def _finished(self, sql: str, places: list[Any], index: int) -> tuple[str, list[Any]]:
        number = str(index or "")
        return f"{sql} LIMIT %s OFFSET %s", [*places, (f"limit{number}",), (f"offset{number}",)]


class CountStatement(CountingStatement):
    """How many rows a statement of `(tie, key)` has, and how many of them have a key."""

    def _named(self, sql: str) -> list[tuple[str, str]]:
        counted = 'SELECT COUNT(*) AS "every", COUNT("key") AS "stated" FROM "listed"'
        return [("listed", sql), ("counted", counted)]


class Beyond(Expression):
    """`(a, b) > (c, d)`, which both databases answer from an index of a and b."""

    output_field = BooleanField()
    conditional = True

    def __init__(self, sides: list[Any], operator: str) -> None:
        super().__init__()
        self._sides = sides
        self._operator = operator

    def get_source_expressions(self) -> list[Any]:
        return self._sides

    def set_source_expressions(self, exprs: Any) -> None:
        self._sides = list(exprs)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        parts = [compiler.compile(side) for side in self._sides]
        (a, b, c, d), params = [sql for sql, _ in parts], [p for _, ps in parts for p in ps]
        return f"({a}, {b}) {self._operator} ({c}, {d})", params


def place(name: str, kind: Kind = "text", index: int = 0) -> Any:
    """The sentinel for a value of a filter: the `index`-th of those called `name`."""
    name = f"{name}{index}"
    if kind == "text":
        return text(name)
    seconds = crc32(name.encode()) % 10_000_000
    if kind == "number":
        return Decimal(f"-{seconds}.501")
    moment = datetime(2, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    return moment if kind == "moment" else date(2, 1, 1) + timedelta(days=seconds // 100)


def form_of(filters: Filters) -> Form:
    """Which filters are given, and how many values each has."""
    return tuple(sorted((name, len(values)) for name, values in filters.items()))


def _places(form: Form, kinds: Mapping[str, Kind], order: Order) -> dict[Any, str]:
    """Which sentinel stands for which value."""
    places: dict[Any, str] = {AT: "at", _PK: "pk"}
    given = [(name, kinds.get(name, "text"), index) for name, n in form for index in range(n)]
    for name, kind, index in [("key", order.kind, 0), *given]:
        sentinel = place(name, kind, index)
        places[sentinel] = f"{name}{index}"
        if kind in ("date", "number"):  # some drivers take them as text
            places[_adapted(sentinel)] = f"{name}{index}"
    return places


def _beyond(order: Order, descending: bool) -> Beyond:
    sentinel = Value(place("key", order.kind), output_field=_FIELDS[order.kind])
    return Beyond([F("key"), F("tie"), sentinel, Value(_PK)], "<" if descending else ">")


def _values(
    filters: Filters, order: Order, cursor: Cursor | None, limit: int, offset: int
) -> dict[str, Any]:
    return {
        "at": timezone.now(),
        "limit": limit,
        "offset": offset,
        "pk": cursor.pk if cursor else None,
        "key0": _adapted(order.parse(cursor.value)) if cursor else None,
        **{
            f"{name}{index}": _adapted(value)
            for name, values in filters.items()
            for index, value in enumerate(values)
        },
    }


def _adapted(value: Any) -> Any:
    """A value as the database's driver takes it; moments are left to the statement."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return connection.ops.adapt_datefield_value(value)
    return value
