"""Questions that readers ask, and the answers."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from blog.blocks.points import PARAGRAPH_FEATURES
from blog.blocks.references import references_block


class QuestionBlock(blocks.StructBlock):
    """One question with one answer."""

    question = blocks.CharBlock(label=_("Question"), max_length=200)
    answer = blocks.RichTextBlock(label=_("Answer"), features=PARAGRAPH_FEATURES)
    references = references_block()

    class Meta:
        icon = "help"
        label = _("Question")
        label_format = "{question}"


class FaqBlock(blocks.StructBlock):
    """A list of questions and answers."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=160)
    items = blocks.ListBlock(QuestionBlock(), label=_("Questions"), min_num=1)

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        template = "blog/blocks/faq.html"
        group = _("Structure")
        description = _("Questions and short answers.")
        label_format = "{heading}"
        preview_value = {
            "heading": "Questions we hear often",
            "items": [
                {
                    "question": "May I bring somebody?",
                    "answer": "<p>Yes. You need an escort home in any case.</p>",
                    "references": [],
                }
            ],
        }
