"""The indexes behind search, made of `SearchEntry` by the databases themselves.

SQLite: a virtual table of FTS5 that triggers keep as the entries are. PostgreSQL: generated
columns with GIN indexes. Nothing that writes entries, by whatever way, can leave them behind.
SQLite drops triggers silently when a migration remakes a table, so they are put up anew after each
`migrate`, and a system check sees that they stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.core import checks
from django.db import DatabaseError, connections, transaction

from cms.editions.search.question import MARK

TABLE = "editions_searchentry"
INDEX = "editions_search"
COLUMNS = ("title", "names", "headings", "words", "keys")
TRIGGERS = tuple(f"search_entry_{change}" for change in ("insert", "update", "delete"))


def install(using: str) -> None:
    """Make the indexes unless they stand, and fill them."""
    if standing(using):
        return
    _run(using, *_STATEMENTS[connections[using].vendor])


def standing(using: str) -> bool:
    """Whether the indexes are there and kept."""
    connection = connections[using]
    query, wanted = {
        "sqlite": (
            "SELECT name FROM sqlite_master WHERE tbl_name IN (%s, %s)",
            {INDEX, *TRIGGERS},
        ),
        "postgresql": (
            "SELECT indexname FROM pg_indexes WHERE tablename IN (%s, %s)",
            {INDEX},
        ),
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query, [TABLE, INDEX])
        return wanted <= {row[0] for row in cursor.fetchall()}


def mend(using: str, check_only: bool = False) -> bool:
    """Fill the index anew if it is not what the entries say. Returns whether it had to be.

    PostgreSQL sees to that itself.
    """
    if connections[using].vendor != "sqlite":
        return False
    try:
        _run(using, _COMPARE)
    except DatabaseError:
        if not check_only:
            _run(using, _REFILL)
        return True
    return False


def install_after_migrate(using: str, **kwargs: Any) -> None:
    """Receiver of `post_migrate`."""
    if TABLE in connections[using].introspection.table_names():
        install(using)


@checks.register(checks.Tags.database)
def check_search_indexes(
    app_configs: Any = None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[checks.CheckMessage]:
    """A warning of `check --database default`, and of `migrate`, which it must not stop."""
    missing = [
        using
        for using in databases or ()
        if TABLE in connections[using].introspection.table_names() and not standing(using)
    ]
    return [
        checks.Warning(
            f"The indexes of search are missing from the database {using!r}.",
            hint="Run `manage.py migrate`, which makes them.",
            id="editions.W002",
        )
        for using in missing
    ]


def _run(using: str, *statements: str) -> None:
    with transaction.atomic(using), connections[using].cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _columns(prefix: str = "") -> str:
    return ", ".join(f"{prefix}{column}" for column in COLUMNS)


def _trigger(name: str, change: str, *statements: str) -> Iterable[str]:
    body = " ".join(f"{statement};" for statement in statements)
    yield f"DROP TRIGGER IF EXISTS {name}"
    yield f"CREATE TRIGGER {name} AFTER {change} ON {TABLE} BEGIN {body} END"


_TAKE_IN = f"INSERT INTO {INDEX}(rowid, {_columns()}) VALUES (new.live_id, {_columns('new.')})"  # noqa: S608
_TAKE_OUT = (
    f"INSERT INTO {INDEX}({INDEX}, rowid, {_columns()}) "  # noqa: S608
    f"VALUES ('delete', old.live_id, {_columns('old.')})"
)
_COMPARE = f"INSERT INTO {INDEX}({INDEX}, rank) VALUES ('integrity-check', 1)"  # noqa: S608
_REFILL = f"INSERT INTO {INDEX}({INDEX}) VALUES ('rebuild')"  # noqa: S608

# The tokenizer takes what stands between spaces: words are made, and folded, in Python.
_SQLITE = (
    f"CREATE VIRTUAL TABLE IF NOT EXISTS {INDEX} USING fts5({_columns()}, content='{TABLE}', "
    f"""content_rowid='live_id', columnsize=0, tokenize="ascii tokenchars '=%._~-'")""",
    *_trigger(TRIGGERS[0], "INSERT", _TAKE_IN),
    *_trigger(TRIGGERS[1], "UPDATE", _TAKE_OUT, _TAKE_IN),
    *_trigger(TRIGGERS[2], "DELETE", _TAKE_OUT),
    _REFILL,
)

# A tsvector holds 16,383 positions: the words of title, names and headings come first, marked, then
# all words. Each field ends with a word that is none.
_ALL = " || ' ' || ".join(COLUMNS)
_POSTGRESQL = (
    """
    CREATE OR REPLACE FUNCTION editions_words(words text, mark text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
        SELECT coalesce(string_agg(
            quote_literal(mark || word) || ':' || least(place, 16383), ' '), '')::tsvector
        FROM unnest(string_to_array(words, ' ')) WITH ORDINALITY AS word(word, place)
        WHERE word <> ''
    $$
    """,
    f"ALTER TABLE {TABLE} ADD COLUMN IF NOT EXISTS everywhere tsvector GENERATED ALWAYS AS "
    f"(editions_words(title || ' ' || names || ' ' || headings, '{MARK}') || "
    f"editions_words({_ALL}, '')) STORED",
    f"CREATE INDEX IF NOT EXISTS {INDEX} ON {TABLE} USING gin (everywhere)",
)
_STATEMENTS: dict[str, tuple[str, ...]] = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}
