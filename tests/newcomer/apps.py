"""The app of the newcomer."""

from django.apps import AppConfig


class NewcomerConfig(AppConfig):
    """What a project would add beside the blog."""

    name = "tests.newcomer"
    label = "newcomer"
    default_auto_field = "django.db.models.BigAutoField"
