"""System checks: the address of a front-end's page for drafts has a place for the token."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks


@checks.register(checks.Tags.urls)
def check_preview_url(app_configs: Any = None, **kwargs: Any) -> list[checks.CheckMessage]:
    """An error when PREVIEW_URL could not lead to a draft."""
    url = settings.PREVIEW_URL
    if not url or ("{token}" in url and _is_absolute(url.replace("{token}", "token"))):
        return []
    hint = "For example https://front.example/preview/#{token}"
    message = "PREVIEW_URL must be an absolute address with {token} after its host."
    return [checks.Error(message, hint=hint, id="preview.E001")]


def _is_absolute(url: str) -> bool:
    address = urlsplit(url)
    return address.scheme in ("http", "https") and "token" not in address.netloc
