"""The floor's app: it prepares what Wagtail and Django need and knows no content."""

from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.management import call_command
from django.db.models.signals import post_migrate


def create_cache_table(sender: AppConfig, using: str, **kwargs: Any) -> None:
    """Make the table of the database cache, if that is the cache, with the others."""
    if settings.CACHES["default"]["BACKEND"].endswith(".DatabaseCache"):
        call_command("createcachetable", database=using, verbosity=0)


class CmsConfig(AppConfig):
    """Machinery that would serve any content."""

    name = "cms"
    verbose_name = "Careroute"

    def ready(self) -> None:
        """Have the cache's table made by `migrate`, so that no installation forgets it."""
        post_migrate.connect(create_cache_table, sender=self)
