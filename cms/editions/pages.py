"""The seam every public page is written through and read through."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.http import Http404, HttpRequest

from cms.editions.findings import (
    Finding,
    PublishingRefused,
    field_findings,
    stream_findings,
)
from cms.editions.forms import PublicPageForm
from cms.editions.published import published

if TYPE_CHECKING:
    from wagtail.models import Page
    from wagtail.url_routing import RouteResult

    _Base = Page
else:
    _Base = object

# What Wagtail writes while a page is drafted, locked or counted: the page in memory may hold a
# draft's text then, although the row it belongs to is public.
BOOKKEEPING = frozenset(
    {
        "comments",
        "wagtail_admin_comments",
        "draft_title",
        "has_unpublished_changes",
        "latest_revision",
        "latest_revision_created_at",
        "live_revision",
        "locked",
        "locked_at",
        "locked_by",
        "numchild",
        "alias_of_id",
        "translation_key",
    }
)


class PublicPageMixin(_Base):
    """A page with one way of becoming public, `save()`, and one answer to who may see it.

    Put it first among the bases: ``class BlogPage(PublicPageMixin, Page)``.

    `save()` asks `findings()` whenever the page becomes or stays public and raises
    `PublishingRefused` if there are any; then, in the same transaction, it calls `project()`
    to write whatever is derived from the public content. A page that was never published is
    never live: ``add_child(instance=page)`` makes a draft, publishing its revision makes it
    public.
    """

    base_form_class = PublicPageForm

    def findings(self) -> list[Finding]:
        """Why this page, as it is in memory, may not be public. Empty when it may."""
        own = self.own_findings()
        named = {finding.field for finding in own if finding.field}
        standard = [finding for finding in field_findings(self) if finding.field not in named]
        return [*own, *standard, *stream_findings(self)]

    def own_findings(self) -> list[Finding]:
        """What this page type asks beyond its fields' and blocks' own validation."""
        return []

    def project(self) -> None:
        """Write what is derived from the public content. Runs inside the publishing save."""

    def withdraw(self) -> None:
        """Remove what `project()` wrote: the page is no longer live."""

    def save(
        self, clean: bool = True, user: Any = None, log_action: Any = False, **kwargs: Any
    ) -> Any:
        if self.first_published_at is None and self.live and self._state.adding:
            self.live = False
            self.has_unpublished_changes = True
        writes_content = _writes_content(kwargs.get("update_fields"))
        with transaction.atomic():
            if writes_content and self.is_released and (found := self.findings()):
                raise PublishingRefused(self, found)
            result = super().save(clean=clean, user=user, log_action=log_action, **kwargs)
            if writes_content:
                if self.is_released:
                    self.project()
                else:
                    self.withdraw()
        return result

    @property
    def is_released(self) -> bool:
        """Whether an editor let this page go public, be it private, expired or hidden now."""
        return bool(self.live and self.first_published_at)

    def is_published(self) -> bool:
        """Whether any reader may see this page now. Asks the database."""
        return published(type(self)._default_manager.filter(pk=self.pk)).exists()

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        result = super().route(request, path_components)
        if result.page.pk == self.pk and not self.is_published():
            raise Http404
        return result


def _writes_content(update_fields: Any) -> bool:
    return update_fields is None or not BOOKKEEPING.issuperset(update_fields)
