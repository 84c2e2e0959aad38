"""Categories: the shelves of the blog."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from blog.models.named_snippet import NamedSnippet


class Category(NamedSnippet):
    """A shelf for posts. It may bring a disclaimer of its own for all of them."""

    description = models.TextField(_("description"), blank=True, max_length=500)
    disclaimer = models.ForeignKey(
        "blog.Disclaimer",
        verbose_name=_("disclaimer"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="categories",
        help_text=_("Shown on posts of this category that have none of their own."),
    )

    panels = [*NamedSnippet.panels, FieldPanel("description"), FieldPanel("disclaimer")]
    search_fields = [*NamedSnippet.search_fields, index.SearchField("description")]

    card_fields = ["id", "slug", "name"]
    document_fields = [*card_fields, "description"]

    class Meta(NamedSnippet.Meta):
        verbose_name = _("category")
        verbose_name_plural = _("categories")
