"""System checks: what readers get of each page type is typed to the last field."""

from __future__ import annotations

from typing import Any

from django.core import checks

from cms.api.documents import type_mistake
from cms.editions.pages import public_page_types


@checks.register(checks.Tags.models)
def check_documents(app_configs: Any = None, **kwargs: Any) -> list[checks.CheckMessage]:
    """An error for each page type of which a field or block has no type, or two have one name."""
    return [
        checks.Error(mistake, obj=model, id="content_api.E001")
        for model in public_page_types()
        if (mistake := type_mistake(model))
    ]
