"""What changed since an edition, for front-ends that are built bit by bit."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from wagtail.models import Page

from cms.api.http import json_response
from cms.api.listing import LimitedStatement
from cms.api.names import Schema
from cms.api.pagination import as_text
from cms.api.schemas import Language, Uri
from cms.editions.building import ORIGIN
from cms.editions.current import until_current
from cms.editions.models import Edition
from cms.editions.published import published
from cms.editions.reading import absolute
from cms.editions.statements import number


class ChangeSchema(Schema):
    """One page. `gone`: drop it; nothing else is said of it. `sequence` counts all editions."""

    sequence: int
    change: Literal["live", "changed", "gone"]
    at: datetime
    id: int
    type: str | None
    locale: Language | None
    slug: str | None
    path: str | None
    url: Uri | None
    title: str | None


class ChangeList(Schema):
    """One part of the changes; `latest` is the `since` of the next visit."""

    latest: int
    next: Uri | None
    items: list[ChangeSchema]


def changes_since(request: HttpRequest, since: int, after: int | None, limit: int) -> HttpResponse:
    """The pages whose last edition came after `since`: two queries.

    `after` is where this part begins; what a change is to the client depends on `since` alone.
    """
    start = since if after is None else max(since, after)

    def read() -> tuple[ChangeList, list[int]]:
        rows = _EDITIONS.rows(since=since, after=start, limit=limit + 1, offset=0)
        latest = rows[:limit][-1][0] if rows else start
        pages = _pages([row[1] for row in rows[:limit]])
        behind = [
            pk
            for _sequence, pk, _moment, digest, _before in rows[:limit]
            if (page := pages.get(pk))
            and (page["built_for"] != page["url_path"] or (page["is_public"] and not digest))
        ]
        items = [item for row in rows[:limit] if (item := _change(row, pages.get(row[1])))]
        more = f"{settings.BASE_URL}{request.path}?since={since}&after={latest}&limit={limit}"
        return ChangeList(
            latest=latest, next=more if len(rows) > limit else None, items=items
        ), behind

    answer: ChangeList = until_current(read)
    return json_response(absolute(answer.model_dump_json().encode()))


def _change(row: tuple[Any, ...], page: dict[str, Any] | None) -> ChangeSchema | None:
    """None for an alias, which is in no list, and for what came and went between two visits."""
    sequence, pk, moment, _digest, before = row
    if page and page["is_alias"]:
        return None
    if page is None or not page["is_public"]:
        if not before:
            return None
        page, change = {}, "gone"
    else:
        change = "changed" if before else "live"
    told = {
        "sequence": sequence,
        "change": change,
        "at": as_text(moment),
        "id": pk,
        "url": ORIGIN + page["path"] if page else None,
        **{name: page.get(name) for name in ("type", "locale", "slug", "path", "title")},
    }
    return ChangeSchema.model_validate(told)


def _pages(ids: list[int]) -> dict[int, dict[str, Any]]:
    public = published(Page.objects.filter(pk=OuterRef("pk")), timezone.now())
    rows = Page.objects.filter(pk__in=ids, live_page__isnull=False).values_list(
        *("pk", Exists(public), "url_path"),
        *(f"live_page__{name}" for name in _LIVE),
    )
    return {
        row[0]: dict(zip(("is_public", "url_path", *_SHOWN), row[1:], strict=True)) for row in rows
    }


_LIVE = ("url_path", "is_alias", "type", "locale", "slug", "path", "title")
_SHOWN = ("built_for", *_LIVE[1:])


def _compose() -> QuerySet[Any, Any]:
    since, after = number(1), number(2)
    newer = Edition.objects.filter(page_id=OuterRef("page_id"), number__gt=OuterRef("number"))
    before = Edition.objects.filter(page_id=OuterRef("page_id"), pk__lte=since).order_by("-number")
    return (
        Edition.objects.filter(~Exists(newer), pk__gt=after)
        .order_by("pk")
        .values_list(
            *("pk", "page_id", "live_from", "digest"), Subquery(before.values("digest")[:1])
        )
    )


_EDITIONS = LimitedStatement(_compose, {number(1): "since", number(2): "after"})
