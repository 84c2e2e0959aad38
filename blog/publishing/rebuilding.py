"""Mending what is derived from posts, after a change that passed no `save()`.

`QuerySet.update()`, `loaddata` and migrations write rows without telling the posts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction

from blog.models import BlogPage, RouteEntry

CHUNK = 200
NOT_CONTENT = {"id"}


@dataclass(frozen=True, slots=True)
class Mended:
    """A post whose route entries were not what its body says."""

    page_id: int
    title: str
    before: int
    after: int


def rebuild_route_entries() -> Iterator[Mended]:
    """Rewrite the entries of each post that differ from its body; yields what was mended.

    Each post is locked and mended in a transaction of its own, so publishing may go on. Memory
    does not grow with the number of posts. A second run finds nothing to mend.
    """
    for pk in BlogPage.objects.order_by("pk").values_list("pk", flat=True).iterator(CHUNK):
        with transaction.atomic():
            # Gone if it was deleted meanwhile.
            post = BlogPage.objects.select_for_update().filter(pk=pk).first()
            mended = _mend(post) if post else None
        if mended:
            yield mended


def _mend(post: BlogPage) -> Mended | None:
    stored = list(RouteEntry.objects.filter(page_id=post.pk))
    wanted = RouteEntry.of(post) if post.is_released else []
    if [_content(entry) for entry in stored] == [_content(entry) for entry in wanted]:
        return None
    if post.is_released:
        RouteEntry.rewrite(post)
    else:
        RouteEntry.objects.filter(page_id=post.pk).delete()
    return Mended(post.pk, post.title, len(stored), len(wanted))


def _content(entry: models.Model) -> dict[str, Any]:
    return {
        field.attname: getattr(entry, field.attname)
        for field in entry._meta.concrete_fields
        if field.name not in NOT_CONTENT
    }
