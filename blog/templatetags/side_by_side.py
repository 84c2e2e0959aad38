"""Two lists walked together, as a table needs its columns beside a row's cells."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from django import template

register = template.Library()

First = TypeVar("First")
Second = TypeVar("Second")


@register.filter
def beside(first: Iterable[First], second: Iterable[Second]) -> list[tuple[First, Second]]:
    """Pairs of what stands at the same place in both lists."""
    return list(zip(first, second, strict=True))
