"""The only place where a public query of the blog is composed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page, Site
from wagtail.query import PageQuerySet

from blog import related
from cms.editions.models import ContextPage
from cms.editions.published import published

if TYPE_CHECKING:
    from blog.models import (
        BlogIndexPage,
        BlogPage,
        Category,
        Person,
        RouteEntry,
        SiteSettings,
        Treatment,
    )


def site_settings(request: HttpRequest | None = None) -> SiteSettings | None:
    """The clinic's settings, once per request; None before there is a site."""
    from blog.models import SiteSettings

    if request is not None:
        return SiteSettings.for_request(request) if Site.find_for_request(request) else None
    site = Site.objects.filter(is_default_site=True).first()
    return SiteSettings.for_site(site) if site else None


def posts() -> PageQuerySet:
    """Published posts, newest first, without aliases, so that each is listed once."""
    from blog.models import BlogPage

    listed = published(BlogPage.objects.filter(alias_of__isnull=True))
    return listed.order_by("-first_published_at", "-pk")


def with_cards(queryset: QuerySet[BlogPage]) -> QuerySet[BlogPage]:
    """Fetch what a card shows along with the posts: a constant number of queries."""
    return queryset.select_related("category", "hero_image").prefetch_related(
        "route_entries", "page_authors__person", "hero_image__renditions"
    )


def posts_below(index: BlogIndexPage) -> PageQuerySet:
    """Published posts anywhere below an index page."""
    return posts().descendant_of(index)


def used_category(index: BlogIndexPage, slug: str) -> Category | None:
    """The category of posts below an index page, if any of them has it."""
    from blog.models import Category

    named = Category.objects.filter(slug=slug, posts__in=posts_below(index).values("pk"))
    return named.order_by("pk").first()


def person(slug: str) -> Person | None:
    """The person with this slug, in the language of the request if there is one in it."""
    from blog.models import Person

    found = Person.objects.filter(slug=slug).select_related("locale", "photo")
    return next(iter(sorted(found, key=_is_foreign)), None)


def _is_foreign(shared: Person | Treatment) -> tuple[bool, int]:
    return shared.locale.language_code != get_language(), shared.pk


def posts_by(person: Person) -> PageQuerySet:
    """Published posts that the person wrote."""
    return posts().filter(pk__in=person.authored_posts.values("page"))


def posts_reviewed_by(person: Person) -> PageQuerySet:
    """Published posts that the person checked."""
    return posts().filter(reviewer=person)


def used_treatment(slug: str) -> Treatment | None:
    """The treatment with this slug that published posts in the language of the request name.

    Theirs may be one that nobody translated; one in their own language comes first.
    """
    from blog.models import Treatment

    found = Treatment.objects.filter(slug=slug).select_related("locale")
    own_first = sorted(found, key=_is_foreign)
    return next((each for each in own_first if posts_about(each).exists()), None)


def filtered(queryset: QuerySet[BlogPage], chosen: dict[str, list[str]]) -> QuerySet[BlogPage]:
    """Narrow posts to those that match every chosen filter; several routes must all be there.

    `chosen` maps `category`, `tag`, `author`, `treatment` (slugs) and `route` (keys) to values.
    """
    lookups = {
        "category": "category__slug",
        "tag": "tagged_items__tag__slug",
        "author": "page_authors__person__slug",
        "treatment": "treatments__slug",
        "route": "route_entries__route",
    }
    for name, lookup in lookups.items():
        for value in chosen.get(name, []):
            matching = queryset.model.objects.filter(**{lookup: value})
            queryset = queryset.filter(pk__in=matching.values("pk"))
    return queryset


def posts_about(treatment: Treatment) -> QuerySet[BlogPage]:
    """Published posts in the language of the request that name it, or a route of theirs does."""
    return posts().filter(
        locale__language_code=get_language(),
        live_page__facets__kind="treatment",
        live_page__facets__key=str(treatment.pk),
    )


def route_entries() -> QuerySet[RouteEntry]:
    """What published posts in the language of the request say of routes, the newest post first."""
    from blog.models import RouteEntry

    public = posts().order_by().filter(pk=OuterRef("page"), locale__language_code=get_language())
    return RouteEntry.objects.filter(Exists(public)).order_by("-published_at", "-id")


def related_posts(post: BlogPage) -> list[BlogPage]:
    """Up to three posts to read next, those of the live store; never itself nor a hidden one.

    A draft that is only previewed has none in the store: its own are found on the spot.
    """
    kept = ContextPage.objects.filter(live=post.pk, kind=ContextPage.RELATED)
    ids = list(kept.values_list("page", flat=True)) if post.live else related.candidates(post)
    found = {page.pk: page for page in with_cards(posts().filter(pk__in=ids).exclude(pk=post.pk))}
    return [found[pk] for pk in ids if pk in found][: related.SHOWN]


def facet_counts(queryset: QuerySet[BlogPage], facet: str) -> list[tuple[str, str, int]]:
    """`(value, label, posts)` for each value of a facet among the posts, most used first."""
    names = {
        "category": ("category__slug", "category__name"),
        "tag": ("tagged_items__tag__slug", "tagged_items__tag__name"),
        "author": ("page_authors__person__slug", "page_authors__person__name"),
        "treatment": ("treatments__slug", "treatments__name"),
        "route": ("route_entries__route", "route_entries__route"),
    }
    value, label = names[facet]
    rows = (
        queryset.order_by()
        .filter(**{f"{value}__isnull": False})
        .values_list(value, label)
        .annotate(posts=Count("pk", distinct=True))
        .order_by("-posts", label)
    )
    return [(row[0], row[1], row[2]) for row in rows]


def public_pages(ids: list[int]) -> dict[int, Page]:
    """Those of the pages that any reader may see, by id."""
    return {page.pk: page for page in published(Page.objects.filter(pk__in=ids))}
