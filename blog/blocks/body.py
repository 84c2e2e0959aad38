"""The public keys of a body's blocks, and what holds between blocks."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail import blocks

from blog.blocks.call_to_action import CallToActionBlock
from blog.blocks.comparison import ComparisonBlock
from blog.blocks.faq import FaqBlock
from blog.blocks.media import EmbedBlock, PictureBlock
from blog.blocks.points import KeyPointsBlock
from blog.blocks.route import RouteBlock
from blog.blocks.table import TableBlock
from blog.blocks.text import CalloutBlock, HeadingBlock, ParagraphBlock, QuoteBlock


class BodyBlock(blocks.StreamBlock):
    """Everything a body is made of. These keys are public: they are for ever."""

    key_points = KeyPointsBlock()
    heading = HeadingBlock()
    paragraph = ParagraphBlock()
    image = PictureBlock()
    quote = QuoteBlock()
    callout = CalloutBlock()
    route = RouteBlock()
    comparison = ComparisonBlock()
    faq = FaqBlock()
    table = TableBlock()
    embed = EmbedBlock()
    call_to_action = CallToActionBlock()

    class Meta:
        block_counts = {"comparison": {"max_num": 1}, "key_points": {"max_num": 1}}

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        _make_anchors_unique(cleaned)
        if self.is_deferred_validation:
            return cleaned
        errors = {
            **_repeated_routes(cleaned),
            **_lonely_comparison(cleaned),
            **_late_key_points(cleaned),
        }
        if errors:
            raise blocks.StreamBlockValidationError(block_errors=errors)
        return cleaned


def _make_anchors_unique(body: Any) -> None:
    """Give a heading that repeats an earlier anchor a number, as readers' links need one place."""
    taken = {child.value.anchor for child in body if child.block_type == "route"}
    for child in body:
        if child.block_type == "heading" and (anchor := child.value["anchor"]):
            unique, number = anchor, 2
            while unique in taken:
                unique, number = f"{anchor[:75]}-{number}", number + 1
            taken.add(unique)
            child.value["anchor"] = unique


def _repeated_routes(body: Any) -> dict[int, ValidationError]:
    keys = {
        index: child.value.key for index, child in enumerate(body) if child.block_type == "route"
    }
    counts = Counter(keys.values())
    seen: set[Any] = set()
    errors = {}
    for index, key in keys.items():
        if counts[key] > 1 and key in seen:
            message = _("This route and method are described above: bring both together.")
            errors[index] = blocks.StructBlockValidationError({"route": ValidationError(message)})
        seen.add(key)
    return errors


def _lonely_comparison(body: Any) -> dict[int, ValidationError]:
    if sum(child.block_type == "route" for child in body) >= 2:
        return {}
    message = _("A comparison needs at least two routes in this post: add one, or remove this.")
    return {
        index: blocks.StructBlockValidationError(non_block_errors=[ValidationError(message)])
        for index, child in enumerate(body)
        if child.block_type == "comparison"
    }


def _late_key_points(body: Any) -> dict[int, ValidationError]:
    message = _("Key points come first: move them to the top.")
    return {
        index: blocks.StructBlockValidationError(non_block_errors=[ValidationError(message)])
        for index, child in enumerate(body)
        if child.block_type == "key_points" and index
    }
