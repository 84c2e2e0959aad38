"""The app of the front door."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """Home page and standard pages."""

    name = "home"
    verbose_name = "Home"
