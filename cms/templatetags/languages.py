"""What a page's head says of the page's other languages."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django import template

from cms.delivery.live import live_document
from cms.discovery.languages import Alternate, alternates_of, has_languages
from cms.editions.pages import PublicPageMixin

register = template.Library()


@register.simple_tag(takes_context=True)
def alternates(context: dict[str, Any]) -> list[Alternate]:
    """`{% alternates as languages %}`: the page in each language that readers get it in.

    Empty for what is only a part of a page, such as a filtered list: `canonical_url` is another.
    """
    page = context.get("page")
    if not has_languages() or not isinstance(page, PublicPageMixin):
        return []
    document = live_document(page, context["request"])
    canonical = urlsplit(context.get("canonical_url") or "")
    if not document or canonical.query or canonical.path != document["path"]:
        return []
    return alternates_of(document)
