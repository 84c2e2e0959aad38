"""Which pages are looked at closely when words stand in more than can be ranked.

First the newest that have all that was asked for in title, names and headings, then the newest
that have it anywhere, newest by id: made last. Only pages that readers may see are counted.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from wagtail.models import Page

from cms.editions.published import published
from cms.editions.search.databases import INDEX, TABLE
from cms.editions.search.question import Question
from cms.editions.statements import AT, Statement

# PostgreSQL looks the words of a phrase up and reads texts for the phrase: in so many pages.
READ = 2_000


def chosen(question: Question, at: datetime, most: int) -> list[tuple[Any, ...]]:
    """Rows `(id, published at, words of title, of names, of headings)` of at most `most` pages."""
    return _CHOSEN[question.has_phrase].rows(**_values(question, at, most))


def plan(question: Question, at: datetime, most: int) -> str:
    """The database's plan of this, for tests."""
    return _CHOSEN[question.has_phrase].explain(**_values(question, at, most))


def _values(question: Question, at: datetime, most: int) -> dict[str, Any]:
    return {
        "at": at,
        "most": most,
        "match labels": question.for_sqlite(of_labels=True),
        "match all": question.for_sqlite(),
        "words of labels": question.for_postgresql("&", of_labels=True),
        "all words": question.for_postgresql("&"),
        "phrases of labels": question.for_postgresql(of_labels=True),
        "all phrases": question.for_postgresql(),
    }


class ChosenStatement(Statement):
    """A database's own statement around the predicate that decides what is public."""

    def __init__(self, has_phrase: bool) -> None:
        super().__init__(_public, {AT: "at"})
        self._has_phrase = has_phrase

    def _sql(self, connection: Any) -> tuple[str, list[Any]]:
        public, places = super()._sql(connection)
        sql, names = _SQL[connection.vendor, self._has_phrase]
        taken = [place for name in names for place in (places if name == "at" else [(name,)])]
        return sql.replace(PUBLIC, public), taken


def _public() -> QuerySet[Any, Any]:
    """The page called “found”, if any reader may see it."""
    found = Page.objects.filter(pk=RawSQL('"found"."page"', []))
    return published(found, AT, aliases=False).order_by().values_list("pk")


PUBLIC = "<public>"
_WHOLE = f"""
    SELECT "chosen"."page",
        (SELECT "published_at" FROM "editions_livepage" WHERE "page_id" = "chosen"."page"),
        "entry"."title", "entry"."names", "entry"."headings"
    FROM (
        SELECT "page" FROM (
            SELECT 1 AS "first", "page" FROM ({{labels}}) AS "of_labels"
            UNION ALL SELECT 0, "page" FROM ({{everything}}) AS "of_everything"
        ) AS "either" GROUP BY "page" ORDER BY MAX("first") DESC, "page" DESC LIMIT %s
    ) AS "chosen"
    INNER JOIN "{TABLE}" AS "entry" ON "entry"."live_id" = "chosen"."page"
"""  # noqa: S608 - every value is a parameter

# FTS5 gives matches by rowid, the newest first, one after the other.
_OF_SQLITE = f"""
    SELECT "page" FROM (SELECT rowid AS "page" FROM {INDEX} WHERE {INDEX} MATCH %s) AS "found"
    WHERE EXISTS ({PUBLIC}) ORDER BY "page" DESC LIMIT %s
"""  # noqa: S608

# GIN gives all matches at once; the newest of them are judged one by one. The question comes out of
# a query of its own, so that the planner does not know how often its words stand: it takes the
# reading of long rows for cheap, and would read all of them.
_OF_POSTGRESQL = f"""
    SELECT "page" FROM (
        SELECT live_id AS "page" FROM {TABLE} WHERE everywhere @@ (SELECT %s::tsquery)
        ORDER BY live_id DESC LIMIT ALL OFFSET 0
    ) AS "found"
    WHERE EXISTS ({PUBLIC}) LIMIT %s
"""  # noqa: S608
_PHRASES_OF_POSTGRESQL = f"""
    SELECT "page" FROM (
        SELECT live_id AS "page" FROM {TABLE} WHERE everywhere @@ (SELECT %s::tsquery)
        ORDER BY live_id DESC LIMIT {READ}
    ) AS "found"
    WHERE (SELECT everywhere @@ %s::tsquery FROM {TABLE} WHERE live_id = "found"."page")
        AND EXISTS ({PUBLIC}) LIMIT %s
"""  # noqa: S608


def _whole(part: str, labels: tuple[str, ...], everything: tuple[str, ...]) -> Any:
    """A statement, and the names of what its places take: the parts' own, and what is common."""
    names = (*labels, "at", "most", *everything, "at", "most", "most")
    return _WHOLE.format(labels=part, everything=part), names


_SQL = {
    ("sqlite", False): _whole(_OF_SQLITE, ("match labels",), ("match all",)),
    ("sqlite", True): _whole(_OF_SQLITE, ("match labels",), ("match all",)),
    ("postgresql", False): _whole(_OF_POSTGRESQL, ("words of labels",), ("all words",)),
    ("postgresql", True): _whole(
        _PHRASES_OF_POSTGRESQL,
        ("words of labels", "phrases of labels"),
        ("all words", "all phrases"),
    ),
}
_CHOSEN = {has_phrase: ChosenStatement(has_phrase) for has_phrase in (False, True)}
