"""What the content API says of the page that is being shown, for what pages tell machines."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

from cms.editions.current import StoreIsBehind
from cms.editions.reading import document_by_id


def live_document(page: Page, request: HttpRequest) -> dict[str, Any]:
    """The page's document, read once for a request.

    {} in a preview, which shows a draft, and while the live store has none to give.
    """
    if getattr(request, "is_preview", False):
        return {}
    kept: dict[int, dict[str, Any]] = request.__dict__.setdefault("live_documents", {})
    if page.pk not in kept:
        kept[page.pk] = _read(page)
    return kept[page.pk]


def _read(page: Page) -> dict[str, Any]:
    try:
        answer = document_by_id(page.pk)
    except StoreIsBehind:
        return {}
    return json.loads(answer.body) if answer else {}
