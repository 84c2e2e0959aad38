"""Writing the live store. Every function runs inside a transaction and takes the store's lock."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from wagtail.models import Page

from cms.editions.building import Built, build, page_key
from cms.editions.lock import take_store_lock, turn
from cms.editions.models import ContextPage, Dependency, Edition, Facet, LivePage
from cms.editions.published import published
from cms.editions.search import entries
from cms.editions.shape import shapes

if TYPE_CHECKING:
    from cms.editions.pages import PublicPageMixin

# How many stale documents the request that made them stale builds anew after its commit.
AHEAD = 50
PUBLISHED = "published"


def write(
    page: PublicPageMixin,
    reason: str = PUBLISHED,
    actor_id: int | None = None,
    keep_related: bool = False,
) -> bool:
    """Bring the store to what `page` says as it is stored. Returns whether an edition was written.

    Nothing is written when the document and card are those that readers get already. With
    `keep_related` a page that is not stale goes on offering what it offers: what to read next is
    chosen when something is published, and might be chosen otherwise today.
    """
    take_store_lock()
    return _write(type(page)._base_manager.get(pk=page.pk), reason, actor_id, keep_related)


def _write(stored: Any, reason: str, actor_id: int | None, keep_related: bool) -> bool:
    built = build(stored)
    live = LivePage.objects.filter(pk=stored.pk).select_related("edition").first()
    is_hidden = not stored.is_published()
    if live is not None and keep_related and live.stale_from == built.stale_from:
        built = replace(built, related=tuple(_related(live)))
    last = Edition.objects.filter(page_id=stored.pk).order_by("-number").first()
    number = last.number + 1 if last else 1
    if is_hidden and live and last and last.is_gone:
        last = live.edition
    is_new = last is None or last.document is None or last.digest != built.digest
    edition = last if last and not is_new else _insert(stored, built, number, reason, actor_id)
    if live is None or live.edition_id != edition.pk or not _says(live, stored, built):
        _point(stored, edition, built, is_known=live is not None)
    if is_new or (live is not None and live.url_path != stored.url_path):
        mark(page_key(stored.pk))
    if is_new and is_hidden:
        tell_visibility([stored.pk])
    elif is_new and reason == PUBLISHED:  # what else is built anew waits for its first reader
        transaction.on_commit(lambda: _make_html(stored.pk), robust=True)
    return is_new


def _make_html(pk: int) -> None:
    from cms.editions.html import prepare

    prepare(pk)


def withdraw(page: Page, reason: str = "withdrawn", actor_id: int | None = None) -> bool:
    """Take a page out of the store and record that it went. Returns whether it was there."""
    take_store_lock()
    live = LivePage.objects.filter(pk=page.pk).first()
    if live is None:
        return False
    _say_gone(live, reason, actor_id)
    live.delete()
    mark(page_key(page.pk))
    return True


def tell_visibility(ids: Iterable[int]) -> None:
    """Record which of these pages readers may no longer see, and have those told that came back.

    For those who follow what changes: who may see a page is asked of its own row, whatever is
    recorded. Pages that became private keep their documents, which are built on.
    """
    take_store_lock()
    pages = LivePage.objects.filter(pk__in=ids)
    newest = Edition.objects.filter(page_id=OuterRef("pk")).order_by("-number")
    public = published(Page.objects.filter(pk__in=pages.values("pk"))).values("pk")
    told = pages.annotate(last=Subquery(newest.values("digest")[:1]))
    for live in told.exclude(last="").exclude(pk__in=public):
        _say_gone(live, "hidden")
    # What is built anew gets an edition where the last one says that the page is gone.
    mark_pages(list(told.filter(last="", pk__in=public).values_list("pk", flat=True)))


def mark(*keys: str, at: datetime | None = None) -> None:
    """Everything that shows one of the things named by `keys` is to be built anew."""
    take_store_lock()
    dependants = Dependency.objects.filter(key__in=keys).values("live")
    _mark(LivePage.objects.filter(pk__in=dependants), at)


def mark_all() -> None:
    """Every document is to be built anew: the site itself changed."""
    take_store_lock()
    _mark(LivePage.objects.all(), None)


def mark_pages(ids: list[int]) -> None:
    """The documents of these pages are to be built anew."""
    if ids:
        take_store_lock()
        _mark(LivePage.objects.filter(pk__in=ids), None)


def _mark(pages: Any, at: datetime | None) -> None:
    if pages.update(stale_from=at or timezone.now()):
        transaction.on_commit(build_ahead, robust=True)


def build_ahead() -> None:
    """Build what is stale before a reader meets it, a transaction a page."""
    for pk in stale_ids()[:AHEAD]:
        refresh(pk)


def stale_ids(at: datetime | None = None) -> Any:
    """Ids of live pages whose document is to be built anew, the longest waiting first."""
    stale = LivePage.objects.filter(stale_from__lte=at or timezone.now())
    return stale.order_by("stale_from", "pk").values_list("pk", flat=True)


def refresh(pk: int, reason: str = "refreshed", keep_related: bool = False) -> bool:
    """Build a page's document anew if it is still released. Returns whether readers get another."""
    with turn():
        base = Page.objects.filter(pk=pk).first()
        page: Any = base.specific if base else None
        if page is None or not getattr(page, "is_released", False):
            return withdraw(Page(pk=pk)) if base is None else withdraw(page)
        return _write(page, reason, None, keep_related)


