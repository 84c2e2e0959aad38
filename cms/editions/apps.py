"""The app of the live store."""

from django.apps import AppConfig


class EditionsConfig(AppConfig):
    """What is public, and the one gate that content passes to become so."""

    name = "cms.editions"
    label = "editions"
    verbose_name = "Editions"
