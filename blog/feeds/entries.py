"""The newest posts of a list as feed entries, made from the documents of the live store."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from types import SimpleNamespace
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import translation

from blog import addresses
from blog.api.queries import POST, SHARED
from blog.feeds.content import post_html
from cms.api.cards import CardList
from cms.api.listing import Filters
from cms.api.pagination import PageParameters
from cms.editions.reading import absolute

NEWEST = 20
# What XML cannot hold, escaped or not (XML 1.0, 2.2). A title may hold it all the same.
UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

documents = CardList(POST, any_of=SHARED, all_of=[], stored="document")


class Author(NamedTuple):
    """Who wrote it; `url` is the address of the profile."""

    name: str
    url: str


@dataclass(frozen=True)
class Entry:
    """One post. `id` stays the same when the post is renamed or moved."""

    id: str
    url: str
    title: str
    summary: str
    html: str
    language: str
    published: datetime
    updated: datetime
    authors: tuple[Author, ...]
    category: str
    tags: tuple[str, ...]
    image: str
    disclaimer: dict[str, Any]
    last_reviewed: str | None

    @property
    def categories(self) -> list[str]:
        """The category, then the tags."""
        return list(dict.fromkeys(filter(None, (self.category, *self.tags))))


def newest(filters: Filters) -> list[Entry]:
    """The newest posts that match, in one query. Raises `StoreIsBehind`."""
    found = documents.slice(filters, "-published_at", PageParameters(cursor="", limit=NEWEST))
    return [_entry(absolute(bytes(row[2]))) for row in found.rows]


def fit(text: str | None) -> str:
    """The text without what XML cannot hold."""
    return UNFIT.sub("", text or "")


@lru_cache(maxsize=200)
def _entry(stored: bytes) -> Entry:
    """The entry of a document. A document never changes, so what was made of it is kept."""
    post = json.loads(stored, object_hook=lambda fields: SimpleNamespace(**fields))
    published = datetime.fromisoformat(post.published_at)
    with translation.override(post.locale):
        html = post_html(post)
        authors = tuple(map(_author, post.authors))
    return Entry(
        # RFC 4151: the site at the time of publication named this post.
        id=f"tag:{urlsplit(post.url).hostname},{published:%Y-%m-%d}:posts/{post.id}",
        url=post.seo.canonical,
        title=fit(post.title),
        summary=fit(post.excerpt),
        html=fit(html),
        language=post.locale,
        published=published,
        updated=datetime.fromisoformat(post.updated_at),
        authors=authors,
        category=fit(post.category.name) if post.category else "",
        tags=tuple(fit(tag.name) for tag in post.tags),
        image=post.hero.src if post.hero else "",
        disclaimer=vars(post.disclaimer),
        last_reviewed=post.last_reviewed,
    )


def _author(person: Any) -> Author:
    url = f"{settings.BASE_URL}{addresses.person(person.slug)}"
    return Author(fit(person.name_with_credentials), url)
