"""References: the sources that posts cite, kept once and cited everywhere."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.search import index

from blog import identifiers
from cms.editions.dependants import ShownModel

PARSERS = {
    "doi": identifiers.parse_doi,
    "pmid": identifiers.parse_pmid,
    "pmcid": identifiers.parse_pmcid,
    "trial_number": identifiers.parse_trial_number,
}


def _unique(field: str) -> models.UniqueConstraint:
    return models.UniqueConstraint(
        Lower(field),
        condition=~Q(**{field: ""}),
        name=f"reference_{field}_once",
        violation_error_message=_("A reference with this %(field)s exists already: use that one.")
        % {"field": field.upper().replace("_", " ")},
    )


class Reference(ShownModel, index.Indexed, models.Model):
    """One work or label. No two references share an identifier, so none is cited twice.

    Identifiers are stored in their canonical form (`blog.identifiers`): a DOI without its
    resolver, a PMID as digits, a PMCID with its
    prefix. Case does not tell two of them apart.
    """

    title = models.CharField(_("title"), max_length=400)
    authors = models.CharField(
        _("authors"), max_length=300, blank=True, help_text=_("As they should read: “Andrade C”.")
    )
    source = models.CharField(
        _("source"),
        max_length=300,
        blank=True,
        help_text=_("Journal, publisher or register. For a drug label: set id and revision date."),
    )
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    doi = models.CharField(_("DOI"), max_length=200, blank=True)
    pmid = models.CharField(_("PubMed ID"), max_length=60, blank=True)
    pmcid = models.CharField(_("PubMed Central ID"), max_length=60, blank=True)
    trial_number = models.CharField(_("trial number"), max_length=60, blank=True)
    url = models.URLField(_("web address"), max_length=500, blank=True)
    accessed = models.DateField(
        _("accessed"), null=True, blank=True, help_text=_("When you last read the web page.")
    )

    panels = [
        FieldPanel("title"),
        FieldPanel("authors"),
        FieldRowPanel([FieldPanel("source"), FieldPanel("year")]),
        MultiFieldPanel(
            [
                HelpPanel(_("Paste what you have, links included: it is tidied when you save.")),
                FieldRowPanel([FieldPanel("doi"), FieldPanel("pmid")]),
                FieldRowPanel([FieldPanel("pmcid"), FieldPanel("trial_number")]),
            ],
            heading=_("Identifiers"),
        ),
        FieldRowPanel([FieldPanel("url"), FieldPanel("accessed")], heading=_("On the web")),
    ]

    search_fields = [
        index.SearchField("title", boost=2),
        index.SearchField("authors"),
        index.SearchField("source"),
        index.SearchField("doi"),
        index.SearchField("pmid"),
        index.AutocompleteField("title"),
        index.AutocompleteField("authors"),
    ]

    class Meta:
        ordering = ["title"]
        verbose_name = _("reference")
        verbose_name_plural = _("references")
        constraints = [_unique(field) for field in PARSERS]

    def __str__(self) -> str:
        return ", ".join(str(part) for part in (self.authors, self.title, self.year) if part)

    def save(self, *args: Any, **kwargs: Any) -> None:
        for field, parse in PARSERS.items():
            if text := getattr(self, field):
                setattr(self, field, parse(text))
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {}
        for field, parse in PARSERS.items():
            if text := getattr(self, field):
                try:
                    setattr(self, field, parse(text))
                except ValueError as error:
                    errors[field] = str(error)
                else:
                    if twin := self._with_the_same(field):
                        errors[field] = _("“%(reference)s” has it already: use that one.") % {
                            "reference": twin
                        }
        if self.url and not self.accessed and not any(getattr(self, name) for name in PARSERS):
            errors["accessed"] = _("Web pages change: say when you read this one.")
        if errors:
            raise ValidationError(errors)

    def _with_the_same(self, field: str) -> Reference | None:
        same = Reference.objects.filter(**{f"{field}__iexact": getattr(self, field)})
        return same.exclude(pk=self.pk).first()

    @property
    def links(self) -> list[dict[str, str]]:
        """Where to read it, best first: `[{label, url}]`."""
        found = [
            ("DOI", identifiers.doi_url(self.doi) if self.doi else ""),
            ("PubMed", identifiers.pmid_url(self.pmid) if self.pmid else ""),
            ("PMC", identifiers.pmcid_url(self.pmcid) if self.pmcid else ""),
            (
                self.trial_number,
                identifiers.trial_url(self.trial_number) if self.trial_number else "",
            ),
            (_("Read it"), self.url),
        ]
        return [{"label": str(label), "url": url} for label, url in found if url]
