"""The one predicate that decides what is public."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any

from django.db.models import BooleanField, DateTimeField, F, Func, Value
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet

from cms.editions.statements import AT, Statement, number

# How far an alias may be from its source, by way of other aliases, and still be public.
ALIAS_DEPTH = 3

COLUMNS = ("live", "first_published_at", "go_live_at", "expire_at", "path", "alias_of_id")


def published(
    queryset: PageQuerySet, at: datetime | None = None, aliases: bool = True
) -> PageQuerySet:
    """Narrow a queryset of pages to those any reader may see at `at` (now by default).

    A page is public when it is live, was published at least once, `at` lies within its go-live
    and expiry times, neither it nor an ancestor is private, and, for an alias, its source is
    public too. The page's own row is asked every time, so an unpublished, expired, deleted,
    moved or newly private page is gone at once, whatever else has or has not run. Lists leave
    aliases out: their source is there.
    """
    return queryset.filter(IsPublic(at or timezone.now(), ALIAS_DEPTH if aliases else 0))


class IsPublic(Func):
    """The conditions on one page row and, up to `depth` steps, on the sources of an alias.

    Its SQL is written here and not composed by the ORM, which takes thirteen milliseconds for it:
    longer than everything else that a reader's page is made of.
    """

    output_field: Any = BooleanField()

    def __init__(self, at: datetime, depth: int) -> None:
        super().__init__(*map(F, COLUMNS), Value(at, output_field=DateTimeField()))
        self.depth = depth

    def as_sql(self, compiler: Any, connection: Any, *args: Any, **context: Any) -> Any:
        *columns, (place, at) = map(compiler.compile, self.get_source_expressions())
        sql = _condition(self.depth, place, *(sql for sql, _params in columns))
        return f"({sql})", tuple(at) * (2 + 2 * self.depth)


@cache
def _condition(depth: int, at: str, *columns: str) -> str:
    """The condition on a page row of which `columns` are given; `at` is there twice a step."""
    live, first_published_at, go_live_at, expire_at, path, alias_of = columns
    return (
        f"{live} AND {first_published_at} IS NOT NULL"
        f" AND ({go_live_at} IS NULL OR {go_live_at} <= {at})"
        f" AND ({expire_at} IS NULL OR {expire_at} > {at})"
        f" AND NOT {_is_private(path)}"
        f" AND ({alias_of} IS NULL{_or_has_public_source(depth, at, alias_of)})"
    )


def _is_private(path: str) -> str:
    """A page lies at or below a private one when its path begins with that one's.

    CROSS JOIN has SQLite begin with the restrictions, which are few. A planner that knows how many
    pages there are would begin with all of them.
    """
    return (
        f'EXISTS (SELECT 1 FROM "{RESTRICTIONS}" "restriction" CROSS JOIN "{PAGES}" "private"'  # noqa: S608
        ' WHERE "private"."id" = "restriction"."page_id"'
        f' AND "private"."path" = SUBSTR({path}, 1, LENGTH("private"."path")))'
    )


def _or_has_public_source(depth: int, at: str, alias_of: str) -> str:
    if not depth:
        return ""
    source = f'"source{depth}"'
    condition = _condition(depth - 1, at, *(f'{source}."{column}"' for column in COLUMNS))
    return (
        f' OR EXISTS (SELECT 1 FROM "{PAGES}" {source}'  # noqa: S608
        f' WHERE {source}."id" = {alias_of} AND {condition})'
    )


PAGES = Page._meta.db_table
RESTRICTIONS = PageViewRestriction._meta.db_table

_ONE = Statement(
    lambda: published(Page.objects.filter(pk=number(0)), AT).order_by().values_list("pk"),
    {AT: "at", number(0): "pk"},
)


def is_public_now(pk: Any) -> bool:
    """Whether any reader may see the page with this id. Asked of every page that is written."""
    return bool(_ONE.rows(at=timezone.now(), pk=pk))
