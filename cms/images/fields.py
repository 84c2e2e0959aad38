"""The picture fields of models and forms. Storing a file checks it, whoever asks for it."""

from typing import Any

from django import forms
from django.core.files import File
from wagtail.images.fields import WagtailImageField as WagtailImageFormField
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from cms.images.uploads import check_picture, checked_header


def check_once(file: Any) -> None:
    """Check an arriving picture, unless it was: the check decodes it. ValidationError if refused.

    `file` is the Django `File` that brings the bytes; the mark stays on it from form to storage.
    """
    if not getattr(file, "is_checked_picture", False):
        check_picture(file)
        file.is_checked_picture = True


class MeasuredFieldFile(WagtailImageFieldFile):
    """A picture whose width and height come from its header, upright, without a decode."""

    def get_image_dimensions(self) -> tuple[int, int]:
        """Width and height; ValidationError where the file is no picture of bounded size."""
        was_closed = self.closed
        try:
            self.open()
            header = checked_header(self)
            return header.width, header.height
        finally:
            if was_closed:
                self.close()


class CheckedFieldFile(MeasuredFieldFile):
    """An original: its bytes are checked once before they reach the storage."""

    def save(self, name: str, content: File, save: bool = True) -> None:
        """Store `content`; ValidationError where it is not an acceptable picture."""
        check_once(content if content.name else File(content, name=name))
        super().save(name, content, save=save)

    save.alters_data = True  # type: ignore[attr-defined]  # keeps templates from calling it


class OriginalField(WagtailImageField):
    """Where an uploaded picture is kept."""

    attr_class = CheckedFieldFile


class RenditionField(WagtailImageField):
    """Where a size and format made from an original is kept."""

    attr_class = MeasuredFieldFile


class PictureFormField(WagtailImageFormField):
    """The upload field of every image form: each refusal is a form error."""

    def __init__(self, **kwargs: Any) -> None:
        # Our own refusal of an empty file says what to do about it.
        super().__init__(allow_empty_file=True, **kwargs)

    def to_python(self, data: Any) -> Any:
        """The uploaded file, checked; ValidationError otherwise."""
        file = forms.FileField.to_python(self, data)
        if file is None:
            return None
        check_once(file)
        return file
