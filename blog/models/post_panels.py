"""The tabs of the post's editor."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
    TitleFieldPanel,
)
from wagtail.models import Page

CONTENT_PANELS = [
    TitleFieldPanel("title"),
    FieldPanel("subtitle"),
    FieldPanel("intro"),
    MultiFieldPanel(
        [
            FieldPanel("hero_image"),
            FieldPanel("hero_alt"),
            FieldPanel("hero_is_decorative"),
        ],
        heading=_("Main picture"),
    ),
    FieldPanel("body"),
]

TRUST_PANELS = [
    InlinePanel("page_authors", label=_("Author"), heading=_("Authors"), min_num=1),
    MultiFieldPanel(
        [
            FieldPanel("reviewer"),
            FieldRowPanel([FieldPanel("last_reviewed"), FieldPanel("next_review_due")]),
        ],
        heading=_("Medical review"),
    ),
    FieldPanel("disclaimer"),
    InlinePanel("page_references", label=_("Reference"), heading=_("Further reading")),
    FieldPanel("comments_state"),
]

PROMOTE_PANELS = [
    FieldPanel("category"),
    FieldPanel("treatments"),
    FieldPanel("tags"),
    InlinePanel(
        "related_posts",
        label=_("Post"),
        heading=_("Related posts"),
        panels=[PageChooserPanel("post", "blog.BlogPage")],
    ),
    *Page.promote_panels,
    FieldPanel("social_image"),
]
