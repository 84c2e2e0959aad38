"""What the blog offers to the site's front page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.http import urlencode

from blog import addresses, queries
from blog.card import label_of, with_card
from blog.feeds.links import feed_links
from cms.editions.published import published

LATEST = 6


def front_page(request: HttpRequest, featured: list[int]) -> dict[str, Any]:
    """Featured and latest posts with their cards, and links to routes and categories.

    `featured` are page ids in their order; hidden ones are left out, none is listed twice.
    """
    from blog.models import BlogIndexPage

    every = queries.posts()
    chosen = {post.pk: post for post in queries.with_cards(every.filter(pk__in=featured))}
    latest = queries.with_cards(every.exclude(pk__in=chosen))[:LATEST]
    index = published(BlogIndexPage.objects.all()).first()
    base = index.get_url(request) if index else ""
    return {
        "featured_posts": with_card(
            [chosen[pk] for pk in dict.fromkeys(featured) if pk in chosen], request
        ),
        "canonical_url": request.build_absolute_uri(request.path),
        "latest_posts": with_card(latest, request),
        "blog_url": base,
        "feeds": feed_links(base, index.title) if index else [],
        "routes": [
            {"label": label_of(key), "url": f"{base}?{urlencode({'route': key})}", "count": count}
            for key, _label, count in queries.facet_counts(every, "route")
        ],
        "categories": [
            {"label": label, "url": addresses.category(base, slug), "count": count}
            for slug, label, count in queries.facet_counts(every, "category")
        ],
    }
