"""The front page."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page
from wagtail.search import index

from blog.front_page import front_page
from blog.markdown_pages import page_of_posts
from blog.models.answers_as_files import AnswersAsFiles
from cms.editions.findings import Finding
from cms.editions.pages import PublicPageMixin


class HomePage(AnswersAsFiles, PublicPageMixin, Page):
    """Welcomes readers and leads them to featured and latest posts, routes and categories."""

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["blog.BlogIndexPage", "home.StandardPage"]

    intro = RichTextField(_("introduction"), blank=True, features=["bold", "italic", "link"])
    hero_image = models.ForeignKey(
        "cms_images.CustomImage",
        verbose_name=_("main picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    hero_alt = models.CharField(_("main picture in words"), max_length=250, blank=True)
    hero_is_decorative = models.BooleanField(_("main picture is decorative"), default=False)

    document_values = "home.documents.HomeValues"
    document_fields = ["intro", "hero", "featured_posts"]

    content_panels = [
        *Page.content_panels,
        FieldPanel("intro"),
        MultiFieldPanel(
            [
                FieldPanel("hero_image"),
                FieldPanel("hero_alt"),
                FieldPanel("hero_is_decorative"),
            ],
            heading=_("Main picture"),
        ),
        InlinePanel(
            "featured_posts",
            label=_("Post"),
            heading=_("Featured posts"),
            panels=[PageChooserPanel("post", "blog.BlogPage")],
            max_num=3,
        ),
    ]
    search_fields = [*Page.search_fields, index.SearchField("intro")]

    class Meta:
        verbose_name = _("home page")

    def own_findings(self) -> list[Finding]:
        if self.hero_image_id and not (self.hero_alt.strip() or self.hero_is_decorative):
            message = _("Describe the main picture in words, or mark it as decorative.")
            return [Finding("no_alt_text", str(message), "hero_alt", place=str(_("Main picture")))]
        return []

    def as_markdown(self, document: Any) -> str:
        return page_of_posts(document)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        chosen = [row.post_id for row in self.featured_posts.all()]
        return {**super().get_context(request, *args, **kwargs), **front_page(request, chosen)}


class FeaturedPost(Orderable):
    """A post shown first on the front page."""

    page = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="featured_posts")
    post = models.ForeignKey(
        Page, verbose_name=_("post"), on_delete=models.CASCADE, related_name="+"
    )

    class Meta(Orderable.Meta):
        verbose_name = _("featured post")

    def __str__(self) -> str:
        return str(self.post)
