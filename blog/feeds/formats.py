"""A channel and its entries in the formats that feed readers know."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed

from blog.feeds.entries import Entry, fit


@dataclass(frozen=True)
class Channel:
    """A list of posts that can be followed. Addresses are absolute.

    `updated` is when the list itself last changed; entries may have changed since.
    """

    title: str
    description: str
    url: str
    feed_url: str
    language: str
    updated: datetime

    def updated_with(self, entries: list[Entry]) -> datetime:
        return max([self.updated, *(entry.updated for entry in entries)])


class Rss(Rss201rev2Feed):
    """RSS 2.0, whole texts in `content:encoded`, authors in `dc:creator` (no e-mail needed)."""

    def rss_attributes(self) -> dict[str, str]:
        return {
            **super().rss_attributes(),
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        }

    def latest_post_date(self) -> Any:
        return self.feed["updated"]

    def add_item_elements(self, handler: Any, item: Any) -> None:
        super().add_item_elements(handler, item)
        entry: Entry = item["entry"]
        for author in entry.authors:
            handler.addQuickElement("dc:creator", author.name)
        handler.addQuickElement("dc:language", entry.language)
        handler.addQuickElement("content:encoded", entry.html)


class Atom(Atom1Feed):
    """Atom (RFC 4287), whole texts as HTML in `content`."""

    def latest_post_date(self) -> Any:
        return self.feed["updated"]

    def item_attributes(self, item: Any) -> dict[str, str]:
        return {"xml:lang": item["entry"].language}

    def add_item_elements(self, handler: Any, item: Any) -> None:
        entry: Entry = item["entry"]
        super().add_item_elements(handler, {**item, "description": None})
        for author in entry.authors:
            handler.startElement("author", {})
            handler.addQuickElement("name", author.name)
            handler.addQuickElement("uri", author.url)
            handler.endElement("author")
        handler.addQuickElement("summary", entry.summary, {"type": "text"})
        handler.addQuickElement("content", entry.html, {"type": "html"})


def rss(channel: Channel, entries: list[Entry]) -> bytes:
    return _xml(Rss, channel, entries)


def atom(channel: Channel, entries: list[Entry]) -> bytes:
    return _xml(Atom, channel, entries)


def _xml(kind: type[SyndicationFeed], channel: Channel, entries: list[Entry]) -> bytes:
    feed = kind(
        title=fit(channel.title),
        link=channel.url,
        description=fit(channel.description),
        subtitle=fit(channel.description),
        language=channel.language,
        feed_url=channel.feed_url,
        feed_guid=channel.feed_url,
        updated=channel.updated_with(entries),
    )
    for entry in entries:
        feed.add_item(
            title=entry.title,
            link=entry.url,
            description=entry.summary,
            pubdate=entry.published,
            updateddate=entry.updated,
            unique_id=entry.id,
            unique_id_is_permalink=False,
            categories=entry.categories,
            entry=entry,
        )
    return feed.writeString("utf-8").encode()


def json_feed(channel: Channel, entries: list[Entry]) -> bytes:
    """JSON Feed 1.1. What it has no word for stands in `_careroute`."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": channel.url,
        "feed_url": channel.feed_url,
        "description": channel.description,
        "language": channel.language,
        "items": [_item(entry) for entry in entries],
    }
    return json.dumps(_filled(feed), ensure_ascii=False, indent=1).encode()


def _item(entry: Entry) -> dict[str, Any]:
    return _filled(
        {
            "id": entry.id,
            "url": entry.url,
            "title": entry.title,
            "content_html": entry.html,
            "summary": entry.summary,
            "image": entry.image,
            "date_published": entry.published.isoformat(),
            "date_modified": entry.updated.isoformat(),
            "authors": [author._asdict() for author in entry.authors],
            "tags": entry.categories,
            "language": entry.language,
            "_careroute": {
                "category": entry.category or None,
                "last_reviewed": entry.last_reviewed,
                "disclaimer": entry.disclaimer,
            },
        }
    )


def _filled(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value or name == "items"}


@dataclass(frozen=True)
class Format:
    """One way to write a feed; `extension` is that of its address."""

    extension: str
    label: str
    content_type: str
    write: Callable[[Channel, list[Entry]], bytes]


FORMATS = {
    each.extension: each
    for each in (
        Format("rss", "RSS", "application/rss+xml", rss),
        Format("atom", "Atom", "application/atom+xml", atom),
        Format("json", "JSON", "application/feed+json", json_feed),
    )
}
