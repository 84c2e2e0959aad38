"""The editor of disclaimers: to editors one thing with a history."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.action_menu import ActionMenuItem, PublishMenuItem
from wagtail.snippets.views.snippets import CreateView, DeleteView, EditView

from blog.admin.disclaimer_forms import adding_panels, editing_panels
from blog.admin.disclaimer_history import new_version_url
from blog.admin.shared import SharedIndexView, SharedViewSet
from blog.models import Disclaimer, DisclaimerVersion
from blog.models.disclaimer_version import VersionInForce


def with_begun_versions(disclaimers: QuerySet[Disclaimer]) -> QuerySet[Disclaimer]:
    """Adds `begun`, the published versions whose time has come, latest first, and `drafts`.

    The first of a jurisdiction is the one in force there.
    """
    versions = DisclaimerVersion.objects.in_force().order_by("-effective_from")
    drafts = Count("versions", filter=Q(versions__live=False), distinct=True)
    return disclaimers.annotate(drafts=drafts).prefetch_related(
        Prefetch("versions", versions, "begun")
    )


def text_in_force(disclaimer: Any) -> str:
    """The beginning of the text readers see now; of the widest jurisdiction when there are many."""
    now: dict[str, DisclaimerVersion] = {}
    for version in disclaimer.begun:
        now.setdefault(version.jurisdiction, version)
    if not now:
        return gettext("Nothing in force yet")
    shown = now[min(now)]
    text = Truncator(strip_tags(shown.text.replace("</p>", " "))).chars(90, truncate="…")
    others = [version.jurisdiction for version in now.values() if version is not shown]
    return f"{text} (+ {', '.join(sorted(others))})" if others else text


class DisclaimerIndexView(SharedIndexView):
    def get_base_queryset(self) -> QuerySet[Any]:
        disclaimers: Any = super().get_base_queryset()
        return with_begun_versions(disclaimers)


class AddDisclaimerView(CreateView):
    """One form for the name and the first text; “Save and publish” puts it in force at once."""

    def get_available_actions(self) -> list[str]:
        actions = [*super().get_available_actions()]
        if self.request.user.has_perm("blog.publish_disclaimerversion"):
            actions.append("publish")
        return actions

    def publish_action(self) -> None:
        self.form.revision.publish(user=self.request.user)

    def get_success_url(self) -> str:
        if self.action == "publish":
            return reverse(self.edit_url_name, args=[self.object.pk])
        url = DisclaimerVersion.snippet_viewset.get_url_name("edit")
        return reverse(url, args=[self.form.revision.object_id])

    def get_success_message(self, instance: Any = None) -> str:
        if self.action == "publish":
            words = gettext("“%(name)s” is ready to be chosen. Its version 1 is published.")
        else:
            words = gettext("“%(name)s” is saved. Publish its version 1 to put it in force.")
        return words % {"name": instance or self.object}


class EditDisclaimerView(EditView):
    """Renames it and shows its history."""

    @property
    def has_been_in_force(self) -> bool:
        return bool(self.object.versions.in_force().exists())

    @property
    def can_delete(self) -> bool:
        permitted: bool = self.user_has_permission_for_instance("delete", self.object)
        return permitted and not self.has_been_in_force


class DeleteDisclaimerView(DeleteView):
    """Refuses at once what would be refused in the end."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if frozen := self.object.versions.in_force().first():
            raise VersionInForce(frozen)
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response


class DisclaimerViewSet(SharedViewSet):
    model = Disclaimer
    icon = "badge"
    add_view_class = AddDisclaimerView
    edit_view_class = EditDisclaimerView
    delete_view_class = DeleteDisclaimerView
    index_view_class = DisclaimerIndexView
    copy_view_enabled = False
    inspect_view_enabled = False
    columns = [
        Column("text", label=_("Text in force"), accessor=text_in_force),
        Column("drafts", label=_("Drafts"), accessor="drafts", width="8%"),
    ]

    def get_edit_handler(self) -> Any:
        return editing_panels()

    def get_add_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        panels = adding_panels()
        options: dict[str, Any] = super().get_add_view_kwargs(**kwargs)
        return {**options, "panel": panels, "form_class": panels.get_form_class()}


class SaveAndPublishItem(PublishMenuItem):
    """On the form that adds a disclaimer, whose text is what is published."""

    template_name = "blog/admin/save_and_publish.html"

    def is_shown(self, context: dict[str, Any]) -> bool:
        may: bool = context["request"].user.has_perm("blog.publish_disclaimerversion")
        return may


class NewVersionItem(ActionMenuItem):
    """The way on from a version that nobody may change."""

    name = "action-new-version"
    label = _("New version")
    icon_name = "plus"
    template_name = "blog/admin/new_version.html"

    def is_shown(self, context: dict[str, Any]) -> bool:
        may: bool = context["request"].user.has_perm("blog.add_disclaimerversion")
        return may

    def get_url(self, context: dict[str, Any]) -> str:
        version = context["instance"]
        return new_version_url(version.disclaimer_id, version.jurisdiction)


def arrange_actions(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """A `construct_snippet_action_menu` hook: the actions that fit disclaimers."""
    version = context.get("instance")
    if context["model"] is Disclaimer and context["view"] == "create":
        if (item := SaveAndPublishItem(order=10)).is_shown(context):
            items.append(item)
    elif isinstance(version, DisclaimerVersion) and version.has_been_in_force:
        items[:] = [item for item in [NewVersionItem(order=0)] if item.is_shown(context)]
