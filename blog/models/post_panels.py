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

from cms.editions.pages import PublicPageMixin

CONTENT_PANELS = [
    TitleFieldPanel(
        "title", placeholder=_("Title"), help_text=_("What the post is about, in a reader's words.")
    ),
    FieldPanel("subtitle", help_text=_("One line below the title: what the post is about.")),
    FieldPanel("intro"),
    MultiFieldPanel(
        [
            FieldPanel(
                "hero_image", help_text=_("Shown below the title, on cards and when shared.")
            ),
            FieldPanel("hero_alt"),
            FieldPanel("hero_is_decorative"),
        ],
        heading=_("Main picture"),
    ),
    FieldPanel(
        "body",
        help_text=_(
            "The text, in blocks. Give each route of administration a block of its own: two or "
            "more are compared in a table by themselves."
        ),
    ),
]

TRUST_PANELS = [
    InlinePanel(
        "page_authors",
        label=_("Author"),
        heading=_("Authors"),
        help_text=_("Who wrote it, in the order in which readers see them."),
    ),
    MultiFieldPanel(
        [
            FieldPanel("reviewer"),
            FieldRowPanel(
                [
                    FieldPanel(
                        "last_reviewed",
                        help_text=_("When the whole post was last checked, not last edited."),
                    ),
                    FieldPanel(
                        "next_review_due",
                        help_text=_("When it has passed, readers and the list of posts say so."),
                    ),
                ]
            ),
        ],
        heading=_("Medical review"),
    ),
    FieldPanel("disclaimer"),
    InlinePanel(
        "page_references",
        label=_("Reference"),
        heading=_("Further reading"),
        help_text=_("Listed after the references that the text cites, which come by themselves."),
    ),
    FieldPanel(
        "comments_state",
        help_text=_("The notice is written in the site settings."),
    ),
]

PROMOTE_PANELS = [
    FieldPanel("category", help_text=_("The shelf it stands on. It may bring a disclaimer.")),
    FieldPanel("treatments", help_text=_("What it is about: readers can filter by it.")),
    FieldPanel("tags", help_text=_("A few words, separated by commas.")),
    InlinePanel(
        "related_posts",
        label=_("Post"),
        heading=_("Related posts"),
        help_text=_("Shown first. Posts that share a treatment or a route fill up to three."),
        panels=[PageChooserPanel("post", "blog.BlogPage")],
    ),
    *PublicPageMixin.promote_panels,
    FieldPanel(
        "social_image",
        help_text=_("When left empty, a card with the title is drawn. The preview shows it."),
    ),
]
