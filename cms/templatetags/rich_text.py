"""Rich text in templates."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import RichText, expand_db_html

register = template.Library()


@register.simple_tag(takes_context=True)
def rich_text(context: template.Context, text: Any) -> SafeString | str:
    """`{% rich_text value.text %}`: stored rich text as HTML.

    Where the template has `post`, all links of the page are looked up together.
    """
    if not text:
        return ""
    links = getattr(context.get("post"), "links", None)
    if links is not None:
        return links.expand(text)
    source = text.source if isinstance(text, RichText) else str(text)
    return mark_safe(expand_db_html(source))  # noqa: S308 - cleaned when it was saved
