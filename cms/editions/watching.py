"""The database itself draws a new pulse when a row changes that answers are made of.

Triggers do it, in the transaction of whatever changes the row: a save, `QuerySet.update()`, a
cascade, SQL typed by hand. So what a process keeps of its answers needs one thing to be asked: the
pulse. An app names the models of its own that the answers it keeps are read from, in `answers_read`
of its `AppConfig`, and in `answers_name` those that they are only asked by: a new category is in no
answer before a page is in it.

The pulse is one row, which whoever drew it holds until the end of the transaction. Who also takes
the store's lock takes that first (`cms.editions.lock`): in the other order two would wait for each
other. SQLite drops triggers silently when a migration remakes a table, so they are put
up anew after each `migrate`, and a system check sees that they stand.
"""

from __future__ import annotations

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
FOLLOWING = "pulse_page_times"


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
    """Put the triggers up, replacing those that stand, and begin a pulse."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for statement in _statements(connection.vendor):
            cursor.execute(statement)
    Pulse.objects.using(using).get_or_create(pk=Pulse.THE_ONE, defaults={"token": 0})


def standing(using: str) -> bool:
    """Whether all triggers are there."""
    connection = connections[using]
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {FOLLOWING, *_names()} <= {row[0] for row in cursor.fetchall()}


def install_after_migrate(using: str, **kwargs: Any) -> None:
    """Receiver of `post_migrate`."""
    if _all_tables_are_there(using):
        install(using)


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


def _names() -> Iterator[str]:
    for each in watched():
        yield from (_name(each.table, change) for change in each.changes)


def _name(table: str, change: str) -> str:
    return f"pulse_{table}_{change}"


def _statements(vendor: str) -> Iterator[str]:
    pages = Page._meta.db_table
    draw = DRAW[vendor]
    if vendor == "sqlite":
        for table, changes, columns in watched():
            for change in changes:
                name = _name(table, change)
                yield f"DROP TRIGGER IF EXISTS {name}"
                yield (
                    f"CREATE TRIGGER {name} AFTER {_when(change, columns)} ON {table} "
                    f"BEGIN {draw}; END"
                )
        yield f"DROP TRIGGER IF EXISTS {FOLLOWING}"
        yield (
            f"CREATE TRIGGER {FOLLOWING} AFTER UPDATE OF go_live_at, expire_at ON {pages} "
            f"BEGIN {FOLLOW}; END"
        )
        return
    yield (
        "CREATE OR REPLACE FUNCTION draw_pulse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {draw}; RETURN NULL; END $$"
    )
    yield (
        "CREATE OR REPLACE FUNCTION follow_page_times() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {FOLLOW}; RETURN NULL; END $$"
    )
    for table, changes, columns in watched():
        for change in changes:
            name = _name(table, change)
            yield f"DROP TRIGGER IF EXISTS {name} ON {table}"
            yield (
                f"CREATE TRIGGER {name} AFTER {_when(change, columns)} ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION draw_pulse()"
            )
    yield f"DROP TRIGGER IF EXISTS {FOLLOWING} ON {pages}"
    yield (
        f"CREATE TRIGGER {FOLLOWING} AFTER UPDATE OF go_live_at, expire_at ON {pages} "
        "FOR EACH ROW WHEN (OLD.go_live_at IS DISTINCT FROM NEW.go_live_at "
        "OR OLD.expire_at IS DISTINCT FROM NEW.expire_at) EXECUTE FUNCTION follow_page_times()"
    )


def _when(change: str, columns: tuple[str, ...]) -> str:
    return f"UPDATE OF {', '.join(columns)}" if change == "update" and columns else change.upper()
