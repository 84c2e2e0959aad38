"""A post as a list shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.dateparse import parse_datetime
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.timezone import localdate

from blog import vocabulary
from cms.renditions import PictureSources, of_document

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
    picture: PictureSources | None = None
    """Of a card that was kept: it has no `hero_image`."""

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

    @classmethod
    def kept(cls, card: dict[str, Any]) -> Card:
        """A card as the live store has it in a document."""
        due = card["next_review_due"]
        return cls(
            title=card["title"],
            url=card["path"],
            excerpt=card["excerpt"],
            hero_image=None,
            category=card["category"]["name"],
            routes=[route["label"] for route in card["routes"]],
            date=parse_datetime(card["published_at"]),
            authors=card["authors"],
            is_past_review=bool(due) and date.fromisoformat(due) < localdate(),
            picture=card["hero"] and of_document(card["hero"], "card"),
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
