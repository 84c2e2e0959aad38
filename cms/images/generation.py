"""How a rendition is made: from clean pixels, decoded once for all of a picture's sizes."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.files import File
from PIL import Image
from wagtail.images.models import AbstractImage, Filter
from willow.plugins.pillow import PillowImage


class UprightPicture(PillowImage):
    """Decoded pixels in the place of a file: upright already, with nothing else to carry on."""

    def __init__(self, image: Image.Image, format_name: str) -> None:
        super().__init__(image)
        self.format_name = format_name

    def auto_orient(self) -> "UprightPicture":
        """The picture itself."""
        return self


class CleanFilter(Filter):
    """Wagtail's filter on pixels instead of a file, so that no metadata can reach a rendition."""

    def __init__(self, spec: str, picture: UprightPicture) -> None:
        super().__init__(spec)
        self.picture = picture

    @contextmanager
    def get_willow_image(
        self, image: AbstractImage, source: File | None = None
    ) -> Iterator[UprightPicture]:
        """The decoded picture; `source` would be the file as it was uploaded."""
        yield self.picture


def rendition_name(image: AbstractImage, filter: Filter, extension: str) -> str:
    """A file name that changes with the original's content: renditions are cached for a year.

    It also keeps the address of a picture in a private collection from being guessed.
    """
    parts: list[Any] = [
        image.filename.split(".")[0][:24],
        image.file_hash[:12],
        filter.get_cache_key(image),
        filter.spec.replace("|", "."),
    ]
    return ".".join(part for part in parts if part)[:80] + extension
