"""What people, categories, treatments and disclaimers have in common: a name and an address."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import TranslatableMixin
from wagtail.search import index

from cms.editions.dependants import ShownModel


class NamedSnippet(ShownModel, TranslatableMixin, index.Indexed, models.Model):
    """A reusable thing with a name and a slug that is unique within its locale."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(
        _("slug"),
        max_length=120,
        blank=True,
        allow_unicode=True,
        help_text=_("The last part of its address. Leave it empty to have it made from the name."),
    )

    panels = [FieldPanel("name"), FieldPanel("slug")]

    search_fields = [
        index.SearchField("name", boost=2),
        index.AutocompleteField("name"),
        index.FilterField("locale_id"),
    ]

    class Meta(TranslatableMixin.Meta):
        abstract = True
        ordering = ["name"]
        unique_together = [("translation_key", "locale"), ("slug", "locale")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = self.slug or slugify(self.name, allow_unicode=True)[:120]
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        self.slug = self.slug or slugify(self.name, allow_unicode=True)[:120]
        same = type(self)._default_manager.filter(slug=self.slug, locale_id=self.locale_id)
        if same.exclude(pk=self.pk).exists():
            raise ValidationError(
                {"slug": _("“%(slug)s” is taken: choose another.") % {"slug": self.slug}}
            )
