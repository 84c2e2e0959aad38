"""What the list of posts says of each, gathered for a whole page of it at once."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from wagtail.models import Revision

from blog import vocabulary
from blog.models import BlogPage, Disclaimer, SiteSettings


@dataclass(frozen=True)
class PostRow:
    """The columns of one post, in words."""

    routes: str
    authors: str
    review: str
    disclaimer: str


def add_rows(posts: Iterable[BlogPage]) -> None:
    """Give each post its `row`, with three queries for all of them.

    The posts come with `route_entries`, `page_authors__person`, `category__disclaimer` and
    `disclaimer` fetched.
    """
    posts = list(posts)
    defaults = site_defaults()
    drafts = _routes_of_drafts(posts)
    for post in posts:
        routes = drafts.get(post.pk) or [entry.route for entry in post.route_entries.all()]
        post.row = PostRow(
            routes=", ".join(dict.fromkeys(_label(route) for route in routes)),
            authors=", ".join(row.person.name for row in post.page_authors.all()),
            review=review_in_words(post),
            disclaimer=_disclaimer(post, defaults),
        )


def review_in_words(post: BlogPage) -> str:
    """The date, and that it has passed where it has: “Past due since 2 March 2026”."""
    if not post.next_review_due:
        return ""
    date = date_format(post.next_review_due)
    if post.next_review_due >= timezone.localdate():
        return date
    return gettext("Past due since %(date)s") % {"date": date}


def site_defaults() -> list[tuple[str, Disclaimer]]:
    """The default disclaimer of each site, with the beginning of its pages' paths."""
    settings = SiteSettings.objects.select_related("default_disclaimer", "site__root_page")
    return [
        (each.site.root_page.path, each.default_disclaimer)
        for each in settings
        if each.default_disclaimer
    ]


def _disclaimer(post: BlogPage, defaults: list[tuple[str, Disclaimer]]) -> str:
    if post.disclaimer:
        return str(post.disclaimer)
    if post.category and post.category.disclaimer:
        words = gettext("%(disclaimer)s (the category's)")
        return words % {"disclaimer": post.category.disclaimer}
    for beginning, default in defaults:
        if post.path.startswith(beginning):
            return gettext("%(disclaimer)s (the site's)") % {"disclaimer": default}
    return gettext("None: it cannot be published")


def _routes_of_drafts(posts: list[BlogPage]) -> dict[int, list[str]]:
    """The routes of posts that were never published, which have no entries yet."""
    latest = {post.latest_revision_id: post.pk for post in posts if not post.live}
    contents = Revision.objects.filter(pk__in=latest).values_list("pk", "content")
    return {latest[pk]: _routes_in(content) for pk, content in contents}


def _routes_in(content: dict[str, Any]) -> list[str]:
    body = json.loads(content.get("body") or "[]")
    return [block["value"].get("route") or "" for block in body if block["type"] == "route"]


def _label(route: str) -> str:
    known = vocabulary.ROUTES.get(route)
    return str(known.label) if known else route
