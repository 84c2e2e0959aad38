"""Bringing the live store to what it should be, whatever it is now."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import connection, transaction
from wagtail.models import Page

from cms.editions.html import prepare
from cms.editions.models import Edition, LivePage, SearchEntry
from cms.editions.search import databases
from cms.editions.store import refresh, withdraw

BATCH = 200


@dataclass
class Mended:
    """What a rebuild found wrong: counts of pages."""

    looked_at: int = 0
    written: int = 0
    withdrawn: int = 0
    filled: int = 0
    """1 when the index of search was not what its entries say."""

    @property
    def total(self) -> int:
        return self.written + self.withdrawn + self.filled


def rebuild(say: Callable[[str], None], check_only: bool = False) -> Mended:
    """Judge every page of a kind that the store holds; mend it, or with `check_only` only count.

    One transaction a page: what is mended stays mended when the run is interrupted, and a second
    run finds nothing to do. Memory grows with the number of missing pages alone. They are brought
    back first, because others offer them to be read next; what they offer themselves is chosen
    once all are there.
    """
    mended = Mended()
    missing: set[int] = set()
    if not check_only:
        for page in _released_pages(live_page=None):
            refresh(page.pk, "rebuilt")
            missing.add(page.pk)
    for page in _released_pages():
        mended.looked_at += 1
        was_missing = page.pk in missing
        if _is_behind(page.pk, check_only, keep_related=not was_missing) or was_missing:
            mended.written += 1
            say(f"written: {page.title} ({page.pk})")
    for pk in _orphans():
        mended.withdrawn += 1
        say(f"withdrawn: page {pk}")
        if not check_only:
            with transaction.atomic():
                withdraw(Page(pk=pk), "rebuilt")
    if databases.mend(connection.alias, check_only):
        mended.filled = 1
        say("filled anew: the index of search")
    if not check_only:  # last, because it takes longest and readers would do it one by one
        for page in _released_pages():
            prepare(page.pk)
    return mended


class _OnlyChecked(Exception):
    """Takes a page's refresh back."""


def _is_behind(pk: int, check_only: bool, keep_related: bool) -> bool:
    """Whether the store had to be, or would have to be, written for a page."""
    before = _state(pk)
    try:
        with transaction.atomic():
            refresh(pk, "rebuilt", keep_related)
            changed = _state(pk) != before
            if check_only:
                raise _OnlyChecked
    except _OnlyChecked:
        pass
    return changed


def _state(pk: int) -> tuple[object, ...]:
    live = LivePage.objects.filter(pk=pk).values_list().first()
    facets = LivePage.objects.filter(pk=pk).values_list("facets__kind", "facets__key")
    keys = LivePage.objects.filter(pk=pk).values_list("dependencies__key", flat=True)
    around = LivePage.objects.filter(pk=pk).values_list(
        "context_pages__kind", "context_pages__page"
    )
    searched = SearchEntry.objects.filter(pk=pk).values_list().first()
    editions = Edition.objects.filter(page_id=pk).count()
    return live, frozenset(facets), frozenset(keys), tuple(around), searched, editions


def _released_pages(**wanted: None) -> Iterator[Page]:
    from cms.editions.shape import shapes

    labels = {label.lower() for label in shapes()}
    last = 0
    while True:
        batch = list(
            Page.objects.filter(pk__gt=last, live=True, first_published_at__isnull=False, **wanted)
            .select_related("content_type")
            .order_by("pk")[:BATCH]
        )
        for page in batch:
            kind = page.content_type
            if f"{kind.app_label}.{kind.model}" in labels:
                yield page
        if len(batch) < BATCH:
            return
        last = batch[-1].pk


def _orphans() -> list[int]:
    """Pages that the store still holds although nobody released them any more."""
    return list(
        LivePage.objects.exclude(
            page__live=True, page__first_published_at__isnull=False
        ).values_list("pk", flat=True)
    )
