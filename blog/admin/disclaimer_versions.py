"""The editor of one text of a disclaimer, reached from its disclaimer and never from the menu."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import RedirectView
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.utils import set_query_params
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.snippets.views import snippets as views

from blog.models import Disclaimer, DisclaimerVersion
from blog.models.disclaimer_version import VersionInForce

NEW_FROM = ("disclaimer", "jurisdiction")


class BelowItsDisclaimer:
    """Breadcrumbs through the disclaimer, where Wagtail would show a list of all versions."""

    index_url_name: str
    object: DisclaimerVersion

    @property
    def parent(self) -> Disclaimer:
        return self.object.disclaimer

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = super().get_breadcrumbs_items()  # type: ignore[misc]
        all_versions = reverse(self.index_url_name)
        name = Disclaimer.snippet_viewset.get_url_name
        way = [
            {"url": reverse(name("list")), "label": gettext("Disclaimers")},
            {"url": reverse(name("edit"), args=[self.parent.pk]), "label": str(self.parent)},
        ]
        return [step for item in items for step in (way if item["url"] == all_versions else [item])]

    def get_success_url(self) -> str:
        """Back to the history, except where an editor stays on the text."""
        url: str = super().get_success_url()  # type: ignore[misc]
        if url.partition("?")[0] != reverse(self.index_url_name):
            return url
        return reverse(Disclaimer.snippet_viewset.get_url_name("edit"), args=[self.parent.pk])


class RefusedOnceInForce:
    """Answers with the reason instead of a form that could only be refused."""

    object: DisclaimerVersion

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.object.has_been_in_force:
            raise VersionInForce(self.object)
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return response


class IndexView(PermissionCheckedMixin, RedirectView):
    """There is no list of all versions: each is found in the history of its disclaimer."""

    any_permission_required = ["add", "change", "delete", "view"]
    model: Any = None

    def get_redirect_url(self, *args: Any, **kwargs: Any) -> str:
        return reverse(Disclaimer.snippet_viewset.get_url_name("list"))


class OfAsked:
    """A new version of the disclaimer and jurisdiction that the address names."""

    request: HttpRequest

    @cached_property
    def parent(self) -> Disclaimer:
        pk = self.request.GET.get("disclaimer", "")
        return get_object_or_404(Disclaimer, pk=pk if pk.isdecimal() else None)

    def new_version(self) -> DisclaimerVersion:
        """Unsaved, with the latest text of the series; the number is the one it will have."""
        wanted = self.request.GET.get("jurisdiction", "")[:6]
        versions = self.parent.versions
        latest = versions.filter(jurisdiction=wanted).first() or versions.first()
        return DisclaimerVersion(
            disclaimer=self.parent,
            number=self.parent.next_number(),
            live=False,
            jurisdiction=wanted,
            **({"title": latest.title, "text": latest.text} if latest else {}),
        )

    def with_question(self, url: str) -> str:
        asked = {name: self.request.GET.get(name, "") for name in NEW_FROM}
        address: str = set_query_params(url, asked)
        return address


class AddView(OfAsked, BelowItsDisclaimer, views.CreateView):
    """“New version”: begins with the latest text; nothing is stored before the first save."""

    def get_initial_form_instance(self) -> DisclaimerVersion:
        return self.new_version()

    def get_add_url(self) -> str:
        return self.with_question(super().get_add_url())

    def get_page_subtitle(self) -> str:
        return str(self.new_version())

    def get_preview_url(self) -> str:
        return self.with_question(super().get_preview_url())


class PreviewOnAddView(OfAsked, views.PreviewOnCreateView):
    def get_object(self) -> DisclaimerVersion:
        return self.new_version()


class EditView(BelowItsDisclaimer, views.EditView):
    @property
    def can_delete(self) -> bool:
        permitted: bool = self.user_has_permission_for_instance("delete", self.object)
        return permitted and not self.object.has_been_in_force


class UnpublishView(RefusedOnceInForce, BelowItsDisclaimer, views.UnpublishView):
    pass


class DeleteView(RefusedOnceInForce, BelowItsDisclaimer, views.DeleteView):
    pass


class HistoryView(BelowItsDisclaimer, views.HistoryView):
    pass


class UsageView(BelowItsDisclaimer, views.UsageView):
    pass


class RevisionsCompareView(BelowItsDisclaimer, views.RevisionsCompareView):
    pass


class VersionsCompareView(RevisionsCompareView):
    """What changed from one version to another of the same disclaimer."""

    def setup(self, request: HttpRequest, pk: int, other: int, **kwargs: Any) -> None:
        super().setup(request, other, "live", "live", **kwargs)
        self.earlier = get_object_or_404(
            DisclaimerVersion, pk=pk, disclaimer_id=self.object.disclaimer_id
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        earlier, later = (
            version.get_latest_revision_as_object() for version in (self.earlier, self.object)
        )
        return {
            **super().get_context_data(**kwargs),
            "revision_a": earlier,
            "revision_a_heading": str(earlier),
            "revision_b": later,
            "revision_b_heading": str(later),
            "comparison": self._get_comparison(earlier, later),
        }


class WorkflowHistoryView(BelowItsDisclaimer, views.WorkflowHistoryView):
    pass


class DisclaimerVersionViewSet(views.SnippetViewSet):
    """Draft, side-by-side preview, workflow, locking, history; no schedule but its own moment."""

    model = DisclaimerVersion
    icon = "badge"
    # Known to the menu, so that Wagtail adds no “Snippets” entry for it; reached elsewhere.
    menu_item_is_registered = True
    index_view_class = IndexView
    add_view_class = AddView
    edit_view_class = EditView
    delete_view_class = DeleteView
    unpublish_view_class = UnpublishView
    history_view_class = HistoryView
    usage_view_class = UsageView
    revisions_compare_view_class = RevisionsCompareView
    workflow_history_view_class = WorkflowHistoryView
    preview_on_add_view_class = PreviewOnAddView
    versions_compare_view_class = VersionsCompareView

    def get_edit_handler(self) -> Any:
        panels = [
            FieldPanel("title", help_text=_("The heading readers see above the text.")),
            FieldPanel("text"),
            FieldPanel("jurisdiction"),
            FieldPanel("effective_from"),
        ]
        return ObjectList(panels).bind_to_model(self.model)

    @property
    def versions_compare_view(self) -> Any:
        return self.construct_view(
            self.versions_compare_view_class,
            edit_handler=self._edit_handler,
            template_name="wagtailadmin/generic/revisions/compare.html",
        )

    def get_urlpatterns(self) -> list[Any]:
        compare = path("compare/<int:pk>/<int:other>/", self.versions_compare_view, name="compare")
        return [compare, *super().get_urlpatterns()]
