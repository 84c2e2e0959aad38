"""The editor of references, and the window in which a writer finds or adds one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets import AdminDateInput
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
)

from blog import identifiers
from blog.admin.shared import SharedIndexView, SharedViewSet
from blog.models import Reference

CREATION_FIELDS = [
    *("title", "authors", "source", "year", "doi", "pmid", "pmcid", "trial_number"),
    *("url", "accessed"),
]


def best_identifier(reference: Reference) -> str:
    """What tells it from all others, most telling first: “DOI 10.1111/acps.12572”."""
    for label, value in (
        ("DOI", reference.doi),
        ("PMID", reference.pmid),
        ("", reference.pmcid),
        ("", reference.trial_number),
    ):
        if value:
            return f"{label} {value}".strip()
    return reference.url


class ReferenceFilterForm(BaseFilterForm):
    """Finds by words of title, authors and source, and by identifiers however they are pasted."""

    q = forms.CharField(
        label=_("Search term"),
        widget=forms.TextInput(attrs={"placeholder": _("Title, author, DOI or PubMed ID")}),
        required=False,
    )

    def filter(self, objects: QuerySet[Reference]) -> QuerySet[Reference]:
        words = self.cleaned_data.get("q", "").strip()
        if not words:
            return objects
        self.is_searching, self.search_query = True, words
        return objects.filter(matching(words))


def matching(words: str) -> Q:
    """References with that identifier, or with every word in title, authors, source or year."""
    everywhere = Q()
    for word in words.split():
        somewhere = Q()
        for field in ("title", "authors", "source", "doi", "pmid", "pmcid", "trial_number"):
            somewhere |= Q(**{f"{field}__icontains": word})
        if word.isascii() and word.isdigit() and len(word) == 4:
            somewhere |= Q(year=int(word))
        everywhere &= somewhere
    return everywhere | _identified_by(words)


def _identified_by(words: str) -> Q:
    found = Q(pk__in=[])
    for field, parse in (
        ("doi", identifiers.parse_doi),
        ("pmid", identifiers.parse_pmid),
        ("pmcid", identifiers.parse_pmcid),
        ("trial_number", identifiers.parse_trial_number),
    ):
        try:
            found |= Q(**{f"{field}__iexact": parse(words)})
        except ValueError:
            continue
    return found


class ReferenceChooseMixin:
    filter_form_class = ReferenceFilterForm

    @property
    def columns(self) -> list[Column]:
        return [
            self.title_column,  # type: ignore[attr-defined]  # of Wagtail's view beside this
            Column("source", label=_("Source"), accessor="source"),
            Column("identifier", label=_("Identifier"), accessor=best_identifier),
        ]


class ReferenceChooseView(ReferenceChooseMixin, ChooseView):
    pass


class ReferenceChooseResultsView(ReferenceChooseMixin, ChooseResultsView):
    pass


class ReferenceCreationForm(forms.ModelForm[Reference]):
    """The new reference of the window: the same checks and tidying as in its own editor."""

    class Meta:
        model = Reference
        fields = CREATION_FIELDS
        widgets = {"accessed": AdminDateInput}


class ReferenceChooserViewSet(SnippetChooserViewSet):
    choose_view_class = ReferenceChooseView
    choose_results_view_class = ReferenceChooseResultsView
    creation_form_class = ReferenceCreationForm
    choose_one_text = _("Choose a reference")
    choose_another_text = _("Choose another reference")
    search_tab_label = _("Find")
    creation_tab_label = _("Add a new one")
    create_action_label = _("Add and choose")


class ReferenceIndexView(SharedIndexView):
    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(matching(self.search_query)) if self.is_searching else queryset


class ReferenceViewSet(SharedViewSet):
    model = Reference
    icon = "source"
    title_field = "title"
    chooser_viewset_class = ReferenceChooserViewSet
    chooser_per_page = 15
    columns = [
        "authors",
        "year",
        Column("identifier", label=_("Identifier"), accessor=best_identifier),
    ]
    list_filter = ["year"]
    index_view_class = ReferenceIndexView
    # Two references may not share an identifier, so a copy could not be saved.
    copy_view_enabled = False
    inspect_view_fields = CREATION_FIELDS
