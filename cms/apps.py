"""The floor's app: machinery that knows no content."""

from importlib import import_module

from django.apps import AppConfig


class CmsConfig(AppConfig):
    """Machinery that would serve any content."""

    name = "cms"
    verbose_name = "Careroute"

    def ready(self) -> None:
        import_module("cms.api.checks")
