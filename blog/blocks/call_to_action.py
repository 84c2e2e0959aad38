"""What a reader can do next."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from blog.blocks.points import POINT_FEATURES


class CallToActionBlock(blocks.StructBlock):
    """An invitation with one link. Without a target it leads to booking, phone and e-mail."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    text = blocks.RichTextBlock(label=_("Text"), required=False, features=POINT_FEATURES)
    label = blocks.CharBlock(
        label=_("Words on the link"),
        required=False,
        max_length=60,
        help_text=_("Such as “Ask for an appointment”."),
    )
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    url = blocks.URLBlock(
        label=_("Address"),
        required=False,
        help_text=_("Leave page and address empty to show the clinic's booking link and phone."),
    )

    class Meta:
        icon = "mail"
        template = "blog/blocks/call_to_action.html"
        group = _("Structure")
        description = _("Invites readers to get in touch, or leads them to a page.")
        label_format = "{heading}"
        preview_value = {
            "heading": "Talk to us first",
            "text": "<p>We answer questions before you decide anything.</p>",
            "label": "Ask for an appointment",
            "page": None,
            "url": "",
        }

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if cleaned["page"] and cleaned["url"]:
            raise blocks.StructBlockValidationError(
                {"url": ValidationError(_("Choose a page or give an address, not both."))}
            )
        has_target = cleaned["page"] or cleaned["url"]
        if has_target and not cleaned["label"] and not self.is_deferred_validation:
            raise blocks.StructBlockValidationError(
                {"label": ValidationError(_("Say where the link leads."))}
            )
        return cleaned

    def get_context(
        self, value: Any, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Adds `target`: the page's address if readers may see it, else the address given.

        "" means the clinic's own booking link and contact.
        """
        context = super().get_context(value, parent_context=parent_context)
        post, page = context.get("post"), value.get("page")
        chosen = post.links.page_url(page.pk) if post is not None and page else ""
        return {**context, "target": chosen or value.get("url") or ""}
