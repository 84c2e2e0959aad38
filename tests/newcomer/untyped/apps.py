"""The app with mistakes."""

from django.apps import AppConfig


class UntypedConfig(AppConfig):
    """One page type for each mistake."""

    name = "tests.newcomer.untyped"
    label = "untyped"
    default_auto_field = "django.db.models.BigAutoField"
