"""Saves made from an old version: found before they undo somebody's newer edit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import models
from django.http import HttpRequest, QueryDict
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Page, Revision

from cms.editions.anchors import edit_handler
from cms.editions.findings import Refused
from cms.editions.lock import turn

if TYPE_CHECKING:
    from wagtail.models import RevisionMixin as _Base
else:
    _Base = object

# What the edit form sends beside Wagtail's own "loaded_revision_id" and "overwrite_revision_id".
SAVE_MINE_OVER = "save_mine_over"  # the editor has read of the conflict, and decided
STILL_SEEN = "conflict_since"  # the version the editor had before the conflict was shown
NOTHING_SEEN = "began_without_revision"  # there was no version yet when the form was opened


class Seen(NamedTuple):
    """The version an editor last saw: a revision's id and, when known, the moment it was saved.

    Autosave writes into the revision it made before, so the id alone may be of newer text.
    """

    pk: str
    created_at: str = ""

    @classmethod
    def parse(cls, text: str) -> Seen:
        pk, _separator, created_at = text.partition("|")
        return cls(pk, created_at)

    @classmethod
    def of(cls, revision: Revision) -> Seen:
        return cls(str(revision.pk), revision.created_at.isoformat())

    def __str__(self) -> str:
        return f"{self.pk}|{self.created_at}"

    def is_of(self, revision: Revision) -> bool:
        now = Seen.of(revision)
        return self.pk == now.pk and self.created_at in ("", now.created_at)

    @property
    def revision(self) -> Revision | None:
        """The revision as it was seen; None once it was written over or deleted."""
        found = Revision.objects.filter(pk=self.pk).first() if self.pk.isdecimal() else None
        return found if found and self.is_of(found) else None


def last_seen(fields: QueryDict) -> Seen | None:
    """What the sender of an edit form had seen last; None when the form does not say."""
    for name in (SAVE_MINE_OVER, STILL_SEEN):
        if value := fields.get(name):
            return Seen.parse(value)
    if made_here := fields.get("overwrite_revision_id"):
        return Seen(made_here)
    if loaded := fields.get("loaded_revision_id"):
        return Seen(loaded, fields.get("loaded_revision_created_at", ""))
    return Seen("") if NOTHING_SEEN in fields else None


@dataclass(frozen=True)
class Conflict:
    """A save of `instance`, made from what was `seen`, that would undo the `latest` revision."""

    instance: Any
    seen: Seen
    latest: Revision

    @classmethod
    def find(cls, request: HttpRequest, instance: Any) -> Conflict | None:
        """The conflict that an edit form runs into. Remembers on `instance` what was seen."""
        latest = instance.get_latest_revision()
        seen = last_seen(request.POST)
        if latest is None or seen is None:
            return None
        instance.saved_over = seen
        return None if seen.is_of(latest) else cls(instance, seen, latest)

    def people(self) -> list[str]:
        """Who saved newer versions, the latest first."""
        newer = self.instance.revisions.select_related("user").order_by("-created_at")
        if before := self.seen.revision:
            newer = newer.filter(created_at__gt=before.created_at)
        else:
            newer = newer.filter(pk=self.latest.pk)
        names = (get_user_display_name(each.user) or _("Somebody") for each in newer)
        return list(dict.fromkeys(names))

    def changed_fields(self, request: HttpRequest) -> list[str]:
        """The labels of what changed since; empty when the seen version is no longer there."""
        before = self.seen.revision
        if before is None:
            return []
        panel = edit_handler(type(self.instance)).get_bound_panel(
            instance=self.instance, request=request, form=None
        )
        older, newer = before.as_object(), self.latest.as_object()
        comparisons = (compare(older, newer) for compare in panel.get_comparison())
        return [str(each.field_label()) for each in comparisons if each.has_changed()]

    def compare_url(self) -> str:
        """Where the changes are shown, or "" when the seen version is no longer there."""
        before = self.seen.revision
        if before is None:
            return ""
        name = "wagtailadmin_pages:revisions_compare"
        if not isinstance(self.instance, Page):
            name = self.instance.snippet_viewset.get_url_name("revisions_compare")
        return reverse(name, args=[self.instance.pk, before.pk, self.latest.pk])

    def message(self, request: HttpRequest) -> SafeString:
        """Who changed what and when, and the two ways on, as HTML for a message."""
        return render_to_string(
            "editions/conflict.html",
            {
                "people": self.people(),
                "moment": self.latest.created_at,
                "fields": self.changed_fields(request),
                "compare_url": self.compare_url(),
                "edit_url": AdminURLFinder(request.user).get_edit_url(self.instance),
                "form_id": "page-edit-form" if isinstance(self.instance, Page) else "w-editor-form",
                "name": SAVE_MINE_OVER,
                "value": str(Seen.of(self.latest)),
            },
        )


class EditedMeanwhile(Refused):
    """Another save came between the check of an edit form and its own save. Nothing was written."""

    def __init__(self, instance: models.Model) -> None:
        super().__init__(instance, _("Somebody saved a newer version at the same moment."))


class SavesOverNothingNewer(_Base):
    """For models with revisions: a save from the edit form fails if a newer one was first.

    Put it before Wagtail's mixins. `saved_over` is set by the edit form's check alone, so code
    that saves revisions is not concerned.
    """

    saved_over: Seen | None = None

    def save(self, *args: Any, **kwargs: Any) -> Any:
        with turn():
            self._require_nothing_newer()
            return super().save(*args, **kwargs)

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        with turn():
            self._require_nothing_newer()
            self.saved_over = None
            revision: Revision = super().save_revision(*args, **kwargs)
            return revision

    def _require_nothing_newer(self) -> None:
        if not self.saved_over or not self.pk:
            return
        # Locked, so that of two saves at once the second sees what the first one wrote.
        stored = type(self)._base_manager.select_for_update().get(pk=self.pk)
        newest = stored.revisions.order_by("created_at", "pk").last()
        if newest and not self.saved_over.is_of(newest):
            raise EditedMeanwhile(self)
