"""The editor's page for reviewer links: make one, see who has which, take one back."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Max, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.utils import get_breadcrumbs_items_for_page
from wagtail.log_actions import log
from wagtail.models import Page

from cms.preview.forms import ShareForm, name_of, version_in_words
from cms.preview.models import Preview

SHARE, REVOKE = "preview.share", "preview.revoke"


def editable_page(request: HttpRequest, page_id: int) -> Page:
    """The page, if the user may edit it; only they may show its drafts to others."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page


class ShareView(WagtailAdminTemplateMixin, FormView):
    """Makes links to versions of a page, and lists those there are."""

    page_title = _("Share draft")
    header_icon = "link-external"
    template_name = "preview/share.html"
    form_class = ShareForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.page = editable_page(request, kwargs["page_id"])
        return never_cache(super().dispatch)(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "page": self.page}

    def form_valid(self, form: ShareForm) -> HttpResponse:
        chosen = form.cleaned_data
        made = Preview.of_revision(
            chosen["revision"], self.request.user, form.lasts, chosen["note"]
        )
        data = {"note": made.note, "until": made.expires_at.isoformat()}
        log(self.page, SHARE, user=self.request.user, revision=made.revision, data=data)
        messages.success(self.request, _("The link is ready: copy it from the list."))
        return HttpResponseRedirect(share_url(self.page))

    def get_page_subtitle(self) -> str:
        title: str = self.page.get_admin_display_title()
        return title

    @cached_property
    def breadcrumbs_items(self) -> list[dict[str, Any]]:
        way = get_breadcrumbs_items_for_page(self.page, self.request.user)
        return [*way, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            header_title=self.get_header_title(),
            breadcrumbs_items=self.breadcrumbs_items,
            header_icon=self.header_icon,
            page_title=self.page_title,
            page_subtitle=self.get_page_subtitle(),
            edit_url=reverse("wagtailadmin_pages:edit", args=[self.page.pk]),
            rows=[_row(link) for link in links_of(self.page)],
            **kwargs,
        )


@require_POST
def revoke(request: HttpRequest, page_id: int, pk: int) -> HttpResponse:
    """Take a link back: from now on it opens nothing."""
    page = editable_page(request, page_id)
    link = get_object_or_404(Preview.objects.of_page(page), pk=pk)
    if link.is_working:
        link.revoke()
        log(page, REVOKE, user=request.user, revision=link.revision, data={"note": link.note})
    messages.success(request, _("The link no longer works."))
    return HttpResponseRedirect(share_url(page))


def links_of(page: Page) -> QuerySet[Preview]:
    """The links to a page with how often each was opened, and when last."""
    return (
        Preview.objects.of_page(page)
        .select_related("created_by", "revision__user")
        .annotate(times=Count("openings"), last_opened=Max("openings__at"))
    )


def share_url(page: Page) -> str:
    return reverse("share_draft", args=[page.pk])


def link_url(link: Preview) -> str:
    """What a reviewer opens."""
    return settings.BASE_URL + reverse("reviewed_draft", args=[link.token]) + "/"


def _row(link: Any) -> dict[str, Any]:
    return {
        "link": link,
        "url": link_url(link) if link.is_working else "",
        "version": version_in_words(link.revision),
        "made_by": name_of(link.created_by),
    }
