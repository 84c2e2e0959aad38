"""What must not be deleted while pages use it, because no foreign key can say so.

References and treatments are chosen inside blocks, and whatever is chosen may be chosen in the
draft of a live page, which is kept in no table but that of revisions.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.signals import pre_delete
from django.utils.translation import gettext, ngettext
from wagtail.models import Page, ReferenceIndex

from cms.editions.findings import Refused

NAMED = 3


class StillUsed(Refused):
    """Something was to be deleted that pages, live or in draft, still use."""

    def __init__(self, thing: models.Model, users: list[Page]) -> None:
        self.users = users
        titles = ", ".join(f"“{page}”" for page in users[:NAMED])
        if (more := len(users) - NAMED) > 0:
            words = ngettext("%(titles)s and %(more)d more", "%(titles)s and %(more)d more", more)
            titles = words % {"titles": titles, "more": more}
        message = gettext(
            "“%(thing)s” was not deleted, because it is used by %(pages)s. Take it out there first."
        )
        super().__init__(thing, message % {"thing": thing, "pages": titles})


def keep_while_used(*kinds: type[models.Model]) -> None:
    """Refuse every deletion of objects of these models while a page uses them."""
    for kind in kinds:
        pre_delete.connect(_refuse_if_used, sender=kind, dispatch_uid=f"keep {kind.__name__}")


def _refuse_if_used(instance: models.Model, **kwargs: Any) -> None:
    if users := pages_that_use(instance):
        raise StillUsed(instance, users)


def pages_that_use(thing: models.Model) -> list[Page]:
    """The pages whose stored content or latest draft refers to `thing`, in the tree's order."""
    kind = ContentType.objects.get_for_model(thing)
    page_type = ContentType.objects.get_for_model(Page)
    rows = ReferenceIndex.objects.filter(to_content_type=kind, to_object_id=str(thing.pk))
    ids = rows.filter(base_content_type=page_type).values_list("object_id", flat=True)
    found = {int(pk) for pk in ids} | _chosen_by_hand(thing)
    drafts = Page.objects.filter(has_unpublished_changes=True).exclude(pk__in=found)
    for page in drafts.select_related("latest_revision"):
        if _draft_uses(page, thing, kind):
            found.add(page.pk)
    return list(Page.objects.filter(pk__in=found).order_by("path"))


def _chosen_by_hand(thing: models.Model) -> set[int]:
    """Pages that list `thing` in a many-to-many field, which the reference index leaves out."""
    return {
        pk
        for relation in thing._meta.related_objects
        if relation.many_to_many and issubclass(relation.related_model, Page)
        for pk in relation.related_model._default_manager.filter(
            **{relation.field.name: thing}
        ).values_list("pk", flat=True)
    }


def _draft_uses(page: Page, thing: models.Model, kind: ContentType) -> bool:
    draft = page.latest_revision.as_object() if page.latest_revision else None
    if draft is None:
        return False
    return (kind.pk, str(thing.pk)) in set(_references_of(draft))


def _references_of(draft: Page) -> Iterator[tuple[int, str]]:
    # The same reading of foreign keys, blocks and child rows that the reference index stores.
    for to_type, to_pk, _model_path, _path in ReferenceIndex._extract_references_from_object(draft):
        yield to_type, str(to_pk)
    for field in draft._meta.many_to_many:
        kind = ContentType.objects.get_for_model(field.related_model)
        for each in getattr(draft, field.name).all():
            yield kind.pk, str(each.pk)
