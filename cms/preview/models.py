"""What may be read without an account before it is published, by whom it was shown, how often."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, Revision

from cms.preview.tokens import key_of, new_key, token_of

# How long what an editor is typing can be read by their own front-end, from the last change on.
UNSAVED_FOR = timedelta(hours=1)
# How long a link's openings are remembered when it works no more.
REMEMBERED_FOR = timedelta(days=90)


class PreviewQuerySet(models.QuerySet["Preview"]):
    def links(self) -> PreviewQuerySet:
        """Those that an editor gave to a reviewer."""
        return self.filter(revision__isnull=False)

    def of_page(self, page: Page) -> PreviewQuerySet:
        """The links to a page, the newest first."""
        kind = page.cached_content_type
        return self.links().filter(content_type=kind, object_id=str(page.pk)).order_by("-pk")

    def working(self, at: datetime | None = None) -> PreviewQuerySet:
        """Neither expired nor revoked."""
        return self.filter(expires_at__gt=at or timezone.now(), revoked_at=None)

    def opened_by(self, token: str) -> Preview | None:
        """The preview that a token opens now; None for any other token, whatever is wrong."""
        key = key_of(token)
        if key is None:
            return None
        return self.working().filter(key=key).select_related("revision").first()

    def sweep(self) -> None:
        """Delete drafts that nobody can read any more, and links that are long over."""
        now = timezone.now()
        self.filter(revision=None, expires_at__lte=now).delete()
        self.filter(expires_at__lte=now - REMEMBERED_FOR).delete()


class Preview(models.Model):
    """One draft that a token opens: a revision, or what an editor was typing.

    `content` is the unsaved draft as `serializable_data()` gives it. `slot` names whose and of
    what it is: the next state of the same form takes its place, under the same token.
    """

    key = models.CharField(max_length=22, unique=True, default=new_key, editable=False)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=255, blank=True)
    revision = models.ForeignKey(
        Revision, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    content = models.JSONField(null=True, blank=True, encoder=DjangoJSONEncoder)
    slot = models.CharField(max_length=255, null=True, blank=True, unique=True)
    note = models.CharField(max_length=200, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField(db_index=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = PreviewQuerySet.as_manager()
    wagtail_reference_index_ignore = True  # what a draft names is not used by it twice

    class Meta:
        indexes = [models.Index("content_type", "object_id", name="preview_of")]
        constraints = [
            models.CheckConstraint(
                condition=Q(revision__isnull=True, content__isnull=False)
                | Q(revision__isnull=False, content__isnull=True),
                name="either_revision_or_content",
            )
        ]

    def __str__(self) -> str:
        return f"Preview {self.pk}"

    @property
    def token(self) -> str:
        return token_of(self.key)

    @property
    def is_working(self) -> bool:
        return self.revoked_at is None and self.expires_at > timezone.now()

    def draft(self) -> Any:
        """The object as the preview has it; None when it is no longer there."""
        model: Any = self.content_type.model_class()
        if model is None:
            return None
        if not self.object_id:
            return model.from_serializable_data(self.content, check_fks=True, strict_fks=False)
        stored = model._base_manager.filter(pk=self.object_id).first()
        content = self.revision.content if self.revision else self.content
        return stored.with_content_json(content) if stored else None

    def revoke(self) -> None:
        """Have the token open nothing from now on."""
        self.revoked_at = self.revoked_at or timezone.now()
        self.save(update_fields=["revoked_at"])

    def opened(self, by: str) -> None:
        """Remember that a link was read: when, and as what. Nothing of who read it is kept."""
        if self.revision_id:
            Opening.objects.create(preview=self, form=by)

    @classmethod
    def of_unsaved(cls, instance: Any, user: Any, slot: str | None = None) -> Preview:
        """A preview of an object as it is in memory, in place of what was in the same slot."""
        values = {
            "content_type": ContentType.objects.get_for_model(type(instance)),
            "object_id": str(instance.pk or ""),
            "content": instance.serializable_data(),
            "created_by": user if user and user.is_authenticated else None,
            "expires_at": timezone.now() + UNSAVED_FOR,
        }
        if slot is None:
            return cls.objects.create(**values)
        return cls.objects.update_or_create(slot=slot, defaults=values)[0]

    @classmethod
    def of_revision(
        cls, revision: Revision, user: Any, lasts: timedelta, note: str = ""
    ) -> Preview:
        """A reviewer's link to one revision."""
        return cls.objects.create(
            content_type=revision.content_type,
            object_id=revision.object_id,
            revision=revision,
            note=note,
            created_by=user,
            expires_at=timezone.now() + lasts,
        )


class Opening(models.Model):
    """One time that a reviewer's link was read."""

    PAGE, DATA = "page", "data"
    FORMS = {PAGE: "A page of this site", DATA: "Data for a front-end"}

    preview = models.ForeignKey(Preview, on_delete=models.CASCADE, related_name="openings")
    at = models.DateTimeField(default=timezone.now)
    form = models.CharField(max_length=4, choices=list(FORMS.items()))

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
