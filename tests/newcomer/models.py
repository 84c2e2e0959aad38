"""Two page types: one of plain fields and a plain stream, one with the blog's body and more."""

from __future__ import annotations

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from blog.models.body import BodyPage
from cms.editions.dependants import ShownModel
from cms.editions.pages import PublicPageMixin
from tests.newcomer.blocks import GuideBlock, board


@register_snippet
class Instrument(ShownModel):
    """Something that measures."""

    name = models.CharField(max_length=80)
    weight_kg = models.DecimalField(max_digits=6, decimal_places=2)
    ask = models.EmailField(blank=True)

    document_fields = ["id", "name", "weight_kg", "ask"]

    def __str__(self) -> str:
        return self.name


class NoticePage(PublicPageMixin, Page):
    """A notice on the board of a clinic."""

    urgency = models.CharField(
        max_length=10, choices=[("calm", "Calm"), ("urgent", "Urgent")], default="calm"
    )
    intro = RichTextField(blank=True)
    picture = models.ForeignKey(
        "cms_images.CustomImage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    measured_with = models.ForeignKey(
        Instrument, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    board = StreamField(board(), blank=True)

    document_fields = ["urgency", "intro", "picture", "measured_with", "board"]
    card_fields = ["urgency"]
    image_uses = {"picture": "hero"}

    content_panels = [
        *Page.content_panels,
        *map(FieldPanel, ("urgency", "intro", "picture", "measured_with", "board")),
    ]


class GuidePage(BodyPage):
    """A guide: a body as posts have it, with checklists."""

    intro = models.TextField(blank=True)
    body = StreamField(GuideBlock(), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("body")]
