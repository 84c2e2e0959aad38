"""Plain tables, for what is neither a route nor a comparison of routes."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from blog.blocks.points import POINT_FEATURES


class DataTableBlock(TypedTableBlock):
    """Columns of text, rich text or numbers. Each column needs a heading."""

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not self.is_deferred_validation:
            if not cleaned or not cleaned.row_data:
                raise ValidationError(_("Add at least one column and one row."))
            if not all(column["heading"].strip() for column in cleaned.columns):
                raise ValidationError(_("Give every column a heading."))
        return cleaned


class TableBlock(blocks.StructBlock):
    """A captioned table."""

    caption = blocks.CharBlock(
        label=_("Caption"), max_length=200, help_text=_("Say what the table shows.")
    )
    table = DataTableBlock(
        [
            ("text", blocks.CharBlock(label=_("Text"), required=False)),
            (
                "rich_text",
                blocks.RichTextBlock(
                    label=_("Formatted text"), required=False, features=POINT_FEATURES
                ),
            ),
            ("numeric", blocks.DecimalBlock(label=_("Number"), required=False)),
        ],
        label=_("Table"),
    )

    class Meta:
        icon = "table"
        template = "blog/blocks/table.html"
        group = _("Structure")
        description = _("Rows and columns, for what is not a comparison of routes.")
        label_format = "{caption}"
        preview_value = {
            "caption": "What to bring",
            "table": {
                "columns": [
                    {"type": "text", "heading": "When"},
                    {"type": "text", "heading": "What"},
                ],
                "rows": [{"values": ["First visit", "Your list of medicines"]}],
                "caption": "",
            },
        }
