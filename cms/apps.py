"""The floor's app: machinery that knows no content."""

from importlib import import_module

from django.apps import AppConfig


class CmsConfig(AppConfig):
    """Machinery that would serve any content."""

    name = "cms"
    verbose_name = "Careroute"

    def ready(self) -> None:
        import_module("cms.api.checks")
        from wagtail.admin.forms.models import register_form_field_override
        from wagtail.fields import StreamField

        from cms.block_widget import KeptBlockWidget

        register_form_field_override(
            StreamField, override=lambda field: {"widget": KeptBlockWidget(field)}
        )
