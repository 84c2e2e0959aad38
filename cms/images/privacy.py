"""Which pictures readers may see: those outside private collections."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Length, Substr
from wagtail.models import Collection, CollectionViewRestriction

from cms.editions.statements import Statement


def _private() -> QuerySet[Any, Any]:
    beginning = Substr(OuterRef("path"), 1, Length("collection__path"))
    restrictions = CollectionViewRestriction.objects.filter(collection__path=beginning)
    return Collection.objects.filter(Exists(restrictions)).order_by().values_list("pk")


_PRIVATE = Statement(_private, {})


def private_collections() -> frozenset[int]:
    """Ids of the collections that are private, by themselves or by one they lie in: one query."""
    return frozenset(pk for (pk,) in _PRIVATE.rows())


def public_picture(image: Any, request: Any = None) -> Any:
    """`image` if readers may see it, else None. Asks once for a request, however many it has."""
    if not image:  # a template's name for what is not there is ""
        return None
    private = getattr(request, "private_collections", None)
    if private is None:
        private = private_collections()
        if request is not None:
            request.private_collections = private
    return None if image.collection_id in private else image
