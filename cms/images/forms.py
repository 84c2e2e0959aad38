"""The image form behind every way into the library: admin, chooser, multiple upload, API."""

from typing import Any

from django.db import transaction
from wagtail.images.forms import BaseImageForm
from wagtail.images.models import AbstractImage

from cms.images.fields import PictureFormField


class CheckedImageForm(BaseImageForm):
    """Wagtail's image form with our upload checks."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Wagtail always puts its own field here, and a declared one would also enter the forms
        # that leave the file out.
        if field := self.fields.get("file"):
            self.fields["file"] = PictureFormField(
                label=field.label, required=field.required, widget=field.widget
            )

    def save(self, commit: bool = True) -> AbstractImage:
        """Save the image; its renditions are made when all of it is saved."""
        # Wagtail deletes the renditions of a replaced file just after saving the image.
        with transaction.atomic():
            return super().save(commit=commit)
