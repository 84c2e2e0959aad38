"""Names in the demo content become the ids of rows. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid5

# By kind ("ref", "treatment", "image", "page"): the id of each name.
Ids = Mapping[str, Mapping[str, int]]

KINDS = ("ref", "treatment", "image", "page")
_PAGE_LINK = re.compile(r'href="page:([\w-]+)"')


def resolve(value: Any, ids: Ids) -> Any:
    """`value` with every `{kind: name}` replaced by its id and every `page:` link by a page link.

    Raises KeyError for a name that is not there.
    """
    if isinstance(value, dict):
        if named := _name(value):
            kind, name = named
            return ids[kind][name]
        return {key: resolve(item, ids) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [resolve(item, ids) for item in value]
    if isinstance(value, str):
        return _PAGE_LINK.sub(lambda link: f'linktype="page" id="{ids["page"][link[1]]}"', value)
    return value


def _name(value: dict[str, Any]) -> tuple[str, str] | None:
    if len(value) != 1:
        return None
    kind, name = next(iter(value.items()))
    return (kind, name) if kind in KINDS and isinstance(name, str) else None


def stream(slug: str, body: Any, ids: Ids) -> list[dict[str, Any]]:
    """A page's body as it is stored. Blocks get the same id in every load, for lasting links."""
    return [
        {**block, "id": str(uuid5(NAMESPACE_URL, f"demo:{slug}:{position}"))}
        for position, block in enumerate(resolve(body, ids))
    ]
