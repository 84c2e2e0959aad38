"""The editors of people, categories and treatments."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from blog.admin.shared import SharedIndexView, SharedViewSet
from blog.models import Category, Person, Treatment


class PersonViewSet(SharedViewSet):
    model = Person
    icon = "user"
    menu_label = _("People")
    columns = ["credentials", "role"]
    list_filter = ["role"]
    inspect_view_fields = [
        *("name", "slug", "credentials", "role", "biography", "photo", "orcid", "links"),
    ]


class CategoryIndexView(SharedIndexView):
    def get_base_queryset(self) -> QuerySet[Any]:
        return super().get_base_queryset().select_related("disclaimer")


class CategoryViewSet(SharedViewSet):
    model = Category
    icon = "folder-inverse"
    index_view_class = CategoryIndexView
    columns = [
        Column("disclaimer", label=_("Own disclaimer"), accessor="disclaimer", sort_key=None)
    ]
    list_filter = ["disclaimer"]
    inspect_view_fields = ["name", "slug", "description", "disclaimer"]


class TreatmentIndexView(SharedIndexView):
    def get_base_queryset(self) -> QuerySet[Any]:
        return super().get_base_queryset().prefetch_related("statuses")


def jurisdictions(treatment: Treatment) -> str:
    """Where its regulatory status is recorded: “GB, US”."""
    return ", ".join(sorted({status.jurisdiction for status in treatment.statuses.all()}))


class TreatmentViewSet(SharedViewSet):
    model = Treatment
    icon = "pill"
    index_view_class = TreatmentIndexView
    columns = [
        "generic_name",
        Column("jurisdictions", label=_("Status recorded for"), accessor=jurisdictions),
    ]
    inspect_view_fields = ["name", "slug", "generic_name", "description", "statuses"]
