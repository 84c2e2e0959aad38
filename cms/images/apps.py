"""The room of pictures: its app configuration, and the bounds it sets for Pillow."""

import warnings

from django.apps import AppConfig
from django.conf import settings
from PIL import Image, PngImagePlugin
from pillow_heif import register_heif_opener

MAX_PNG_TEXT = 4 * 1024 * 1024


class ImagesConfig(AppConfig):
    """The site's own image and rendition models."""

    name = "cms.images"
    label = "cms_images"
    verbose_name = "Careroute images"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Bound every decode of this process, ours or another's, and watch for saved images."""
        from cms.images import signals

        Image.MAX_IMAGE_PIXELS = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
        PngImagePlugin.MAX_TEXT_MEMORY = MAX_PNG_TEXT
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        register_heif_opener()
        signals.register()
