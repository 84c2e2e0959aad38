"""The cache in the database, for readers who must not wait for writers."""

from __future__ import annotations

from typing import Any

from django.core.cache.backends.db import DatabaseCache
from django.db import OperationalError

from cms.sqlite.waiting import waiting_at_most

PATIENCE = 50
"""Milliseconds."""


class ReadersCache(DatabaseCache):
    """Django's own, but what has expired or is to be kept waits for no writer.

    Reading deletes what has expired, and Wagtail keeps the addresses of sites for an hour: each
    hour a reader would write, and fail where something large is being published. Deleting what is
    wrong now waits as long as ever.
    """

    def get_many(self, keys: Any, version: int | None = None) -> dict[Any, Any]:
        try:
            with waiting_at_most(PATIENCE):
                found: dict[Any, Any] = super().get_many(keys, version)
        except OperationalError:
            return {}
        return found

    def set(self, *args: Any, **kwargs: Any) -> None:
        """Keep a value, unless the database is being written."""
        try:
            with waiting_at_most(PATIENCE):
                super().set(*args, **kwargs)
        except OperationalError:
            return
