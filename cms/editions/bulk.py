"""Putting many pages that are new to the live store into it at once.

For generated and imported content in the tens of thousands. What is written is what
`store.write` would have written page by page; pages that the store knows already are left alone.
Documents are built before the store is locked, so it is for sites that nobody is editing just
then; `rebuild_editions` mends what was changed meanwhile.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import cache
from itertools import chain
from multiprocessing import get_context
from typing import Any

import django
from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone
from wagtail.models import Page

from cms.editions import store
from cms.editions.building import Built, build
from cms.editions.lock import take_store_lock
from cms.editions.models import ContextPage, Dependency, Edition, Facet, LivePage
from cms.editions.reading import RELATED

ROWS = 500
"""How many rows go into one statement, at most."""


class BulkWriter:
    """Builds documents, in several processes where that helps, and writes them in batches."""

    def __init__(self, pool: ProcessPoolExecutor | None) -> None:
        self._pool = pool

    def write(self, model: Any, ids: Sequence[int], reason: str = "published") -> int:
        """Write the released pages of `model` among `ids` that are not in the store yet.

        All are built before the first is written, so what they say of each other does not depend
        on the number of processes. Returns how many were written.
        """
        known = set(LivePage.objects.filter(pk__in=ids).values_list("pk", flat=True))
        wanted = [pk for pk in ids if pk not in known]
        built = dict(zip(wanted, self._build(model._meta.label, wanted), strict=True))
        with transaction.atomic():
            take_store_lock()
            pages = model._base_manager.filter(pk__in=wanted).select_related("locale")
            rows = [(page, built[page.pk]) for page in pages.order_by("pk") if page.is_released]
            _insert(rows, reason)
        # Their kin were not in the store yet when these were built.
        for page, made in rows:
            if len(made.related) < RELATED:
                store.refresh(page.pk)
        return len(rows)

    def _build(self, label: str, ids: Sequence[int]) -> Iterable[Built]:
        if self._pool is None:
            return build_pages(label, ids)
        size = max(1, len(ids) // (4 * (os.cpu_count() or 1)))
        parts = [ids[start : start + size] for start in range(0, len(ids), size)]
        return chain.from_iterable(self._pool.map(build_pages, [label] * len(parts), parts))


@contextmanager
def bulk_writer() -> Iterator[BulkWriter]:
    """A writer with a process for each processor; with none where the database is in memory."""
    processes = os.cpu_count() or 1
    if processes == 1 or connection.in_atomic_block or _is_in_memory():
        yield BulkWriter(None)
        return
    # Started anew, not forked: a connection to the database cannot be shared.
    with ProcessPoolExecutor(processes, get_context("spawn"), django.setup) as pool:
        yield BulkWriter(pool)


def build_pages(label: str, ids: Sequence[int]) -> list[Built]:
    """Build the documents of some pages of one type, in the order of `ids`."""
    from django.apps import apps

    pages = apps.get_model(label)._base_manager.in_bulk(ids)
    return [build(pages[pk]) for pk in ids]


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
    LivePage.objects.bulk_create(
        (
            LivePage(pk=page.pk, edition=edition, **store.row_of(page, built))
            for (page, built), edition in zip(rows, editions, strict=True)
        ),
        batch_size=ROWS,
    )
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
