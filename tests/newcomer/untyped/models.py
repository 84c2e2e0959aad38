"""Page types of which something cannot be typed."""

from __future__ import annotations

from typing import Any

from django.db import models
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.editions.pages import PublicPageMixin


class OracleBlock(blocks.CharBlock):
    """Says anything at all."""

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        return {"said": value}


class MuteBlock(blocks.Block):
    """A block of a kind that nobody registered."""


class HeadingBlock(blocks.StructBlock):
    """Not the blog's, but of the same name."""

    words = blocks.CharBlock()


class OraclePage(PublicPageMixin, Page):
    """Has a block that represents itself without saying as what."""

    body = StreamField([("oracle", OracleBlock())])
    document_fields = ["body"]


class MutePage(PublicPageMixin, Page):
    """Has a block deep inside that has no type."""

    body = StreamField(
        [("list", blocks.ListBlock(blocks.StructBlock([("mute", MuteBlock())])))], blank=True
    )
    document_fields = ["body"]


class LoosePage(PublicPageMixin, Page):
    """Shows a field whose values may be anything."""

    anything = models.JSONField(default=dict)
    document_fields = ["anything"]


class MistypedPage(PublicPageMixin, Page):
    """Names a field that it does not have."""

    document_fields = ["bodi"]


class NamesakePage(PublicPageMixin, Page):
    """Has a block with the name of another."""

    body = StreamField([("heading", HeadingBlock())])
    document_fields = ["body"]
