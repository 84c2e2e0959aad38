"""Wagtail's user bar for a front-end's preview: with it, content checks and the scroll position
work across origins as they do for the template."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.utils.translation import override
from wagtail.admin.userbar import ContentCheckerItem, Userbar

from cms.settings.services import origins


def checked_across_origins(request: HttpRequest, items: list[Any], page: Any) -> None:
    """A `construct_wagtail_userbar` hook: the checker may look into the front-end's frame."""
    allowed = ["<same_origin>", *origins(settings.BASE_URL), *origins(settings.PREVIEW_URL)]
    for item in items:
        if settings.PREVIEW_URL and isinstance(item, ContentCheckerItem):
            item.get_axe_spec = _allowing(item.get_axe_spec, allowed)


def _allowing(spec: Any, allowed: list[str]) -> Any:
    return lambda request: {**spec(request), "allowedOrigins": allowed}


def preview_userbar(request: HttpRequest) -> HttpResponse:
    """HTML that the front-end's page for drafts adds to itself while the admin frames it.

    The same for everybody: it holds the checker and nothing else.
    """
    if not settings.PREVIEW_URL:
        return HttpResponseNotFound()
    request.in_preview_panel = True  # type: ignore[attr-defined]
    with override(settings.LANGUAGE_CODE):
        markup = Userbar().render_html({"request": request})
    # What hooks add names files of this site without its host.
    markup = markup.replace(f'"{settings.STATIC_URL}', f'"{settings.BASE_URL}{settings.STATIC_URL}')
    response = HttpResponse(markup)
    for origin in origins(settings.PREVIEW_URL):
        response.headers["Access-Control-Allow-Origin"] = origin
    return response
