"""The way from the front door to a page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

from cms.editions.published import published


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
