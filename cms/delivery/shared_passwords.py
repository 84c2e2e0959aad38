"""Shared passwords for pages and collections are switched off, and so are their forms.

Wagtail's own would answer for every page there is, and so tell an id that is hidden from one that
is not there.
"""

from __future__ import annotations

from typing import Any, NoReturn

from django.http import Http404, HttpRequest


def no_shared_passwords(request: HttpRequest, **asked: Any) -> NoReturn:
    """The same for every restriction, page and collection: not found."""
    raise Http404
