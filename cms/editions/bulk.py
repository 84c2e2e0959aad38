"""Putting many pages that are new to the live store into it at once.

For generated and imported content in the tens of thousands. What is written is what
`store.write` would have written page by page; pages that the store knows already are left alone.
Documents are built before the store is locked, so it is for sites that nobody is editing just
then; `rebuild_editions` mends what was changed meanwhile.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import chain
from multiprocessing import get_context
from typing import Any

import django
from django.db import connection
from django.db.models import Max
from django.utils import timezone
from modelcluster.models import get_all_child_relations
from wagtail.models import Page

from cms.editions import store
from cms.editions.building import Built, build
from cms.editions.lock import turn
from cms.editions.models import ContextPage, Dependency, Edition, Facet, LivePage
from cms.editions.reading_rows import RELATED
from cms.editions.search import entries

ROWS = 500
"""How many rows go into one statement, at most."""


@dataclass(frozen=True)
class Begun:
    """Pages whose documents are being built."""

    model: Any
    ids: list[int]
    parts: list[Future[list[Built]]]

    def built(self) -> dict[int, Built]:
        made = chain.from_iterable(part.result() for part in self.parts)
        return dict(zip(self.ids, made, strict=True))


class BulkWriter:
    """Builds documents, in several processes where that helps, and writes them in batches."""

    def __init__(self, pool: Executor) -> None:
        self._pool = pool

    def begin(self, model: Any, ids: Sequence[int]) -> Begun:
        """Build the documents of pages of `model` among `ids` that are not in the store yet."""
        known = set(LivePage.objects.filter(pk__in=ids).values_list("pk", flat=True))
        wanted = [pk for pk in ids if pk not in known]
        size = max(1, len(wanted) // (2 * (os.cpu_count() or 1)))
        parts = [wanted[start : start + size] for start in range(0, len(wanted), size)]
        label = model._meta.label
        return Begun(model, wanted, [self._pool.submit(build_pages, label, ids) for ids in parts])

    def finish(self, begun: Begun, reason: str = "published") -> int:
        """Write those of the pages that are released. Returns how many were written."""
        built = begun.built()
        with turn():
            pages = begun.model._base_manager.filter(pk__in=begun.ids).select_related("locale")
            rows = [(page, built[page.pk]) for page in pages.order_by("pk") if page.is_released]
            _insert(rows, reason)
        # Their kin were not in the store yet when these were built.
        for page, made in rows:
            if len(made.related) < RELATED:
                store.refresh(page.pk)
        return len(rows)


class AtOnce(Executor):
    """An executor without processes: what is submitted is done by then."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        done: Future[Any] = Future()
        done.set_result(fn(*args, **kwargs))
        return done


@contextmanager
def bulk_writer() -> Iterator[BulkWriter]:
    """A writer with a process for each processor; with none where the database is in memory."""
    processes = os.cpu_count() or 1
    if processes == 1 or connection.in_atomic_block or _is_in_memory():
        yield BulkWriter(AtOnce())
        return
    # Started anew, not forked: a connection to the database cannot be shared.
    with ProcessPoolExecutor(processes, get_context("spawn"), django.setup) as pool:
        yield BulkWriter(pool)


def build_pages(label: str, ids: Sequence[int]) -> list[Built]:
    """Build the documents of some pages of one type, in the order of `ids`."""
    from django.apps import apps

    model: Any = apps.get_model(label)
    pages = model._base_manager.select_related(*_single(model)).in_bulk(ids)
    _read_children(model, pages)
    return [build(pages[pk]) for pk in ids]


def _single(model: Any) -> list[str]:
    """What a row refers to and can be read along with it."""
    return [field.name for field in model._meta.concrete_fields if field.many_to_one]


def _read_children(model: Any, pages: dict[int, Any]) -> None:
    """Have the child relations of all pages in memory, by one query for each relation."""
    for relation in get_all_child_relations(model):
        link = relation.field
        found = relation.related_model._default_manager.filter(**{f"{link.name}__in": pages})
        children: dict[int, list[Any]] = {pk: [] for pk in pages}
        for child in found.select_related(*_single(relation.related_model)):
            children[getattr(child, link.attname)].append(child)
        for pk, each in children.items():
            setattr(pages[pk], relation.get_accessor_name(), each)


def _is_in_memory() -> bool:
    database: Any = connection
    return database.vendor == "sqlite" and bool(database.is_in_memory_db())


def _insert(rows: list[tuple[Any, Built]], reason: str) -> None:
    last = Edition.objects.filter(page_id__in=[page.pk for page, _built in rows])
    numbers = dict(last.order_by().values_list("page_id").annotate(Max("number")))
    ancestors = cache(_ancestors)
    now = timezone.now()
    editions = Edition.objects.bulk_create(
        (
            store.edition_of(page, built, numbers.get(page.pk, 0) + 1, now, reason)
            for page, built in rows
        ),
        batch_size=ROWS,
    )
    live = LivePage.objects.bulk_create(
        (
            LivePage(pk=page.pk, edition=edition, **store.row_of(page, built))
            for (page, built), edition in zip(rows, editions, strict=True)
        ),
        batch_size=ROWS,
    )
    entries.insert(zip(live, (built for _page, built in rows), strict=True))
    Facet.objects.bulk_create(
        (
            Facet(live_id=page.pk, kind=kind, key=key)
            for page, built in rows
            for kind, key in sorted(built.facets)
        ),
        batch_size=ROWS,
    )
    Dependency.objects.bulk_create(
        (
            Dependency(live_id=page.pk, key=key)
            for page, built in rows
            for key in sorted(built.dependencies)
        ),
        batch_size=ROWS,
    )
    ContextPage.objects.bulk_create(
        (
            ContextPage(live_id=page.pk, kind=kind, position=position, page_id=pk)
            for page, built in rows
            for position, (kind, pk) in enumerate(_context(ancestors, page, built))
        ),
        batch_size=ROWS,
    )


def _context(ancestors: Any, page: Any, built: Built) -> list[tuple[str, int]]:
    above = ancestors(page.path[: -page.steplen])
    return [*above, *((ContextPage.RELATED, pk) for pk in built.related)]


def _ancestors(path: str) -> list[tuple[str, int]]:
    """The page at `path` and those above it, from the top, but for the root of the tree."""
    paths = [path[:end] for end in range(2 * Page.steplen, len(path) + 1, Page.steplen)]
    above = Page.objects.filter(path__in=paths).order_by("path").values_list("pk", flat=True)
    return [(ContextPage.ANCESTOR, pk) for pk in above]
