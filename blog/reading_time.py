"""How long a page takes to read."""

from __future__ import annotations

import math
from typing import Any

from django.utils.html import strip_tags
from wagtail.blocks import RegexBlock, URLBlock
from wagtail.blocks.field_block import BaseChoiceBlock
from wagtail.rich_text import RichText

from cms.streams import leaves

WORDS_PER_MINUTE = 238
NOT_READ = (BaseChoiceBlock, RegexBlock, URLBlock)


def word_count(page: Any) -> int:
    """Words of the title, the introduction and the body. Markup does not count."""
    texts = [page.title, str(getattr(page, "intro", "")), *_texts(page.body)]
    return sum(len(strip_tags(text).split()) for text in texts)


def reading_minutes(page: Any) -> int:
    """Minutes for an adult reading English non-fiction silently (Brysbaert 2019). Never 0."""
    return max(1, math.ceil(word_count(page) / WORDS_PER_MINUTE))


def _texts(body: Any) -> list[str]:
    """What editors wrote; the labels of what they chose would count more than the text."""
    return [
        value.source if isinstance(value, RichText) else value
        for block, value in leaves(body.stream_block, body)
        if isinstance(value, RichText)
        or (isinstance(value, str) and not isinstance(block, NOT_READ))
    ]
