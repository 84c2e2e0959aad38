"""References beside statements, and how those of a whole block are fetched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

KEY = "references"

_at_hand: ContextVar[dict[Any, Any] | None] = ContextVar("references", default=None)


class ReferenceChooserBlock(SnippetChooserBlock):
    """A reference (`blog.Reference`). In migrations it is Wagtail's own chooser."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__("blog.Reference", **kwargs)

    def bulk_to_python(self, values: Iterable[Any]) -> list[Any]:
        at_hand = _at_hand.get()
        wanted = list(values)
        if at_hand is None or not at_hand.keys() >= set(wanted):
            found: list[Any] = super().bulk_to_python(wanted)
            return found
        return [copy(at_hand[key]) for key in wanted]

    def deconstruct(self) -> Any:
        _path, args, kwargs = super().deconstruct()
        return "wagtail.snippets.blocks.SnippetChooserBlock", ("blog.Reference", *args), kwargs


def references_block(**kwargs: Any) -> blocks.ListBlock:
    """References (`blog.Reference`) that stand behind the text beside them."""
    options = {
        "label": _("References"),
        "default": [],
        "collapsed": True,
        "help_text": _("Where this comes from. They are numbered by themselves."),
    }
    return blocks.ListBlock(ReferenceChooserBlock(label=_("Reference")), **(options | kwargs))


class CitingBlock(blocks.StructBlock):
    """A block with references in many places inside, which one query fetches.

    Left to itself each of these places asks for its own: twenty queries for a full route, each
    time that a post is read.
    """

    def bulk_to_python(self, values: Iterable[Any]) -> list[Any]:
        raw = list(values)
        with _fetched_together(raw):
            converted: list[Any] = super().bulk_to_python(raw)
        return converted


@contextmanager
def _fetched_together(raw: list[Any]) -> Iterator[None]:
    from blog.models import Reference

    ids = set(_ids_in(raw))
    token = _at_hand.set(dict.fromkeys(ids) | Reference.objects.in_bulk(ids))
    try:
        yield
    finally:
        _at_hand.reset(token)


def _ids_in(raw: Any) -> Iterator[int]:
    """The ids below every key “references” in a block's stored value."""
    if isinstance(raw, list):
        for item in raw:
            yield from _ids_in(item)
    elif isinstance(raw, dict):
        for name, inner in raw.items():
            if name == KEY and isinstance(inner, list):
                chosen = (item["value"] if isinstance(item, dict) else item for item in inner)
                yield from (each for each in chosen if isinstance(each, int))
            else:
                yield from _ids_in(inner)
