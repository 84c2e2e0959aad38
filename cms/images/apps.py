"""The room of pictures: its app configuration, and the bounds it sets for Pillow."""

import ctypes
import warnings
from contextlib import suppress

from django.apps import AppConfig
from django.conf import settings
from PIL import Image, PngImagePlugin
from pillow_heif import register_heif_opener

MAX_PNG_TEXT = 4 * 1024 * 1024

# glibc's <malloc.h>: from which size on an allocation is a mapping of its own.
M_MMAP_THRESHOLD = -3
ONE_MEGABYTE = 1024 * 1024


def give_freed_pictures_back() -> None:
    """Let freed pixels return to the system at once, where the C library is glibc.

    It learns from Pillow's 16 MB blocks to keep them in a heap of each thread: ten threads that
    decode one after the other then hold 1.3 GB instead of 0.5 GB.
    """
    with suppress(AttributeError, OSError, TypeError):  # another C library
        ctypes.CDLL(None).mallopt(M_MMAP_THRESHOLD, ONE_MEGABYTE)


class ImagesConfig(AppConfig):
    """The site's own image and rendition models."""

    name = "cms.images"
    label = "cms_images"
    verbose_name = "Careroute images"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Bound every decode of this process, ours or another's, and watch for saved images."""
        from cms.images import encoding, signals

        Image.MAX_IMAGE_PIXELS = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
        PngImagePlugin.MAX_TEXT_MEMORY = MAX_PNG_TEXT
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        register_heif_opener()
        give_freed_pictures_back()
        encoding.register()
        signals.register()
