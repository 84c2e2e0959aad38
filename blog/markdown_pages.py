"""Pages that are no posts as Markdown: what they say, the posts they lead to, the site's notice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from blog.api.queries import posts
from blog.api.site import SiteSchema, site_value
from blog.markdown import body_markdown, moment, references_markdown, with_front_matter
from blog.markdown_blocks import heading, image
from blog.representations import MARKDOWN
from cms.api.listing import Filters
from cms.api.pagination import PageParameters
from cms.editions.reading import absolute
from cms.markdown import escape, from_html, line, link

# Whoever wants more than the newest is told where to find all.
NEWEST = 500


def standing_page(document: Any) -> str:
    """A page with a body of blocks: about, contact, privacy."""
    return _page(
        document,
        [
            line(document.intro),
            *body_markdown(document),
            *references_markdown(document.references),
            *default_notice(site_value()),
        ],
    )


def page_of_posts(document: Any, narrowed: Filters | None = None) -> str:
    """A page that leads to posts: the newest, each by its Markdown."""
    cards = newest_cards(document.locale, narrowed)
    return _page(
        document,
        [
            from_html(document.intro.html),
            *image(getattr(document, "hero", None)),
            *([heading(2, _("Posts")), "\n".join(map(post_line, cards))] if cards else []),
            *default_notice(site_value()),
        ],
    )


def default_notice(site: SiteSchema) -> Iterator[str]:
    """The disclaimer of the site, which holds where a page has none of its own."""
    if notice := site.default_disclaimer:
        yield f"**{escape(notice.title or _('Disclaimer'))}**"
        yield from_html(notice.html)


def newest_cards(language: str, narrowed: Filters | None = None) -> list[dict[str, Any]]:
    """The cards of the newest posts in a language."""
    wanted = PageParameters.model_construct(cursor="", limit=NEWEST)
    found = posts.slice({"locale": [language], **(narrowed or {})}, "-published_at", wanted)
    return [json.loads(absolute(bytes(row[2]))) for row in found.rows]


def post_line(card: dict[str, Any]) -> str:
    told = f": {escape(card['excerpt'])}" if card["excerpt"] else ""
    return f"- {link(card['title'], card['url'] + MARKDOWN)}{told}"


def _page(document: Any, paragraphs: list[str]) -> str:
    stated = {
        "title": document.title,
        "canonical": document.seo.canonical,
        "language": document.locale,
        "published": moment(document.published_at),
        "updated": moment(document.updated_at),
    }
    return with_front_matter(stated, document.title, paragraphs)
