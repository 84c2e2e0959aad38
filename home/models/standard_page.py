"""Standing pages: about, contact, privacy."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from blog.models.body import BodyPage


class StandardPage(BodyPage):
    """A page that stands for itself, made of the same blocks as a post."""

    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]

    intro = models.TextField(_("introduction"), blank=True, max_length=400)

    content_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("body")]
    search_fields = [*BodyPage.search_fields, index.SearchField("intro")]

    class Meta:
        verbose_name = _("standard page")
