"""The image library's models: an original with its credit, and the renditions readers receive."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.files import File
from django.db import models, transaction
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Filter,
    get_rendition_storage,
    get_rendition_upload_to,
    get_upload_to,
)

from cms.editions.dependants import ShownModel
from cms.images.fields import OriginalField, RenditionField, check_once
from cms.images.generation import CleanFilter, UprightPicture, rendition_name
from cms.images.pictures import decoded


class CustomImage(ShownModel, AbstractImage):
    """An uploaded picture with the caption and credit that go wherever it is shown.

    The file is kept as it was uploaded, under a name that cannot be guessed, and is never linked
    for readers: they get renditions, which carry pixels and nothing else. Width and height are
    those of the upright picture. Saving raises ValidationError for a file that is not acceptable.
    """

    file = OriginalField(
        verbose_name="file", upload_to=get_upload_to, width_field="width", height_field="height"
    )
    caption = models.CharField(
        max_length=500,
        blank=True,
        default="",
        help_text="Shown under the picture where a page gives no caption of its own.",
    )
    credit = models.CharField(
        max_length=255,
        blank=True,
        default="",
        help_text="Who made the picture and under which licence; shown beside the caption.",
    )

    admin_form_fields = (
        "title",
        "file",
        "description",
        "caption",
        "credit",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = "image"
        verbose_name_plural = "images"

    _picture: UprightPicture | None = None

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the row and a new file together: neither stays without the other.

        A replaced file takes its renditions with it.
        """
        saved_fields = kwargs.get("update_fields")
        is_file_saved = saved_fields is None or "file" in saved_fields
        if not is_file_saved or not self.file or self.file._committed:
            return super().save(*args, **kwargs)
        check_once(self.file.file)
        self._set_image_file_metadata()
        try:
            with transaction.atomic():
                is_replacement = not self._state.adding
                super().save(*args, **kwargs)
                if is_replacement:
                    self.renditions.all().delete()
        except BaseException:
            if self.file._committed:
                self.file.storage.delete(self.file.name)
            raise

    def get_upload_to(self, filename: str) -> str:
        """`original_images/<name>.<random>.<extension>`, at most 100 characters."""
        stem, extension = os.path.splitext(os.path.basename(super().get_upload_to(filename)))
        return f"original_images/{stem[:40]}.{secrets.token_hex(8)}{extension.lower()}"

    def create_renditions(self, *filters: Filter) -> dict[Filter, AbstractRendition]:
        """Make the renditions of `filters`, decoding the original once for all of them."""
        if len(filters) < 2:
            return super().create_renditions(*filters)
        with self.open_file() as file, self._decoded(file) as self._picture:
            try:
                return super().create_renditions(*filters)
            finally:
                self._picture = None

    def generate_rendition_file(self, filter: Filter, *, source: File | None = None) -> File:
        """The rendition's file: upright, in sRGB, without metadata."""
        if self._picture:
            return self._rendition_file(filter, self._picture)
        with self.open_file() as file, self._decoded(source or file) as picture:
            return self._rendition_file(filter, picture)

    @contextmanager
    def _decoded(self, file: File) -> Iterator[UprightPicture]:
        with decoded(file) as (pixels, format_name):
            yield UprightPicture(pixels, format_name)

    def _rendition_file(self, filter: Filter, picture: UprightPicture) -> File:
        file = super().generate_rendition_file(CleanFilter(filter.spec, picture))
        file.name = rendition_name(self, filter, os.path.splitext(file.name)[1])
        return file


class CustomRendition(AbstractRendition):
    """One size and format of a picture, as readers receive it."""

    image = models.ForeignKey(CustomImage, on_delete=models.CASCADE, related_name="renditions")
    file = RenditionField(
        upload_to=get_rendition_upload_to,
        storage=get_rendition_storage,
        width_field="width",
        height_field="height",
    )

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
