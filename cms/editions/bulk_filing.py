"""Moving many pictures or documents to another collection, which may be a private one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from wagtail.documents.views.bulk_actions import (
    AddToCollectionBulkAction as AddDocumentsToCollection,
)
from wagtail.images.views.bulk_actions import AddToCollectionBulkAction as AddImagesToCollection

from cms.editions.building import keys_of
from cms.editions.store import mark


class _TellsDocuments:
    """Wagtail moves them by a query, which passes no `save()`: what shows them is told here."""

    @classmethod
    def execute_action(cls, objects: Iterable[Any], **kwargs: Any) -> Any:
        with transaction.atomic():
            result = super().execute_action(objects, **kwargs)  # type: ignore[misc]
            mark(*keys_of(objects))
        return result


class FileImagesAction(_TellsDocuments, AddImagesToCollection):
    """Wagtail's action for pictures."""


class FileDocumentsAction(_TellsDocuments, AddDocumentsToCollection):
    """Wagtail's action for documents."""
