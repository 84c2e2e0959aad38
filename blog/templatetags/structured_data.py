"""What search engines read in a page's head."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from blog import representations

register = template.Library()


@register.simple_tag(takes_context=True)
def structured_data(context: dict[str, Any]) -> SafeString:
    """`<script type="application/ld+json">` for the post of a `PostView`; nothing in a preview.

    It is data: browsers run nothing of it, so the content security policy has no say in it.
    """
    text = representations.structured_data(context["post"].document)
    if not text:
        return SafeString()
    # `blog.json_ld` writes "<", ">" and "&" so that they cannot end the element.
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308
