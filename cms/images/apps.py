from django.apps import AppConfig


class ImagesConfig(AppConfig):
    """The site's own image and rendition models."""

    name = "cms.images"
    label = "cms_images"
    verbose_name = "Careroute images"
    default_auto_field = "django.db.models.BigAutoField"
