"""The way from the front door to a page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail.models import Page, Site

from cms.editions.published import published


def front_page_crumbs(request: HttpRequest) -> list[dict[str, Any]]:
    """`[{id, title, url}]` of the front page alone; nothing when readers may not see it."""
    site = Site.find_for_request(request)
    found = published(Page.objects.filter(pk=site.root_page_id)).first() if site else None
    return [{"id": found.pk, "title": found.title, "url": found.get_url(request)}] if found else []


def breadcrumbs_beyond(page: Page, title: str, request: HttpRequest) -> list[dict[str, Any]]:
    """The way to a part of a page that has an address of its own, such as one of its lists."""
    *before, own = breadcrumbs(page, request)
    return [*before, {**own, "url": page.get_url(request)}, {"title": title, "url": ""}]


def breadcrumbs(page: Page, request: HttpRequest) -> list[dict[str, Any]]:
    """`[{id, title, url}]` from the home page down; the page itself comes last, without a link.

    An ancestor that readers may not see is left out, title and all.
    """
    ancestors = published(Page.objects.ancestor_of(page).filter(depth__gt=1)).order_by("depth")
    crumbs = [
        {"id": parent.pk, "title": parent.title, "url": parent.get_url(request)}
        for parent in ancestors
    ]
    return [*crumbs, {"id": page.pk, "title": page.title, "url": ""}]
