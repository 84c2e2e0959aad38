"""A post as a list shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.html import strip_tags
from django.utils.text import Truncator

from blog import vocabulary

if TYPE_CHECKING:
    from blog.models import BlogPage


@dataclass(frozen=True)
class Card:
    """What readers need to decide whether to open a post."""

    title: str
    url: str
    excerpt: str
    hero_image: Any
    category: Any
    routes: list[str]
    date: datetime | None
    authors: list[Any]
    is_past_review: bool

    @classmethod
    def of(cls, post: BlogPage, request: HttpRequest | None = None) -> Card:
        """The card of a post fetched by `blog.queries.with_cards`: no further query."""
        return cls(
            title=post.title,
            url=post.get_url(request) or "",
            excerpt=excerpt(post),
            hero_image=post.hero_image,
            category=post.category,
            routes=list(dict.fromkeys(label_of(entry.route) for entry in post.route_entries.all())),
            date=post.first_published_at,
            authors=[row.person for row in post.page_authors.all()],
            is_past_review=post.is_past_review,
        )


def with_card(posts: Iterable[BlogPage], request: HttpRequest | None) -> list[BlogPage]:
    """The posts, each with its `card`."""
    listed = list(posts)
    for post in listed:
        post.card = Card.of(post, request)
    return listed


def excerpt(post: BlogPage) -> str:
    """The search description, else the subtitle, else the start of the introduction."""
    text = post.search_description or post.subtitle or strip_tags(str(post.intro))
    return Truncator(" ".join(text.split())).chars(200, truncate="…")


def label_of(route: str) -> str:
    return str(vocabulary.ROUTES[route].label)
