"""The seam every public page is written through and read through."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import MultiFieldPanel
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page, Revision, get_page_models

from cms.editions import store
from cms.editions.conflicts import SavesOverNothingNewer
from cms.editions.findings import (
    Finding,
    PublishingRefused,
    alias_findings,
    field_findings,
    stream_findings,
)
from cms.editions.forms import PublicPageForm
from cms.editions.indexing import indexes_left_alone, references_noted_once
from cms.editions.lock import turn
from cms.editions.published import is_public_now
from cms.preview.outside import PreviewedOutside

if TYPE_CHECKING:
    from wagtail.models import Page as _Base
    from wagtail.url_routing import RouteResult
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


class PublicPageMixin(SavesOverNothingNewer, PreviewedOutside, _Base):
    """A page with one way of becoming public, `save()`, and one answer to who may see it.

    Put it first among the bases: ``class BlogPage(PublicPageMixin, Page)``.

    `save()` asks `findings()` whenever the page becomes or stays public and raises
    `PublishingRefused` if there are any; then, in the same transaction, it calls `project()`
    to write whatever is derived from the public content. A page that was never published is
    never live: ``add_child(instance=page)`` makes a draft, publishing its revision makes it
    public.
    """

    # Whether the page's HTML shows nothing but its document and its `surroundings()`, to all
    # readers the same: then it is made when the page is published (`cms.editions.html`).
    prepares_html: ClassVar[bool] = False

    base_form_class = PublicPageForm
    search_auto_update = False  # `cms.editions.indexing` does it, where words may have changed
    # Without Wagtail's “Show in menus”: no menu here is made of it.
    promote_panels = [
        MultiFieldPanel(
            ["slug", "seo_title", "search_description"], heading=_("For search engines")
        )
    ]

    def findings(self) -> list[Finding]:
        """Why this page, as it is in memory, may not be public. Empty when it may."""
        standard = list(field_findings(self))  # first: it fills in slug, title and locale
        own = self.own_findings()
        named = {finding.field for finding in own if finding.field}
        return [
            *own,
            *(finding for finding in standard if finding.field not in named),
            *stream_findings(self),
            *alias_findings(self),
        ]

    def findings_without(self, children: set[str]) -> list[Finding]:
        """Findings about child relations of which a form has none, each naming its relation."""
        return []

    def own_findings(self) -> list[Finding]:
        """What this page type asks beyond its fields' and blocks' own validation."""
        return []

    def facets(self) -> list[tuple[str, Any]]:
        """What lists find this page by: pairs of a kind and the id or key of a thing."""
        return []

    @classmethod
    def surroundings(cls) -> bytes:
        """What pages of this type show around their documents, in any form; see `prepares_html`."""
        return b""

    def related_candidates(self) -> list[int]:
        """Ids of pages to offer after this one, the best first; some may be hidden."""
        return []

    def project(self) -> None:
        """Write what is derived from the public content. Runs inside the publishing save."""

    def announce(self) -> None:
        """Tell pages that may want to show this one. Runs after a new edition was written."""

    def withdraw(self) -> None:
        """Remove what `project()` wrote: the page is no longer live."""

    def save(
        self, clean: bool = True, user: Any = None, log_action: Any = False, **kwargs: Any
    ) -> Any:
        update_fields = kwargs.get("update_fields")
        with turn():
            if update_fields is None:
                settle_in_memory(self)
                if self.is_released:
                    self.require_no_findings()
                    clean = False  # that was part of it
            is_noted = update_fields is not None and BOOKKEEPING.issuperset(update_fields)
            with indexes_left_alone() if is_noted else references_noted_once(self):
                result = super().save(clean=clean, user=user, log_action=log_action, **kwargs)
            if update_fields is None:
                self._write_derived()
            elif not is_noted:
                settle_stored(type(self), self.pk)
        return result

    def publish(self, revision: Revision, **kwargs: Any) -> None:
        # Wagtail forgets the schedule before it saves: a refusal must bring it back.
        with transaction.atomic():
            super().publish(revision, **kwargs)

    def add_child(self, **kwargs: Any) -> Any:
        with turn():
            return super().add_child(**kwargs)

    def add_sibling(self, *args: Any, **kwargs: Any) -> Any:
        with turn():
            return super().add_sibling(*args, **kwargs)

    def move(self, *args: Any, **kwargs: Any) -> None:
        with turn():
            super().move(*args, **kwargs)

    def require_no_findings(self) -> None:
        """Raise `PublishingRefused` if there is a reason why the page may not be public."""
        if found := self.findings():
            raise PublishingRefused(self, found)

    def _write_derived(self) -> None:
        if self.is_released:
            self.project()
            if store.write(self, actor_id=_actor_id()):
                self.announce()
        else:
            self.withdraw()
            store.withdraw(self, actor_id=_actor_id())

    @property
    def is_released(self) -> bool:
        """Whether an editor let this page go public, be it private, expired or hidden now."""
        return bool(self.live and self.first_published_at)

    def is_published(self) -> bool:
        """Whether any reader may see this page now. Asks the database."""
        return is_public_now(self.pk)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        try:
            result = super().route(request, path_components)
        except ObjectDoesNotExist as error:  # a page below is deleted at this moment
            raise Http404 from error
        if result.page.pk == self.pk and not self.is_published():
            raise Http404
        return result


def public_page_types() -> list[Any]:
    """Every page type that readers can get, of whatever app."""
    return [model for model in get_page_models() if issubclass(model, PublicPageMixin)]


def _actor_id() -> int | None:
    """Who is at work, as Wagtail's audit log sees it."""
    user = getattr(get_active_log_context(), "user", None)
    return user.pk if user else None


def settle_in_memory(page: Page) -> None:
    """A page that was never published is not live; an alias was published when its source was."""
    if page.path and not page.url_path:
        page.set_url_path(page.get_parent())  # the site's settings are found by it
    if page.alias_of_id and page.first_published_at is None:
        page.first_published_at = page.alias_of.first_published_at
    if page.live and page.first_published_at is None:
        page.live = False
        page.has_unpublished_changes = True


def settle_stored(model: type[PublicPageMixin], pk: Any) -> None:
    """Judge a row as it is stored now, then write or remove what is derived from it.

    For saves whose instance in memory is not what the row holds: those of single fields, which
    may be made from a draft, and those of base pages. Raises `PublishingRefused`; the caller's
    transaction takes the row back.
    """
    stored = model._base_manager.get(pk=pk)
    if stored.is_released:
        stored.require_no_findings()
    stored._write_derived()


@receiver(post_save, sender=Page)
def settle_after_base_save(
    instance: Page, update_fields: Any, raw: bool = False, **kwargs: Any
) -> None:
    """Moves, expiry and code save a base `Page`, which passes no `save()` of the mixin."""
    model = instance.specific_class
    if raw or model is None or not issubclass(model, PublicPageMixin):
        return
    if update_fields is None or not BOOKKEEPING.issuperset(update_fields):
        settle_stored(model, instance.pk)
