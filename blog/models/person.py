"""The people behind a post: authors and medical reviewers."""

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

from blog import addresses
from blog.identifiers import orcid_url, parse_orcid
from blog.models.named_snippet import NamedSnippet
from cms.editions.dependants import ShownModel


class Person(NamedSnippet, ClusterableModel):
    """Somebody who writes or reviews, with the credentials readers are entitled to see."""

    credentials = models.CharField(
        _("credentials"),
        max_length=120,
        blank=True,
        help_text=_(
            "Letters after the name, such as “MD” or “RN, MSc”. Reviewers should have some."
        ),
    )
    role = models.CharField(
        _("role"), max_length=120, blank=True, help_text=_("Such as “Consultant anaesthetist”.")
    )
    biography = RichTextField(_("biography"), blank=True, features=["bold", "italic", "link"])
    photo = models.ForeignKey(
        "cms_images.CustomImage",
        verbose_name=_("photo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    orcid = models.CharField(
        _("ORCID iD"),
        max_length=60,
        blank=True,
        help_text=_("Sixteen digits, such as 0000-0002-1825-0097. A link to it works too."),
    )

    panels = [
        *NamedSnippet.panels,
        FieldPanel("credentials"),
        FieldPanel("role"),
        FieldPanel("biography"),
        FieldPanel("photo"),
        FieldPanel("orcid"),
        InlinePanel("links", label=_("Profile link"), heading=_("Profile links")),
    ]
    search_fields = [
        *NamedSnippet.search_fields,
        index.SearchField("role"),
        index.SearchField("biography"),
    ]

    document_values = "blog.api.fields.PersonValues"
    card_fields = ["id", "slug", "name", "credentials", "name_with_credentials", "role", "photo"]
    document_fields = [*card_fields, "biography", "orcid", "orcid_url", "links"]
    image_uses = {"photo": "portrait"}

    class Meta(NamedSnippet.Meta):
        verbose_name = _("person")
        verbose_name_plural = _("people")

    @property
    def name_with_credentials(self) -> str:
        """“Dana Example, MD”; the name alone when no credentials are recorded."""
        return ", ".join(part for part in (self.name, self.credentials) if part)

    @property
    def profile_url(self) -> str:
        """The address of the profile; readers find it once a published post names the person."""
        return addresses.person(self.slug)

    @property
    def orcid_url(self) -> str:
        return orcid_url(self.orcid) if self.orcid else ""

    def clean(self) -> None:
        super().clean()
        if self.orcid:
            try:
                self.orcid = parse_orcid(self.orcid)
            except ValueError as error:
                raise ValidationError({"orcid": str(error)}) from error


class PersonLink(Orderable, ShownModel):
    """A page about the person elsewhere: a clinic profile, a register, a network."""

    person = ParentalKey(Person, on_delete=models.CASCADE, related_name="links")
    label = models.CharField(_("label"), max_length=60)
    url = models.URLField(_("address"))

    panels = [FieldPanel("label"), FieldPanel("url")]
    document_fields = ["label", "url"]

    class Meta(Orderable.Meta):
        verbose_name = _("profile link")

    def __str__(self) -> str:
        return self.label

    def dependency_keys(self) -> list[str]:
        return [f"blog.person:{self.person_id}"]
