"""What hangs on a post as rows of its own, each row in its place."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.models import Orderable, Page

from blog.models.reference import Reference


class BlogPageTag(TaggedItemBase):
    content_object = ParentalKey(
        "blog.BlogPage", on_delete=models.CASCADE, related_name="tagged_items"
    )


class BlogPageAuthor(Orderable):
    """One author of a post. A person who has written posts cannot be deleted."""

    page = ParentalKey("blog.BlogPage", on_delete=models.CASCADE, related_name="page_authors")
    person = models.ForeignKey(
        "blog.Person",
        verbose_name=_("person"),
        on_delete=models.PROTECT,
        related_name="authored_posts",
    )

    class Meta(Orderable.Meta):
        verbose_name = _("author")
        unique_together = [("page", "person")]

    def __str__(self) -> str:
        return str(self.person)


class BlogPageReference(Orderable):
    """Further reading: listed after the references that the body cites."""

    page = ParentalKey("blog.BlogPage", on_delete=models.CASCADE, related_name="page_references")
    reference = models.ForeignKey(
        Reference,
        verbose_name=_("reference"),
        on_delete=models.PROTECT,
        related_name="further_reading_of",
    )

    class Meta(Orderable.Meta):
        verbose_name = _("further reading")

    def __str__(self) -> str:
        return str(self.reference)


class BlogPageRelatedPost(Orderable):
    """A post chosen to be read next."""

    page = ParentalKey("blog.BlogPage", on_delete=models.CASCADE, related_name="related_posts")
    post = models.ForeignKey(
        Page, verbose_name=_("post"), on_delete=models.CASCADE, related_name="+"
    )

    class Meta(Orderable.Meta):
        verbose_name = _("related post")

    def __str__(self) -> str:
        return str(self.post)
