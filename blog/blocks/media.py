"""Pictures, and links to things to watch or hear elsewhere."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock


class PictureBlock(blocks.StructBlock):
    """A picture with its alternative text and caption. Its credit comes with the image."""

    image = ImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(
        label=_("Caption"),
        required=False,
        max_length=250,
        help_text=_("The picture's own caption is used when left empty."),
    )

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "blog/blocks/image.html"
        group = _("Media")
        description = _("A picture with alternative text, caption and credit.")
        label_format = "{caption}"
        preview_value = {"image": None, "caption": "A picture and its caption"}

    def get_preview_value(self) -> Any:
        """The sample with the newest picture that anybody may see, where there is one."""
        value = super().get_preview_value()
        anybodys = {"collection__depth": 1, "collection__view_restrictions": None}
        pictures = get_image_model().objects.filter(**anybodys)
        value["image"] = pictures.order_by("-created_at").first()
        return value


class EmbedValue(blocks.StructValue):
    @property
    def host(self) -> str:
        """Where the link leads, for readers: “www.example.org”."""
        return urlsplit(self.get("url") or "").hostname or ""


class EmbedBlock(blocks.StructBlock):
    """A card that leads to a video or page elsewhere. Nothing is loaded before a reader goes."""

    url = blocks.URLBlock(label=_("Address"))
    title = blocks.CharBlock(label=_("Title"), max_length=160)
    description = blocks.TextBlock(
        label=_("What it shows"),
        required=False,
        max_length=500,
        help_text=_("Say what a reader finds there, for those who cannot watch or hear it."),
    )

    class Meta:
        icon = "media"
        label = _("Film or page elsewhere")
        template = "blog/blocks/embed.html"
        group = _("Media")
        description = _("A card that links to a video or page elsewhere, without trackers.")
        label_format = "{title}"
        value_class = EmbedValue
        api_properties = ["host"]
        preview_value: Any = {
            "url": "https://www.example.org/film",
            "title": "A short film about the first visit",
            "description": "A nurse shows the treatment room and explains each step.",
        }
