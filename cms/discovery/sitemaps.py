"""Every public page with its pictures, as sitemaps.org and Google's image extension want it.

Django's sitemap framework, over the live store. Apps add sections of addresses that are no pages.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.core.paginator import EmptyPage
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from wagtail.models import Page

from cms.api.http import conditional
from cms.discovery.languages import alternates, has_languages
from cms.editions.current import is_current
from cms.editions.published import published
from cms.editions.reading import absolute

if TYPE_CHECKING:
    _Base = Sitemap[Any]
else:
    _Base = Sitemap

# Far below the 50,000 that are allowed, so that each file is made in moments.
LIMIT = 1_000
CONTENT_TYPE = "application/xml; charset=utf-8"


class PublicSitemap(_Base):
    """A section whose addresses are those of `BASE_URL`, whatever the request came by."""

    limit = LIMIT

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.BASE_URL).scheme

    def get_domain(self, site: Any = None) -> str:
        return urlsplit(settings.BASE_URL).netloc


class PageRow(NamedTuple):
    """What the live store holds of a page for a sitemap."""

    pk: int
    path: str
    updated_at: datetime
    card: bytes
    stale_from: datetime | None
    shape: str
    type: str
    built_for: str
    url_path: str
    translation_key: UUID

    @property
    def is_current(self) -> bool:
        return is_current(*self[4:9])

    @property
    def pictures(self) -> list[str]:
        card = json.loads(absolute(bytes(self.card)))
        found = (each["src"] for each in card.values() if isinstance(each, dict) and "src" in each)
        return list(dict.fromkeys(found))


class TranslationRow(NamedTuple):
    """Where a page stands that is listed, or one that says the same in another language."""

    translation_key: UUID
    language: str
    pk: int
    path: str
    built_for: str
    url_path: str

    @property
    def is_current(self) -> bool:
        return self.built_for == self.url_path


class Pages(PublicSitemap):
    """The published pages. Aliases are left out: their source is there."""

    def items(self) -> QuerySet[Any, Any]:
        pages = Page.objects.filter(live_page__isnull=False, live_page__is_alias=False)
        return (
            published(pages, aliases=False)
            .order_by("pk")
            .values_list(
                *("pk", "live_page__path", "live_page__updated_at", "live_page__edition__card"),
                *("live_page__stale_from", "live_page__shape", "live_page__type"),
                *("live_page__url_path", "url_path", "translation_key"),
            )
        )

    def get_urls(self, page: Any = 1, site: Any = None, protocol: Any = None) -> list[Any]:
        """`[{location, lastmod, pictures, alternates}]`.

        Building thousands of stale pages anew would take too long here: of them the pages
        themselves are asked where they are, and no pictures are named.
        """
        rows = [PageRow(*row) for row in self.paginator.page(page).object_list]
        translations = _translations({row.translation_key for row in rows})
        behind = {row.pk for row in rows if not row.is_current}
        behind |= {each.pk for each in translations if not each.is_current}
        stale = Page.objects.in_bulk(behind)
        languages = _languages(translations, stale)
        return [
            {
                "location": settings.BASE_URL + path,
                "lastmod": row.updated_at,
                "pictures": [] if row.pk in stale else row.pictures,
                "alternates": alternates(languages.get(row.translation_key, {})),
            }
            for row in rows
            if (path := _path(row, stale))
        ]


def _translations(keys: Collection[UUID]) -> list[TranslationRow]:
    """All published pages with these keys; none where the site has one language."""
    if not has_languages():
        return []
    pages = Page.objects.filter(translation_key__in=keys, live_page__is_alias=False)
    rows = published(pages, aliases=False).values_list(
        *("translation_key", "locale__language_code", "pk", "live_page__path"),
        *("live_page__url_path", "url_path"),
    )
    return [TranslationRow(*row) for row in rows]


def _languages(
    translations: Iterable[TranslationRow], stale: Mapping[int, Page]
) -> dict[UUID, dict[str, str]]:
    """The addresses of each page by language."""
    found: dict[UUID, dict[str, str]] = {}
    for each in translations:
        if path := _path(each, stale):
            found.setdefault(each.translation_key, {})[each.language] = settings.BASE_URL + path
    return found


def _path(row: PageRow | TranslationRow, stale: Mapping[int, Page]) -> str:
    if row.pk not in stale:
        return row.path
    parts = stale[row.pk].get_url_parts()
    return parts[2] or "" if parts else ""


SECTIONS: dict[str, Callable[[], PublicSitemap]] = {"pages": Pages}


def add_section(name: str, section: Callable[[], PublicSitemap]) -> None:
    """Have the sitemap list what an app has beside pages."""
    SECTIONS[name] = section


def sitemap(request: HttpRequest) -> HttpResponse:
    """All addresses; an index of several files when there are too many for one."""
    sections = {name: make() for name, make in SECTIONS.items()}
    pages = {name: section.paginator for name, section in sections.items()}
    if sum(paginator.count for paginator in pages.values()) <= LIMIT:
        return _answer(request, _urlset([(each, 1) for each in sections.values()]))
    files = [
        settings.BASE_URL + reverse("sitemap_part", kwargs={"section": name, "number": number})
        for name, paginator in pages.items()
        for number in paginator.page_range
        if paginator.count
    ]
    return _answer(request, render_to_string("sitemap_index.xml", {"files": files}))


def sitemap_part(request: HttpRequest, section: str, number: int) -> HttpResponse:
    """One file of the index."""
    if section not in SECTIONS:
        raise Http404
    try:
        return _answer(request, _urlset([(SECTIONS[section](), number)]))
    except EmptyPage as error:
        raise Http404 from error


def _urlset(parts: list[tuple[PublicSitemap, int]]) -> str:
    urls = [url for section, number in parts for url in section.get_urls(number)]
    return render_to_string("sitemap.xml", {"urls": urls})


def _answer(request: HttpRequest, text: str) -> HttpResponse:
    return conditional(request, HttpResponse(text, content_type=CONTENT_TYPE))
