"""The database itself draws a new pulse when a row changes that answers and pages are made of.

Triggers do it, in the transaction of whatever changes the row: a save, `QuerySet.update()`, a
cascade, SQL typed by hand. So what a process keeps needs one thing to be asked: the pulse. Page
types, what hangs on them and what they show (`ShownModel`) are watched; an app names other models
of its own in `answers_read` of its `AppConfig`.

The pulse is one row, which whoever drew it holds until the end of the transaction. Who also takes
the store's lock takes that first (`cms.editions.lock`): in the other order two would wait for each
other. Before tables are migrated the triggers are taken down, because SQLite remakes no table that
a trigger of another one names; afterwards they are put up again, and a system check sees that they
stand.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from django.apps import apps
from django.conf import settings
from django.core import checks
from django.db import connections
from modelcluster.models import get_all_child_relations
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.embeds.models import Embed
from wagtail.images import get_image_model
from wagtail.models import (
    COMMENTS_RELATION_NAME,
    Collection,
    CollectionViewRestriction,
    Locale,
    Page,
    PageViewRestriction,
    Site,
)

from cms.editions.models import ContextPage, Facet, LivePage, Pulse, SearchEntry

# What readers are told of a page's own row; what drafts change on it is none of theirs.
OF_PAGES = (
    *("live", "first_published_at", "go_live_at", "expire_at", "path", "url_path", "slug"),
    *("title", "alias_of_id", "locale_id", "last_published_at", "seo_title", "search_description"),
)
# What is never changed without a row that is watched, and what readers are told nothing of.
UNTOLD = {
    *("editions_edition", "editions_pulse", "editions_pagehtml", "editions_search"),
    "django_content_type",
}
READ = re.compile(r'\b(?:FROM|JOIN)\s+"?(\w+)', re.IGNORECASE)
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
    """A table, and the columns of which changes matter (all, if none is named)."""

    table: str
    columns: tuple[str, ...] = ()


@cache
def watched() -> list[Watched]:
    """Every table that what is kept may be read from."""
    return [
        Watched(Page._meta.db_table, columns=OF_PAGES),
        *(Watched(table) for table in sorted({each._meta.db_table for each in _models()})),
    ]


def _models() -> Iterator[Any]:
    from cms.editions.dependants import ShownModel
    from cms.editions.pages import public_page_types

    yield from (LivePage, ContextPage, Facet, SearchEntry)
    yield from (PageViewRestriction, CollectionViewRestriction, Collection, Locale, Redirect, Site)
    image = get_image_model()
    yield from (image, image.get_rendition_model(), get_document_model(), Embed)
    shown = [model for model in apps.get_models() if issubclass(model, ShownModel)]
    for model in (*public_page_types(), *shown):
        yield model
        yield from _hanging_on(model)
    for app in apps.get_app_configs():
        yield from (apps.get_model(label) for label in getattr(app, "answers_read", ()))


def _hanging_on(model: Any) -> Iterator[Any]:
    for relation in get_all_child_relations(model):
        if relation.get_accessor_name() != COMMENTS_RELATION_NAME:
            yield relation.related_model
    for field in model._meta.many_to_many:
        yield from (field.remote_field.through, field.related_model)


class Readings:
    """The tables that are read while one is at work, as `connection.execute_wrapper` takes it."""

    def __init__(self) -> None:
        self._tables: set[str] = set()

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self._tables.update(READ.findall(sql))
        return execute(sql, params, many, context)

    def __bool__(self) -> bool:
        return bool(self._tables)

    def are_watched(self) -> bool:
        """Whether all of them draw a pulse when they change."""
        return self._tables <= _known()


@cache
def _known() -> set[str]:
    """Also the names that our statements give to parts of themselves, and the cache's own table."""
    caches = {each.get("LOCATION", "") for each in settings.CACHES.values()}
    return {each.table for each in watched()} | UNTOLD | caches | {"listed", "counted", "select"}


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
    """A warning of `check --database default`, and of `migrate`, which it must not stop."""
    return [
        checks.Warning(
            f"The database {using!r} does not tell when answers change: triggers are missing.",
            hint="Run `manage.py migrate`, which puts them up.",
            id="editions.W003",
        )
        for using in databases or ()
        if _all_tables_are_there(using) and not standing(using)
    ]


def _all_tables_are_there(using: str) -> bool:
    tables = set(connections[using].introspection.table_names())
    return {Pulse._meta.db_table, *(each.table for each in watched())} <= tables


def _names(vendor: str) -> Iterator[str]:
    for each in watched():
        yield from (_name(vendor, each.table, change) for change in CHANGES)
    yield _name(vendor, Page._meta.db_table, "times")


def _name(vendor: str, table: str, change: str) -> str:
    """The name tells what the trigger does: another definition has another one."""
    told = f"{DRAW[vendor]} {FOLLOW} {OF_PAGES} {table}"
    return f"pulse_{table[:40]}_{change}_{hashlib.sha256(told.encode()).hexdigest()[:6]}"


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
    for table, columns in watched():
        for change in CHANGES:
            name = _name(vendor, table, change)
            yield f"CREATE TRIGGER {name} AFTER {_when(change, columns)} ON {table} {drawing}"
    yield f"CREATE TRIGGER {_name(vendor, Page._meta.db_table, 'times')} {times} {following}"


def _when(change: str, columns: tuple[str, ...]) -> str:
    return f"UPDATE OF {', '.join(columns)}" if change == "update" and columns else change.upper()
