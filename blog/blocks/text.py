"""Words: headings, paragraphs, quotes and callouts."""

from __future__ import annotations

from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from blog.blocks.choices import ChoiceBlock
from blog.blocks.points import PARAGRAPH_FEATURES
from blog.blocks.references import references_block
from blog.languages import language_choices

HEADING_LEVELS = [("h2", _("Section (h2)")), ("h3", _("Part (h3)")), ("h4", _("Detail (h4)"))]
CALLOUT_KINDS = [
    ("info", _("Good to know")),
    ("warning", _("Take care")),
    ("emergency", _("Emergency: get help now")),
]


def language_block() -> ChoiceBlock:
    """The language of a passage: what is not in the page's own is spoken and set as it should."""
    return ChoiceBlock(
        label=_("Language"),
        choices=language_choices,
        required=False,
        help_text=_("Only where it is not the page's own."),
    )


class HeadingBlock(blocks.StructBlock):
    """A heading with an anchor that stays when the words change."""

    text = blocks.CharBlock(label=_("Heading"), max_length=160)
    level = ChoiceBlock(label=_("Level"), choices=HEADING_LEVELS, default="h2")
    anchor = blocks.RegexBlock(
        label=_("Link name"),
        required=False,
        regex=r"^[\w-]+\Z",
        max_length=80,
        error_messages={"invalid": _("Use letters, digits and hyphens only.")},
        help_text=_("Links to this section end in #name. Made from the heading when left empty."),
    )

    class Meta:
        icon = "title"
        template = "blog/blocks/heading.html"
        group = _("Text")
        description = _("Starts a section. It appears in the table of contents.")
        label_format = "{text}"
        preview_value = {"text": "How it is given", "level": "h2", "anchor": "how-it-is-given"}
        form_layout = blocks.BlockGroup(children=["text", "level"], settings=["anchor"])

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not cleaned["anchor"]:
            cleaned["anchor"] = slugify(cleaned["text"], allow_unicode=True)[:80]
        return cleaned


class ParagraphBlock(blocks.StructBlock):
    """Running text with the references it rests on."""

    text = blocks.RichTextBlock(label=_("Text"), features=PARAGRAPH_FEATURES)
    references = references_block()
    language = language_block()

    class Meta:
        icon = "pilcrow"
        template = "blog/blocks/paragraph.html"
        group = _("Text")
        description = _("Running text, with lists and links where they help.")
        label_format = "{text}"
        preview_value = {
            "text": "<p>Ask how long the visit takes and who will be with you.</p>",
            "references": [],
        }
        form_layout = blocks.BlockGroup(children=["text", "references"], settings=["language"])


class QuoteBlock(blocks.StructBlock):
    """What somebody said, and who. Patients' testimonials do not belong here."""

    text = blocks.TextBlock(label=_("Quotation"), help_text=_("Without quotation marks."))
    attribution = blocks.CharBlock(label=_("Who said it"), max_length=160)
    references = references_block()
    language = language_block()

    class Meta:
        icon = "openquote"
        template = "blog/blocks/quote.html"
        group = _("Text")
        description = _("A sentence of a clinician or a source. Not for testimonials.")
        label_format = "{text}"
        preview_value = {
            "text": "Tell us what worries you first. Everything else can wait.",
            "attribution": "Nurse at the clinic",
            "references": [],
        }
        form_layout = blocks.BlockGroup(
            children=["text", "attribution", "references"], settings=["language"]
        )


class CalloutBlock(blocks.StructBlock):
    """Something that must not be missed."""

    kind = ChoiceBlock(label=_("Kind"), choices=CALLOUT_KINDS, default="info")
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    text = blocks.RichTextBlock(label=_("Text"), features=PARAGRAPH_FEATURES)
    references = references_block()
    language = language_block()

    class Meta:
        icon = "warning"
        template = "blog/blocks/callout.html"
        group = _("Text")
        description = _("A boxed note: good to know, take care, or an emergency.")
        label_format = "{kind}: {title}"
        preview_value = {
            "kind": "warning",
            "title": "Do not drive home",
            "text": "<p>Arrange for somebody to take you home.</p>",
            "references": [],
        }
        form_layout = blocks.BlockGroup(
            children=["kind", "title", "text", "references"], settings=["language"]
        )
