"""A post as a stock Wagtail project has it: a page with a body of blocks, and a template."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from blog.blocks.body import BodyBlock
from blog.citations import cited
from blog.comparison import compare
from blog.models.post_rows import BlogPageAuthor, BlogPageReference, BlogPageRelatedPost


class StockPost(Page):
    """The fields of a post and its blocks. What hangs on the post it was copied from is its own."""

    subtitle = models.CharField(max_length=200, blank=True)
    intro = RichTextField(blank=True)
    hero_image = models.ForeignKey(
        "cms_images.CustomImage", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    reviewer = models.ForeignKey(
        "blog.Person", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    last_reviewed = models.DateField(null=True)
    next_review_due = models.DateField(null=True)
    category = models.ForeignKey(
        "blog.Category", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    body = StreamField(BodyBlock(), blank=True)

    template = "stock/post.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        authors = BlogPageAuthor.objects.filter(page=self.pk).select_related("person")
        further = BlogPageReference.objects.filter(page=self.pk).select_related("reference")
        chosen = BlogPageRelatedPost.objects.filter(page=self.pk).values("post")
        related = StockPost.objects.live().filter(pk__in=chosen)
        sources = [*cited(self.body.stream_block, self.body), *(each.reference for each in further)]
        routes = [child for child in self.body if child.block_type == "route"]
        return {
            **super().get_context(request, *args, **kwargs),
            "authors": [each.person for each in authors],
            "references": list(dict.fromkeys(sources)),
            "related": related.select_related("category", "hero_image"),
            "menu": self.get_site().root_page.get_children().live(),
            "comparison": compare([each.value.facts_for_comparison(each.id) for each in routes]),
            "disclaimer": self.disclaimer,
        }

    @property
    def disclaimer(self) -> Any:
        chosen = self.category.disclaimer if self.category else None
        return chosen.versions.filter(live=True).first() if chosen else None