def _insert(page: Any, built: Built, number: int, reason: str, actor_id: int | None) -> Edition:
    edition = edition_of(page, built, number, timezone.now(), reason, actor_id)
    edition.save(force_insert=True)
    return edition


def _say_gone(live: LivePage, reason: str, actor_id: int | None = None) -> None:
    Edition.objects.create(
        page_id=live.pk,
        number=_next_number(live.pk),
        reason=reason,
        actor_id=actor_id,
        live_from=timezone.now(),
        digest="",
        type=live.type,
        locale=live.locale,
        slug=live.slug,
        url_path=live.url_path,
        title=live.title,
    )


def edition_of(
    page: Any, built: Built, number: int, now: datetime, reason: str, actor_id: int | None = None
) -> Edition:
    """The edition that says what was built of `page`, not saved yet."""
    about = {"number": number, "live_from": now.isoformat().replace("+00:00", "Z")}
    ending = b',"edition":' + json.dumps(about, separators=(",", ":")).encode() + b"}"
    return Edition(
        page_id=page.pk,
        number=number,
        reason=reason,
        actor_id=actor_id,
        live_from=now,
        digest=built.digest,
        document=built.document[:-1] + ending,
        card=built.card,
        type=page._meta.label,
        locale=page.locale.language_code,
        slug=page.slug,
        url_path=page.url_path,
        title=page.title,
    )


def _next_number(page_id: int) -> int:
    last = Edition.objects.filter(page_id=page_id).order_by("-number").values_list("number").first()
    return last[0] + 1 if last else 1


def row_of(page: Any, built: Built) -> dict[str, Any]:
    """The fields of a page's live row, but for its edition."""
    return {
        "type": page._meta.label,
        "locale": page.locale.language_code,
        "slug": page.slug,
        "url_path": page.url_path,
        "path": page.get_url() or "",
        "title": page.title,
        "published_at": page.first_published_at,
        "updated_at": page.last_published_at or page.first_published_at,
        "last_reviewed": getattr(page, "last_reviewed", None),
        "next_review_due": getattr(page, "next_review_due", None),
        "is_alias": page.alias_of_id is not None,
        "go_live_at": page.go_live_at,
        "expire_at": page.expire_at,
        "translation_key": page.translation_key,
        "stale_from": built.stale_from,
        "shape": shapes()[page._meta.label],
    }


def _says(live: LivePage, page: Any, built: Built) -> bool:
    """Whether a live row and all that hangs on it are as they should be."""
    return (
        all(getattr(live, name) == value for name, value in row_of(page, built).items())
        and set(live.facets.values_list("kind", "key")) == built.facets
        and set(live.dependencies.values_list("key", flat=True)) == built.dependencies
        and list(live.context_pages.values_list("kind", "page_id")) == _context(page, built)
        and entries.says(live, built)
    )


def _related(live: LivePage) -> Any:
    kept = live.context_pages.filter(kind=ContextPage.RELATED)
    return kept.values_list("page_id", flat=True)


def _point(page: Any, edition: Edition, built: Built, is_known: bool) -> None:
    live = LivePage(pk=page.pk, edition=edition, **row_of(page, built))
    live.save(force_insert=not is_known)
    if is_known:
        for hanging in (Facet, Dependency, ContextPage):
            hanging.objects.filter(live=live).delete()
    Facet.objects.bulk_create(Facet(live=live, kind=kind, key=key) for kind, key in built.facets)
    Dependency.objects.bulk_create(Dependency(live=live, key=key) for key in built.dependencies)
    ContextPage.objects.bulk_create(
        ContextPage(live=live, kind=kind, position=position, page_id=pk)
        for position, (kind, pk) in enumerate(_context(page, built))
    )
    entries.write(live, built)


def _context(page: Any, built: Built) -> list[tuple[str, int]]:
    """Ancestors from the top, then pages to read next, each with its kind."""
    above = page.get_ancestors().filter(depth__gt=1).order_by("depth").values_list("pk", flat=True)
    return [
        *((ContextPage.ANCESTOR, pk) for pk in above),
        *((ContextPage.RELATED, pk) for pk in built.related),
    ]
