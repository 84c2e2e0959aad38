"""Treatments: the drugs and therapies that posts describe."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable
from wagtail.search import index

from blog import vocabulary
from blog.identifiers import jurisdiction_label, parse_jurisdiction
from blog.models.named_snippet import NamedSnippet
from cms.editions.dependants import ShownModel


class Treatment(NamedSnippet, ClusterableModel):
    """A drug or therapy. What a regulator says of it is recorded per jurisdiction and use."""

    generic_name = models.CharField(
        _("generic name"),
        max_length=120,
        blank=True,
        help_text=_("The international non-proprietary name, in lower case: “ketamine”."),
    )
    description = RichTextField(_("description"), blank=True, features=["bold", "italic", "link"])

    panels = [
        *NamedSnippet.panels,
        FieldPanel("generic_name"),
        FieldPanel("description"),
        InlinePanel("statuses", label=_("Regulatory status"), heading=_("Regulatory status")),
    ]
    search_fields = [
        *NamedSnippet.search_fields,
        index.SearchField("generic_name", boost=2),
        index.SearchField("description"),
    ]

    card_fields = ["id", "slug", "name", "generic_name"]
    document_fields = [*card_fields, "description", "statuses"]

    class Meta(NamedSnippet.Meta):
        verbose_name = _("treatment")
        verbose_name_plural = _("treatments")


class TreatmentStatus(Orderable, ShownModel):
    """What the regulator of one jurisdiction says of one use of a treatment, and since when."""

    treatment = ParentalKey(Treatment, on_delete=models.CASCADE, related_name="statuses")
    jurisdiction = models.CharField(
        _("jurisdiction"), max_length=6, help_text=_("ISO 3166, such as US, GB or US-CA.")
    )
    indication = models.CharField(
        _("use"), max_length=160, help_text=_("What it is used for: “anaesthesia”.")
    )
    status = models.CharField(
        _("status"), max_length=30, choices=vocabulary.regulatory_status_choices
    )
    as_of = models.DateField(_("as of"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=250, blank=True)

    panels = [
        FieldPanel("jurisdiction"),
        FieldPanel("indication"),
        FieldPanel("status"),
        FieldPanel("as_of"),
        FieldPanel("note"),
    ]
    document_fields = [
        *("jurisdiction", "jurisdiction_label", "indication", "status", "status_label"),
        *("as_of", "note"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("regulatory status")
        verbose_name_plural = _("regulatory statuses")

    def __str__(self) -> str:
        return f"{self.indication} ({self.jurisdiction}): {self.get_status_display()}"

    def dependency_keys(self) -> list[str]:
        return [f"blog.treatment:{self.treatment_id}"]

    @property
    def jurisdiction_label(self) -> str:
        return jurisdiction_label(self.jurisdiction)

    @property
    def status_label(self) -> str:
        return str(self.get_status_display())

    def clean(self) -> None:
        super().clean()
        try:
            self.jurisdiction = parse_jurisdiction(self.jurisdiction)
        except ValueError as error:
            raise ValidationError({"jurisdiction": str(error)}) from error
