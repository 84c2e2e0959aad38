"""Feeds at their addresses: of a blog, of one of its categories, of a treatment."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from blog import addresses, queries
from blog.feeds.entries import newest
from blog.feeds.formats import FORMATS, Channel
from cms.api.cards import below
from cms.api.http import conditional
from cms.api.listing import Filters

if TYPE_CHECKING:
    from blog.models import BlogIndexPage

LONG_AGO = datetime.fromisoformat("1970-01-01T00:00:00Z")


def blog_feed(
    index: BlogIndexPage, request: HttpRequest, extension: str, category: str = ""
) -> HttpResponse:
    """What is new below an index page, or in one category of it; 404 for one without posts."""
    filters: dict[str, list[Any]] = {**below(index)}
    name, about, base = index.title, strip_tags(index.intro), index.get_url(request) or ""
    changed = index.last_published_at or LONG_AGO
    if category:
        found = queries.used_category(index, category)
        if found is None:
            raise Http404
        filters["category"] = [str(found.pk)]
        name, about = found.name, found.description
        base, changed = addresses.category(base, category), LONG_AGO
    channel = _channel(request, name, about, base, extension, changed)
    return _response(request, channel, filters, extension, may_be_empty=not category)


def treatment_feed(request: HttpRequest, slug: str, extension: str) -> HttpResponse:
    """What is new about a treatment; 404 for one that no published post names."""
    treatment = queries.used_treatment(slug)
    if treatment is None:
        raise Http404
    name = _("Posts about %(name)s") % {"name": treatment.name}
    base = addresses.treatment(slug)
    channel = _channel(request, name, "", base, extension, LONG_AGO)
    filters = {"treatment": [str(treatment.pk)], "locale": [request.LANGUAGE_CODE]}
    return _response(request, channel, filters, extension)


def _channel(
    request: HttpRequest, name: str, about: str, path: str, extension: str, changed: datetime
) -> Channel:
    clinic = queries.site_settings(request)
    site = clinic.name if clinic else ""
    return Channel(
        title=f"{name} – {site}" if site and site != name else name,
        description=about or (clinic.tagline if clinic else "") or name,
        url=f"{settings.BASE_URL}{path}",
        feed_url=f"{settings.BASE_URL}{addresses.feed(path, extension)}",
        language=request.LANGUAGE_CODE,
        updated=changed,
    )


def _response(
    request: HttpRequest,
    channel: Channel,
    filters: Filters,
    extension: str,
    *,
    may_be_empty: bool = False,
) -> HttpResponse:
    entries = newest(filters)
    if not entries and not may_be_empty:
        raise Http404
    written = FORMATS[extension]
    body = written.write(channel, entries)
    content_type = f"{written.content_type}; charset=utf-8"
    return conditional(request, HttpResponse(body, content_type=content_type))
