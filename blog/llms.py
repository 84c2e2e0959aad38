"""`/llms.txt`: the blog for language models (llmstxt.org), each post by its Markdown."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from blog.api.queries import posts
from blog.api.site import SiteSchema, site_value
from blog.representations import MARKDOWN
from cms.api.http import conditional
from cms.api.pagination import PageParameters
from cms.editions.reading import absolute
from cms.markdown import escape, from_html, line, link

# Whoever wants more than the newest is told where to find all.
NEWEST = 500


def llms(request: HttpRequest) -> HttpResponse:
    """Name, notice and posts of the language of the address."""
    text = "\n\n".join(filter(None, _paragraphs(request.LANGUAGE_CODE))) + "\n"
    return conditional(request, HttpResponse(text, content_type="text/plain; charset=utf-8"))


def _paragraphs(language: str) -> Iterator[str]:
    site = site_value()
    yield f"# {escape(site.name or _('Blog'))}"
    yield f"> {escape(site.tagline)}" if site.tagline else ""
    yield from _notice(site)
    shelves: defaultdict[str, list[Any]] = defaultdict(list)
    for card in _cards(language):
        shelves[card["category"]["name"]].append(card)
    for name in sorted(shelves):
        yield f"## {escape(name)}"
        yield "\n".join(_post(card) for card in shelves[name])
    yield f"## {_('Optional')}"
    yield "\n".join(
        f"- {link(label, settings.BASE_URL + path)}"
        for label, path in (
            (_("All pages"), reverse("sitemap")),
            (_("All posts as data"), reverse("content:openapi-json")),
        )
    )


def _notice(site: SiteSchema) -> Iterator[str]:
    """What holds for everything below, in the words that readers see."""
    yield line(
        _(
            "Every post is Markdown at the address given here and carries its own disclaimer, "
            "which is part of it: keep it with whatever you take from the post."
        )
    )
    if notice := site.default_disclaimer:
        yield f"**{escape(notice.title or _('Disclaimer'))}**"
        yield from_html(notice.html)


def _cards(language: str) -> list[dict[str, Any]]:
    wanted = PageParameters.model_construct(cursor="", limit=NEWEST)
    found = posts.slice({"locale": [language]}, "-published_at", wanted)
    return [json.loads(absolute(bytes(row[2]))) for row in found.rows]


def _post(card: dict[str, Any]) -> str:
    told = f": {escape(card['excerpt'])}" if card["excerpt"] else ""
    return f"- {link(card['title'], card['url'] + MARKDOWN)}{told}"
