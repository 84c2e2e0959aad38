"""Writing what search knows of live pages, inside the transaction that writes the live store."""

from __future__ import annotations

from collections.abc import Iterable

from cms.editions.building import Built
from cms.editions.models import LivePage, SearchEntry

ROWS = 200
"""How many rows go into one statement, at most: they are long."""


def write(live: LivePage, built: Built) -> None:
    """Bring a live page's entry to what was built. Aliases have none: their source is found."""
    if live.is_alias:
        SearchEntry.objects.filter(pk=live.pk).delete()
    else:
        SearchEntry.objects.bulk_create(
            [SearchEntry(pk=live.pk, **built.searched)],
            update_conflicts=True,
            unique_fields=["live"],
            update_fields=list(built.searched),
        )


def insert(pages: Iterable[tuple[LivePage, Built]]) -> None:
    """Write the entries of live pages that have none."""
    SearchEntry.objects.bulk_create(
        (SearchEntry(pk=live.pk, **built.searched) for live, built in pages if not live.is_alias),
        batch_size=ROWS,
    )


def says(live: LivePage, built: Built) -> bool:
    """Whether a live page's entry is as it should be."""
    entry = SearchEntry.objects.filter(pk=live.pk).values(*built.searched).first()
    return entry == (None if live.is_alias else built.searched)
