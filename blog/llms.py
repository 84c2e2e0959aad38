"""`/llms.txt`: the blog for language models (llmstxt.org), each post by its Markdown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from blog.api.site import SiteSchema, site_value
from blog.markdown_pages import default_notice, newest_cards, post_line
from cms.api.http import conditional
from cms.markdown import escape, line, link


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
    for card in newest_cards(language):
        shelves[card["category"]["name"]].append(card)
    for name in sorted(shelves):
        yield f"## {escape(name)}"
        yield "\n".join(post_line(card) for card in shelves[name])
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
    yield from default_notice(site)
