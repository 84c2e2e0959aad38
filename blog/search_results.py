"""One page that was found, as readers see it: its card, and where the words stand."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from blog.api.queries import POST
from cms.editions.search.highlights import Highlighter, Marked


@dataclass(frozen=True)
class Result:
    """`title` and `passages` are HTML that holds nothing but `<mark>`."""

    kind: str
    title: SafeString
    url: str
    category: str
    date: datetime
    passages: list[SafeString]


def result(stored: bytes, body: str, highlighter: Highlighter) -> Result:
    """What is shown of a stored card and the text behind it."""
    card = json.loads(stored)
    is_post = card["type"] == POST
    return Result(
        kind=_("Post") if is_post else _("Page"),
        title=_safe(highlighter.whole(card["title"])),
        url=card["path"],
        category=card["category"]["name"] if is_post and card["category"] else "",
        date=datetime.fromisoformat(card["published_at"]),
        passages=_passages(card["excerpt"], body, highlighter),
    )


def _passages(excerpt: str, body: str, highlighter: Highlighter) -> list[SafeString]:
    """Where the words stand; the excerpt where they do not, so that no result is bare."""
    short, places = highlighter.whole(excerpt), highlighter.passages(body)
    is_short_marked = "<mark>" in short.html
    shown = [short, *places[:1]] if is_short_marked else places or [short]
    return [_safe(each) for each in shown if each.html]


def _safe(marked: Marked) -> SafeString:
    return mark_safe(marked.html)  # noqa: S308 - the highlighter escapes all but its marks
