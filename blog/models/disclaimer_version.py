"""The texts of a disclaimer, each in force from its moment until the next one begins.

Source of the rules: the versioned legal notices of clinic sites. Readers must be able to tell
which text was shown on a day, so a text that was ever in force stays as it was.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.locks import BaseLock
from wagtail.models import (
    DraftStateMixin,
    Locale,
    LockableMixin,
    PreviewableMixin,
    Revision,
    RevisionMixin,
    WorkflowMixin,
)
from wagtail.search import index

from blog.identifiers import jurisdiction_label, parse_jurisdiction
from blog.models.disclaimer import Disclaimer
from cms.editions.conflicts import SavesOverNothingNewer
from cms.editions.dependants import ShownModel
from cms.editions.findings import Refused
from cms.editions.forms import ConflictAwareForm
from cms.preview.outside import PreviewedOutside

TEXT_FEATURES = ["bold", "italic", "link", "ol", "ul"]


class VersionInForce(Refused):
    """A version that is or was in force was to be changed, unpublished or deleted."""

    def __init__(self, version: DisclaimerVersion) -> None:
        super().__init__(
            version,
            gettext(
                "“%(version)s” has been in force, so it stays as readers saw it. "
                "Make a new version instead."
            )
            % {"version": version},
        )


class MomentTaken(Refused):
    """A version was to take effect at the very moment when another one does."""

    def __init__(self, version: DisclaimerVersion) -> None:
        super().__init__(version, gettext("Another version takes effect at that moment."))


class DisclaimerVersionQuerySet(models.QuerySet["DisclaimerVersion"]):
    def in_force(self, at: datetime | None = None) -> DisclaimerVersionQuerySet:
        """Published versions whose time has come. The latest of a series is the one in force."""
        return self.filter(live=True, effective_from__lte=at or timezone.now())

    def update(self, **values: Any) -> int:
        if not BOOKKEEPING.issuperset(values) and (frozen := self.in_force().first()):
            raise VersionInForce(frozen)
        return super().update(**values)

    def bulk_create(
        self, objs: Iterable[DisclaimerVersion], *args: Any, **kwargs: Any
    ) -> list[DisclaimerVersion]:
        """Refused: each version is numbered and given its moment by `save()`."""
        raise NotImplementedError("Versions are saved one by one.")


class DisclaimerVersionForm(ConflictAwareForm):
    """Says before publishing that a moment has passed; a draft may wait for a new one."""

    def clean_effective_from(self) -> datetime | None:
        moment = self.cleaned_data["effective_from"]
        if moment and moment < timezone.now() and not self.is_deferred_validation:
            raise ValidationError(
                gettext("This moment has passed. Leave it empty to take effect on publishing.")
            )
        return moment


class DisclaimerVersion(
    ShownModel,
    SavesOverNothingNewer,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewedOutside,
    PreviewableMixin,
    index.Indexed,
    models.Model,
):
    """One text of a disclaimer. In force from `effective_from` until the next one begins.

    Published without a time, or with one that has passed, it takes effect at once: a text can
    never have been in force before it was published. Once in force it is never changed.
    """

    disclaimer = models.ForeignKey(
        Disclaimer, verbose_name=_("disclaimer"), on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveIntegerField(_("number"), editable=False)
    jurisdiction = models.CharField(
        _("jurisdiction"),
        max_length=6,
        blank=True,
        help_text=_("Whose law it is written for: US, GB, US-CA. Leave it empty for any country."),
    )
    title = models.CharField(_("title"), max_length=120, default="Disclaimer")
    text = RichTextField(_("text"), features=TEXT_FEATURES)
    effective_from = models.DateTimeField(
        _("in force from"),
        null=True,
        blank=True,
        help_text=_("Leave it empty to have it take effect as soon as it is published."),
    )

    objects = DisclaimerVersionQuerySet.as_manager()

    panels = [
        FieldPanel("title"),
        FieldPanel("text"),
        FieldPanel("jurisdiction"),
        FieldPanel("effective_from"),
    ]
    search_fields = [
        index.SearchField("title"),
        index.SearchField("text"),
        index.FilterField("disclaimer_id"),
    ]

    class Meta:
        ordering = ["disclaimer", "-number"]
        verbose_name = _("disclaimer version")
        verbose_name_plural = _("disclaimer versions")
        constraints = [
            models.UniqueConstraint(fields=["disclaimer", "number"], name="version_number_once"),
            models.UniqueConstraint(
                fields=["disclaimer", "jurisdiction", "effective_from"],
                condition=Q(live=True),
                name="one_version_begins_at_a_time",
                violation_error_message=_("Another version takes effect at that moment."),
            ),
        ]

    def __str__(self) -> str:
        return gettext("%(name)s, version %(number)s") % {
            "name": self.disclaimer.name,
            "number": self.number,
        }

    base_form_class = DisclaimerVersionForm

    def save(self, *args: Any, **kwargs: Any) -> None:
        stored = type(self).objects.filter(pk=self.pk).first() if self.pk else None
        if not (stored and stored.has_been_in_force):
            self._settle()
        elif self._changes(stored, kwargs.get("update_fields")):
            raise VersionInForce(stored)
        super().save(*args, **kwargs)

    def dependency_keys(self) -> list[str]:
        return [f"blog.disclaimer:{self.disclaimer_id}"]

    @property
    def locale(self) -> Locale:
        return self.disclaimer.locale

    @property
    def jurisdiction_label(self) -> str:
        return jurisdiction_label(self.jurisdiction) if self.jurisdiction else ""

    @property
    def has_been_in_force(self) -> bool:
        return bool(self.live and self.effective_from and self.effective_from <= timezone.now())

    def clean(self) -> None:
        super().clean()
        errors = {}
        if self.jurisdiction:
            try:
                self.jurisdiction = parse_jurisdiction(self.jurisdiction)
            except ValueError as error:
                errors["jurisdiction"] = str(error)
        if self.effective_from and self._moment_is_taken(self.effective_from):
            errors["effective_from"] = gettext("Another version takes effect at that moment.")
        if errors:
            raise ValidationError(errors)

    def _changes(self, stored: DisclaimerVersion, update_fields: Any) -> bool:
        names = CONTENT if update_fields is None else set(CONTENT).intersection(update_fields)
        return any(getattr(stored, name) != getattr(self, name) for name in names)

    def _settle(self) -> None:
        """Fill in what the editor leaves to us, before the text is first in force."""
        self.number = self.number or self.disclaimer.next_number()
        self.go_live_at = self.expire_at = None
        if self._state.adding and self.first_published_at is None:
            self.live = False
        if self.live:
            self._begin()

    def _begin(self) -> None:
        """Take effect at the chosen moment, or now: never in the past, never two at once."""
        now = timezone.now()
        if self.effective_from and self.effective_from > now:
            if self._moment_is_taken(self.effective_from):
                raise MomentTaken(self)
            return
        while self._moment_is_taken(now):
            now += timedelta(microseconds=1)
        self.effective_from = now

    def _moment_is_taken(self, moment: datetime) -> bool:
        series = DisclaimerVersion.objects.filter(
            disclaimer_id=self.disclaimer_id, jurisdiction=self.jurisdiction, live=True
        )
        return series.filter(effective_from=moment).exclude(pk=self.pk).exists()

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        stored = type(self).objects.filter(pk=self.pk).first()
        if stored and stored.has_been_in_force and self._changes(stored, None):
            raise VersionInForce(stored)
        return super().save_revision(*args, **kwargs)

    def with_content_json(self, content: dict[str, Any]) -> DisclaimerVersion:
        """The version as a revision has it, but on the one clock there is: `effective_from`."""
        version: DisclaimerVersion = super().with_content_json(content)
        version.go_live_at = version.expire_at = None
        version.number = self.number
        if self.has_been_in_force:
            version.effective_from = self.effective_from
        return version

    def get_latest_revision_as_object(self) -> DisclaimerVersion:
        """What an editor opens: the text readers saw, once it has been in force."""
        if self.has_been_in_force:
            return self
        latest: DisclaimerVersion = super().get_latest_revision_as_object()
        return latest

    def get_lock(self) -> BaseLock | None:
        return InForceLock(self) if self.has_been_in_force else super().get_lock()

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        return "blog/disclaimer_preview.html"

    def get_preview_context(self, request: Any, mode_name: str) -> dict[str, Any]:
        return {**super().get_preview_context(request, mode_name), "disclaimer": self}


# Its own versions are not uses of a disclaimer: what counts is who points at it.
vars(DisclaimerVersion._meta.get_field("disclaimer"))["wagtail_reference_index_ignore"] = True

BOOKKEEPING = frozenset(
    {"has_unpublished_changes", "latest_revision", "locked", "locked_at", "locked_by"}
)
CONTENT = (
    *("disclaimer_id", "number", "jurisdiction", "title", "text", "effective_from"),
    *("live", "expired"),
)


class InForceLock(BaseLock):
    """A version once in force is read-only for everyone; the way on is a new version."""

    def for_user(self, user: Any) -> bool:
        return True

    def get_message(self, user: Any) -> str:
        return gettext(
            "This version has been in force, so it stays as readers saw it. "
            "Choose “New version” to change the text."
        )

    def get_locked_by(self, user: Any) -> str:
        return gettext("In force")

    def get_description(self, user: Any) -> str:
        return gettext("Nobody can change a text that readers have been shown")


@receiver(pre_delete, sender=DisclaimerVersion)
def keep_versions_once_in_force(instance: DisclaimerVersion, **kwargs: Any) -> None:
    """Whichever way deletion comes: one by one, by query, or with its disclaimer."""
    stored = DisclaimerVersion.objects.filter(pk=instance.pk).first()
    if stored and stored.has_been_in_force:
        raise VersionInForce(stored)
