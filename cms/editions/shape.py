"""The fingerprint of how documents are built, so that a deploy never serves yesterday's shape."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from typing import Any

from cms.editions.search.recipe import RECIPE

# Raise it when the same schema is filled in another way.
BUILDER = 1


@cache
def shape_of(page_class: Any) -> str:
    """Sixteen hexadecimal digits that change with a page type's schemas or with `BUILDER`."""
    from cms.api.documents import card_schema, document_schema

    schemas = [schema(page_class).model_json_schema() for schema in (document_schema, card_schema)]
    text = json.dumps([BUILDER, RECIPE, *schemas], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@cache
def shapes() -> dict[str, str]:
    """The shape of every page type that the store holds, by its label: ``blog.BlogPage``."""
    from cms.editions.pages import public_page_types

    return {model._meta.label: shape_of(model) for model in public_page_types()}
