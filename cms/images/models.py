from django.db import models
from wagtail.images.models import AbstractImage, AbstractRendition


class CustomImage(AbstractImage):
    """An uploaded picture with the caption and credit that go wherever it is shown."""

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


class CustomRendition(AbstractRendition):
    """One size and format of a picture, as readers receive it."""

    image = models.ForeignKey(CustomImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
