"""The database itself keeps editions as they were written.

Triggers refuse to delete an edition or to change it, except that its bytes may be pruned to NULL.
SQLite drops triggers silently when a migration remakes a table, so they are put up anew after
each `migrate`, and a system check sees that they stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.core import checks
from django.db import connections

TABLE = "editions_edition"
NAMES = ("edition_stays_update", "edition_stays_delete")
KEPT = (
    *("id", "page_id", "number", "reason", "actor_id", "live_from"),
    *("digest", "type", "locale", "slug", "url_path", "title"),
)
MESSAGE = "An edition is never changed or deleted."


def install(using: str) -> None:
    """Put the guards up, replacing those that stand."""
    with connections[using].cursor() as cursor:
        for statement in _statements(connections[using].vendor):
            cursor.execute(statement)


def standing(using: str) -> bool:
    """Whether both guards are there."""
    connection = connections[using]
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE tgrelid = to_regclass(%s)",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query, [TABLE])
        return set(NAMES) <= {row[0] for row in cursor.fetchall()}


def remove(using: str) -> None:
    """Take the guards down. Only for emptying a test database."""
    suffix = f" ON {TABLE}" if connections[using].vendor == "postgresql" else ""
    with connections[using].cursor() as cursor:
        for name in NAMES:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{suffix}")


@contextmanager
def lifted(using: str) -> Iterator[None]:
    """Without the guards, for as long as the block runs."""
    remove(using)
    try:
        yield
    finally:
        install(using)


def install_after_migrate(using: str, **kwargs: Any) -> None:
    """Receiver of `post_migrate`."""
    if TABLE in connections[using].introspection.table_names():
        install(using)


@checks.register(checks.Tags.database)
def check_guards(
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
            f"The guards of the editions are missing from the database {using!r}.",
            hint="Run `manage.py migrate`, which puts them up.",
            id="editions.W001",
        )
        for using in missing
    ]


def _statements(vendor: str) -> list[str]:
    update, delete = NAMES
    if vendor == "sqlite":
        changed = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in KEPT)
        refuse = f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        return [
            f"DROP TRIGGER IF EXISTS {update}",
            f"DROP TRIGGER IF EXISTS {delete}",
            f"CREATE TRIGGER {update} BEFORE UPDATE ON {TABLE} WHEN {changed} "
            f"OR {_rewritten('IS NOT')} {refuse}",
            f"CREATE TRIGGER {delete} BEFORE DELETE ON {TABLE} {refuse}",
        ]
    changed = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in KEPT)
    return [
        "CREATE OR REPLACE FUNCTION edition_stays() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$",
        f"DROP TRIGGER IF EXISTS {update} ON {TABLE}",
        f"DROP TRIGGER IF EXISTS {delete} ON {TABLE}",
        f"CREATE TRIGGER {update} BEFORE UPDATE ON {TABLE} FOR EACH ROW "
        f"WHEN ({changed} OR {_rewritten('IS DISTINCT FROM')}) EXECUTE FUNCTION edition_stays()",
        f"CREATE TRIGGER {delete} BEFORE DELETE ON {TABLE} FOR EACH ROW "
        "EXECUTE FUNCTION edition_stays()",
    ]


def _rewritten(differs: str) -> str:
    return " OR ".join(
        f"(NEW.{column} IS NOT NULL AND NEW.{column} {differs} OLD.{column})"
        for column in ("document", "card")
    )
