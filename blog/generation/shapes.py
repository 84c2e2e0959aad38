"""The stored shapes that generated blocks have in common. Ids follow from their places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from random import Random
from typing import Any
from uuid import UUID, uuid5

from blog.vocabulary import ROUTES

NAMESPACE = UUID("b0b5a3c1-7a58-4b45-8f0f-5a5e6f2f9c7d")


def named(slug: str, blocks: Iterable[tuple[str, Any]]) -> list[dict[str, Any]]:
    """A body: each block, and each item of its lists, with an id of its own."""
    return [
        {"type": kind, "value": _with_ids(value, key), "id": str(key)}
        for number, (kind, value) in enumerate(blocks)
        if (key := uuid5(NAMESPACE, f"{slug} {number}"))
    ]


def _with_ids(value: Any, key: UUID) -> Any:
    if isinstance(value, dict):
        return {name: _with_ids(each, uuid5(key, name)) for name, each in value.items()}
    if isinstance(value, Items):
        return [
            {"type": "item", "value": _with_ids(each, inner), "id": str(inner)}
            for number, each in enumerate(value)
            if (inner := uuid5(key, str(number)))
        ]
    return value


class Items(list[Any]):
    """The items of a list block, before they have ids."""


def listed(items: Iterable[Any]) -> Items:
    return Items(items)


def cited(random: Random, references: Sequence[int], least: int = 0) -> Items:
    """Up to two of a post's references."""
    return Items(random.sample(references, random.randint(least, 2)))


def picked(random: Random, count: int) -> list[tuple[str, str]]:
    """Routes with a method each, no route twice."""
    keys = random.sample([key for key, route in ROUTES.items() if route.methods], count)
    return [(key, random.choice(ROUTES[key].methods)) for key in keys]
