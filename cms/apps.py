"""The floor's app: machinery that knows no content."""

from django.apps import AppConfig


class CmsConfig(AppConfig):
    """Machinery that would serve any content."""

    name = "cms"
    verbose_name = "Careroute"
