"""The database itself draws a new pulse when a row changes that answers are made of.

Triggers do it, in the transaction of whatever changes the row: a save, `QuerySet.update()`, a
cascade, SQL typed by hand. So what a process keeps of its answers needs one thing to be asked: the
pulse. An app names the models of its own that the answers it keeps are read from, in `answers_read`
of its `AppConfig`, and in `answers_name` those that they are only asked by: a new category is in no
answer before a page is in it.

The pulse is one row, which whoever drew it holds until the end of the transaction. Who also takes
the store's lock takes that first (`cms.editions.lock`): in the other order two would wait for each
other. Before tables are migrated the triggers are taken down, because SQLite remakes no table that
a trigger of another one names; afterwards they are put up again, and a system check sees that they
stand.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django.apps import apps
from django.core import checks
from django.db import connections
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from cms.editions.models import ContextPage, Facet, LivePage, Pulse, SearchEntry

# What readers are told of a page stands in the live store. Of its own row only this is asked; what
# drafts change on it is none of theirs.
OF_PAGES = (
    *("live", "first_published_at", "go_live_at", "expire_at", "path", "url_path", "slug"),
    *("title", "alias_of_id", "locale_id"),
)
CHANGES = ("insert", "update", "delete")
DRAW = {
    "sqlite": "UPDATE editions_pulse SET token = random()",
    "postgresql": "UPDATE editions_pulse SET token = floor(random() * 9e18)::bigint",
}
# The live store is asked when the next page comes or goes by the clock.
FOLLOW = (
    "UPDATE editions_livepage SET go_live_at = NEW.go_live_at, expire_at = NEW.expire_at "
    "WHERE page_id = NEW.id"
)
STANDING = {
    "sqlite": "SELECT name, tbl_name FROM sqlite_master "
    "WHERE type = 'trigger' AND name LIKE 'pulse!_%' ESCAPE '!'",
    "postgresql": "SELECT tgname, tgrelid::regclass::text FROM pg_trigger "
    "WHERE NOT tgisinternal AND tgname LIKE 'pulse!_%' ESCAPE '!'",
}


class Watched(NamedTuple):
    """A table, which changes of it matter, and of which columns (all, if none is named)."""

    table: str
    changes: tuple[str, ...] = CHANGES
    columns: tuple[str, ...] = ()


def watched() -> list[Watched]:
    """Every table that an answer which is kept may be read from."""
    own = (PageViewRestriction, LivePage, ContextPage, Facet, SearchEntry, Redirect)
    return [
        Watched(Page._meta.db_table, columns=OF_PAGES),
        *(Watched(model._meta.db_table) for model in own),
        *(Watched(table) for table in _named("answers_read")),
        *(Watched(table, ("update", "delete")) for table in _named("answers_name")),
    ]


def _named(attribute: str) -> Iterator[str]:
    for app in apps.get_app_configs():
        for label in getattr(app, attribute, ()):
            yield apps.get_model(label)._meta.db_table


def install(using: str) -> None:
    """Put the triggers up, in place of those that stand, and draw a pulse."""
    remove(using)
    with connections[using].cursor() as cursor:
        for statement in _statements(connections[using].vendor):
            cursor.execute(statement)


def remove(using: str) -> None:
    """Take the triggers down, and the pulse with them: nothing is kept while there is none."""
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute(STANDING[connection.vendor])
        for name, table in cursor.fetchall():
            of_table = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {name}{of_table}")
    Pulse.objects.using(using).all().delete()


def standing(using: str) -> bool:
    """Whether all triggers are there as they are written here."""
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute(STANDING[connection.vendor])
        return set(_names(connection.vendor)) == {name for name, _table in cursor.fetchall()}


def remove_before_migrate(using: str, plan: Any = (), **kwargs: Any) -> None:
    """Receiver of `pre_migrate`. SQLite remakes no table that a trigger of another one names."""
    if plan and Pulse._meta.db_table in connections[using].introspection.table_names():
        remove(using)


def install_after_migrate(using: str, **kwargs: Any) -> None:
    """Receiver of `post_migrate`, which also comes when a database was emptied."""
    if not _all_tables_are_there(using):
        return
    if not standing(using):
        install(using)
    first = {"token": secrets.randbits(62)}
    Pulse.objects.using(using).get_or_create(pk=Pulse.THE_ONE, defaults=first)


@checks.register(checks.Tags.database)
def check_triggers(
    app_configs: Any = None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[checks.CheckMessage]:
    """System check, run with `migrate` and `check --database default`."""
    return [
        checks.Error(
            f"The database {using!r} does not tell when answers change: triggers are missing.",
            hint="Run `manage.py migrate`, which puts them up.",
            id="editions.E003",
        )
        for using in databases or ()
        if _all_tables_are_there(using) and not standing(using)
    ]


def _all_tables_are_there(using: str) -> bool:
    tables = set(connections[using].introspection.table_names())
    return {Pulse._meta.db_table, *(each.table for each in watched())} <= tables


def _names(vendor: str) -> Iterator[str]:
    for each in watched():
        yield from (_name(vendor, each.table, change) for change in each.changes)
    yield _name(vendor, Page._meta.db_table, "times")


def _name(vendor: str, table: str, change: str) -> str:
    """The name tells what the trigger does: another definition has another one."""
    told = f"{DRAW[vendor]} {FOLLOW} {OF_PAGES}"
    return f"pulse_{table}_{change}_{hashlib.sha256(told.encode()).hexdigest()[:6]}"


def _statements(vendor: str) -> Iterator[str]:
    draw, follow = DRAW[vendor], FOLLOW
    times = f"AFTER UPDATE OF go_live_at, expire_at ON {Page._meta.db_table}"
    if vendor == "sqlite":
        drawing, following = f"BEGIN {draw}; END", f"BEGIN {follow}; END"
    else:
        for function, body in (("draw_pulse", draw), ("follow_page_times", follow)):
            yield (
                f"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN {body}; RETURN NULL; END $$"
            )
        drawing = "FOR EACH STATEMENT EXECUTE FUNCTION draw_pulse()"
        following = (
            "FOR EACH ROW WHEN (OLD.go_live_at IS DISTINCT FROM NEW.go_live_at "
            "OR OLD.expire_at IS DISTINCT FROM NEW.expire_at) EXECUTE FUNCTION follow_page_times()"
        )
    for table, changes, columns in watched():
        for change in changes:
            name = _name(vendor, table, change)
            yield f"CREATE TRIGGER {name} AFTER {_when(change, columns)} ON {table} {drawing}"
    yield f"CREATE TRIGGER {_name(vendor, Page._meta.db_table, 'times')} {times} {following}"


def _when(change: str, columns: tuple[str, ...]) -> str:
    return f"UPDATE OF {', '.join(columns)}" if change == "update" and columns else change.upper()
