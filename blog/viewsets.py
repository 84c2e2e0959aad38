"""The editors of people, categories, treatments, disclaimers and references."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from blog.models import Category, Disclaimer, DisclaimerVersion, Person, Reference, Treatment


class PersonViewSet(SnippetViewSet):
    model = Person
    icon = "user"
    list_display = ["name", "credentials", "role"]
    list_filter = ["role"]
    search_fields = ["name", "role"]


class CategoryViewSet(SnippetViewSet):
    model = Category
    icon = "folder-open-inverse"
    list_display = ["name", "slug", "disclaimer"]


class TreatmentViewSet(SnippetViewSet):
    model = Treatment
    icon = "pill"
    list_display = ["name", "generic_name"]


class DisclaimerViewSet(SnippetViewSet):
    model = Disclaimer
    icon = "warning"
    list_display = ["name", "slug"]


class DisclaimerVersionViewSet(SnippetViewSet):
    model = DisclaimerVersion
    icon = "warning"
    list_display = ["__str__", "effective_from", "live"]


class ReferenceViewSet(SnippetViewSet):
    model = Reference
    icon = "openquote"
    list_display = ["title", "authors", "year"]


class ContentViewSetGroup(SnippetViewSetGroup):
    """One menu for everything that posts share."""

    menu_label = _("Shared content")
    menu_icon = "folder-open-inverse"
    menu_order = 150
    items = (
        PersonViewSet,
        CategoryViewSet,
        TreatmentViewSet,
        DisclaimerViewSet,
        DisclaimerVersionViewSet,
        ReferenceViewSet,
    )
