"""How long a page takes to read."""

from __future__ import annotations

import math
from typing import Any

from django.utils.html import strip_tags

WORDS_PER_MINUTE = 238


def word_count(page: Any) -> int:
    """Words of the title, the introduction and the body. Markup does not count."""
    texts = [page.title, str(getattr(page, "intro", "")), *_texts(page.body)]
    return sum(len(strip_tags(text).split()) for text in texts)


def reading_minutes(page: Any) -> int:
    """Minutes for an adult reading English non-fiction silently (Brysbaert 2019). Never 0."""
    return max(1, math.ceil(word_count(page) / WORDS_PER_MINUTE))


def _texts(body: Any) -> list[str]:
    return [str(text) for text in body.stream_block.get_searchable_content(body)]
