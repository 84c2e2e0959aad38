"""What the editors of shared things have in common: lists that say how often each is used."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.ui.tables import TitleColumn, UpdatedAtColumn
from wagtail.models import ReferenceIndex
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet


class UsesColumn(TitleColumn):
    """How many pages and other things use it, with a link to their list."""

    def __init__(self) -> None:
        super().__init__(
            "usage_count",
            label=_("Used"),
            accessor=uses_in_words,
            get_url=usage_url,
            sort_key="usage_count",
            width="12%",
        )


def uses_in_words(thing: Any) -> str:
    words = ngettext("%(count)d time", "%(count)d times", thing.usage_count)
    return words % {"count": thing.usage_count}


def usage_url(thing: Any) -> str:
    return reverse(thing.snippet_viewset.get_url_name("usage"), args=[thing.pk])


class SharedIndexView(IndexView):
    """A list that knows, with one query, how often each thing is used."""

    def get_base_queryset(self) -> QuerySet[Any]:
        queryset: QuerySet[Any] = super().get_base_queryset()
        return queryset.annotate(usage_count=ReferenceIndex.usage_count_subquery(self.model))


class SharedViewSet(SnippetViewSet):
    """The editor of something posts share. `columns` stand between its name and its usage."""

    index_view_class = SharedIndexView
    title_field = "name"
    columns: list[Any] = []
    copy_view_enabled = True
    inspect_view_enabled = True
    list_per_page = 50

    @property
    def list_display(self) -> list[Any]:
        return [self.title_field, *self.columns, UsesColumn(), UpdatedAtColumn(width="14%")]
