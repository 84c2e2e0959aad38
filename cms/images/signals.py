"""What follows when an image is saved."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save

from cms.images.models import CustomImage
from cms.images.tasks import make_renditions

SHAPING_FIELDS = {
    "file",
    "focal_point_x",
    "focal_point_y",
    "focal_point_width",
    "focal_point_height",
}


def prepare_renditions(
    instance: CustomImage, raw: bool, update_fields: frozenset[str] | None, **kwargs: Any
) -> None:
    """Have the renditions made as soon as the image is committed, so that readers only read."""
    if raw or (update_fields is not None and not SHAPING_FIELDS & update_fields):
        return
    transaction.on_commit(partial(make_renditions.enqueue, instance.pk))


def register() -> None:
    """Connect the above."""
    post_save.connect(prepare_renditions, sender=CustomImage, dispatch_uid="cms_images.renditions")
