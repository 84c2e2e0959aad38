"""The language of a passage that is not in the page's own."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info

register = template.Library()


@register.simple_tag(takes_context=True)
def passage(context: template.Context, language: str | None) -> SafeString:
    """`<p{% passage value.language %}>`: lang and dir where `language` is not the page's.

    Screen readers then speak it as it is spoken, and it runs the way it is written.
    """
    if not language or language == context.get("page_language"):
        return SafeString()
    direction = "rtl" if get_language_info(language)["bidi"] else "ltr"
    return format_html(' lang="{}" dir="{}"', language, direction)
