"""How a rendition is made: from clean pixels, decoded once for all of a picture's sizes."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.files import File
from PIL import Image
from wagtail.images.models import AbstractImage, Filter
from wagtail.images.rect import Rect
from willow.plugins.pillow import PillowImage

Box = tuple[int, int, int, int]
Size = tuple[int, int]


class UprightPicture(PillowImage):
    """Decoded pixels in the place of a file: upright already, with nothing else to carry on.

    Filters of one crop and size in several formats share one resize, and no crop copies a picture
    that may have 25 million pixels. Threads may use it together.
    """

    def __init__(self, image: Image.Image, format_name: str) -> None:
        super().__init__(image)
        self.format_name = format_name
        self._scaled: dict[tuple[Box, Size], Image.Image] = {}
        self._scaling = threading.Lock()

    def auto_orient(self) -> "UprightPicture":
        """The picture itself."""
        return self

    def crop(self, rect: Rect) -> "Cut":
        """A part of the picture, still to be given its size."""
        width, height = self.image.size
        left, top, right, bottom = rect
        return Cut(self, (max(0, left), max(0, top), min(right, width), min(bottom, height)))

    def scaled(self, box: Box, size: Size) -> Image.Image:
        """A copy of its own (encoders write on it) of the part `box` in `size` pixels."""
        with self._scaling:
            if (box, size) not in self._scaled:
                self._scaled[box, size] = self.image.resize(size, Image.Resampling.LANCZOS, box)
            return self._scaled[box, size].copy()


class Cut:
    """A part of a picture, between Wagtail's crop and the resize that always follows it."""

    def __init__(self, picture: UprightPicture, box: Box) -> None:
        self.picture = picture
        self.box = box

    def resize(self, size: Size) -> PillowImage:
        """The part in `size` pixels."""
        return PillowImage(self.picture.scaled(self.box, size))


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
