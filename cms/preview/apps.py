"""The app of drafts that are shown outside the admin."""

from importlib import import_module

from django.apps import AppConfig


class PreviewConfig(AppConfig):
    """Drafts for front-ends, and for reviewers without an account."""

    name = "cms.preview"
    label = "preview"
    verbose_name = "Previews"

    def ready(self) -> None:
        import_module("cms.preview.checks")
