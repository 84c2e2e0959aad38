"""How a page tells feed readers what they can follow."""

from __future__ import annotations

from blog import addresses
from blog.feeds.formats import FORMATS


def feed_links(path: str, title: str) -> list[dict[str, str]]:
    """`[{title, content_type, url}]` of the feeds of the list at `path`; none without a path."""
    if not path:
        return []
    return [
        {
            "title": f"{title} ({each.label})",
            "content_type": each.content_type,
            "url": addresses.feed(path, each.extension),
        }
        for each in FORMATS.values()
    ]
