"""Following a path such as ``body[3].value.points[2].text`` into a page, to the text there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from blog.importers.spans import RichSource, plain

_STEP = re.compile(r"(?P<name>[^.\[\]]+)|\[(?P<index>\d+)\]")
_RICH_FIELDS = frozenset({"intro"})


def text_at(page: Any, where: str) -> str:
    """All text at a place of a page (a `BlogPage`, or a document's `values()`), joined by spaces.

    Raises `LookupError` or `AttributeError` when there is no such place.
    """
    value = page
    for step in _STEP.finditer(where):
        if step["index"] is not None:
            value = value[int(step["index"])]
        elif isinstance(value, Mapping):
            value = value[step["name"]]
        else:
            value = getattr(value, step["name"])
    if where == "tags":
        tags = value.all() if hasattr(value, "all") else value
        return ", ".join(getattr(tag, "name", tag) for tag in tags)
    if where in _RICH_FIELDS and isinstance(value, str):
        value = RichSource(value)
    return text_in(value)


def text_in(value: Any) -> str:
    """The words that readers of this value see."""
    if isinstance(value, RichSource):
        return plain(value)
    if isinstance(value, str):
        return value
    if hasattr(value, "versions"):
        latest = value.versions.order_by("-number").first()
        return plain(latest.text) if latest else ""
    if value is None or isinstance(value, bool | int | float):
        return ""
    if hasattr(value, "source"):
        return plain(value.source)
    if hasattr(value, "row_data"):
        heads = [column["heading"] for column in value.columns]
        return _joined([*heads, *(row["values"] for row in value.row_data)])
    if isinstance(value, Mapping):
        return _joined(child for key, child in value.items() if key != "type")
    if hasattr(value, "alt_text_or_title"):
        return _joined([value.alt_text_or_title])
    if hasattr(value, "all"):
        return _joined(value.all())
    if hasattr(value, "title"):
        return _joined([getattr(value, "contextual_alt_text", None), value.title])
    try:
        return _joined(iter(value))
    except TypeError:
        return str(value)


def _joined(values: Any) -> str:
    return " ".join(filter(None, (text_in(value) for value in values)))
