"""The list of posts: what an editor opens first."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import (
    BulkActionsColumn,
    PageStatusColumn,
    PageTitleColumn,
)
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.models import Locale

from blog.admin.post_filters import PostFilterSet
from blog.admin.post_rows import add_rows
from blog.models import BlogPage


class PostIndexView(IndexView):
    """All posts, with a number of queries that does not grow with them."""

    page_title = _("Posts")
    add_item_label = _("Add post")
    base_columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=_("Title"), sort_key="title", classname="title"),
        Column("routes", label=_("Routes"), accessor="row.routes"),
        Column("authors", label=_("Authors"), accessor="row.authors"),
        Column("category", label=_("Category"), accessor="category", sort_key="category__name"),
        Column(
            "next_review_due",
            label=_("Next review"),
            accessor="row.review",
            sort_key="next_review_due",
        ),
        Column("disclaimer", label=_("Disclaimer"), accessor="row.disclaimer"),
        PageStatusColumn("status", label=_("Status"), sort_key="live"),
        DateColumn(
            "latest_revision_created_at",
            label=_("Updated"),
            sort_key="latest_revision_created_at",
        ),
    ]

    @cached_property
    def show_locale_labels(self) -> bool:
        """A language beside each title says nothing where there is only one."""
        return self.i18n_enabled and Locale.objects.count() > 1

    def annotate_queryset(self, pages: Any) -> QuerySet[Any]:
        """As Wagtail's own, but of posts alone, so that related rows come along."""
        fetched = pages.defer_streamfields().select_related(
            "category__disclaimer", "disclaimer", "locale"
        )
        fetched = fetched.prefetch_related(
            "content_type", "sites_rooted_here", "route_entries", "page_authors__person"
        )
        states = fetched.prefetch_workflow_states().annotate_has_untranslated_locale()
        annotated: QuerySet[Any] = states.annotate_site_root_state().annotate_approved_schedule()
        return annotated

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        add_rows(context["object_list"])
        return context


class PostListingViewSet(PageListingViewSet):
    model = BlogPage
    name = "posts"
    icon = "posts"
    menu_label = _("Posts")
    menu_order = 50
    add_to_admin_menu = True
    index_view_class = PostIndexView
    filterset_class = PostFilterSet


posts_viewset = PostListingViewSet("posts")
