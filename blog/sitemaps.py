"""Lists, profiles and treatments in the sitemap, each as new as the newest change of its posts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.db.models import Max
from django.utils import translation

from blog import addresses, queries
from cms.discovery.sitemaps import PublicSitemap
from cms.editions.published import published

Place = tuple[str, datetime]


class _Places(PublicSitemap):
    """Items are pairs of an address within the site and the moment of its last change."""

    def location(self, item: Any) -> str:
        return str(item[0])

    def lastmod(self, item: Any) -> datetime:
        moment: datetime = item[1]
        return moment


class Categories(_Places):
    """The list of each category that a published post stands in."""

    def items(self) -> list[Place]:
        from blog.models import BlogIndexPage

        return [
            (addresses.category(index.get_url() or "", slug), last)
            for index in published(BlogIndexPage.objects.order_by("pk"), aliases=False)
            for slug, last in _last_changes(queries.posts_below(index), "category__slug")
        ]


class People(_Places):
    """The profile of each person whom a published post names."""

    def items(self) -> list[Place]:
        rows = [
            row
            for way in ("page_authors__person", "reviewer")
            for row in _last_changes(
                queries.posts(), f"{way}__slug", f"{way}__locale__language_code"
            )
        ]
        return _each_once(rows, addresses.person)


class Treatments(_Places):
    """The page of each treatment that a published post names, in the language of the post."""

    def items(self) -> list[Place]:
        rows = [
            row
            for way in ("treatments", "route_entries__treatment")
            for row in _last_changes(queries.posts(), f"{way}__slug", "locale__language_code")
        ]
        return _each_once(rows, addresses.treatment)


def _each_once(rows: Iterable[Any], address_of: Callable[[str], str]) -> list[Place]:
    """Rows of slug, language and moment as places, each with its last moment."""
    found: dict[str, datetime] = {}
    for slug, language, last in rows:
        with translation.override(language):
            place = address_of(slug)
        found[place] = max(last, found.get(place, last))
    return sorted(found.items())


class Comparisons(_Places):
    """Where readers choose what to compare, in each language in which a post describes a route."""

    def items(self) -> list[Place]:
        routes = _last_changes(queries.posts(), "route_entries__route", "locale__language_code")
        return _each_once(routes, lambda _route: addresses.comparison())


def _last_changes(posts: Any, *fields: str) -> list[Any]:
    """Rows of the fields' values and the newest change among the posts that have them."""
    rows = posts.order_by().filter(**{f"{fields[0]}__isnull": False}).values_list(*fields)
    return list(rows.annotate(last=Max("last_published_at")).order_by(*fields))
