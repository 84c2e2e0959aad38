"""Short sourced statements: the smallest unit of what a post claims."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from blog.blocks.references import references_block

POINT_FEATURES = ["bold", "italic", "link"]
PARAGRAPH_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul"]


class StatementBlock(blocks.StructBlock):
    """Choices that are the same in many posts, with words of the post's own beside them.

    Only the words are searched for; naming every choice takes longer than all other indexing.
    """

    words: tuple[str, ...] = ("note",)

    def get_searchable_content(self, value: Any) -> list[str]:
        return [text for name in self.words if (text := value.get(name))]


class PointBlock(blocks.StructBlock):
    """One short statement with its references."""

    text = blocks.RichTextBlock(label=_("Text"), features=POINT_FEATURES)
    references = references_block()

    class Meta:
        icon = "list-ul"
        label = _("Point")
        label_format = "{text}"


def points_block(**kwargs: Any) -> blocks.ListBlock:
    """A list of points, which may stay empty."""
    return blocks.ListBlock(PointBlock(), **({"default": []} | kwargs))


class KeyPointsBlock(blocks.StructBlock):
    """What a reader takes along who reads nothing else. Stands first (`blog.blocks.body`)."""

    points = points_block(label=_("Points"), min_num=1, max_num=7)

    class Meta:
        icon = "list-ul"
        label = _("Key points")
        template = "blog/blocks/key_points.html"
        group = _("Text")
        description = _("What matters most, in a few short points. Stands first.")
        label_format = _("Key points")
        preview_value = {
            "points": [
                {"text": "<p>Somebody stays with you all the time.</p>", "references": []},
                {"text": "<p>You cannot drive home.</p>", "references": []},
            ]
        }
