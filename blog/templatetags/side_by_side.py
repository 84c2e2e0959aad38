"""What the comparison's template asks of its value: columns beside cells, and the picture."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from django import template

from blog import addresses
from blog.comparison import Comparison
from blog.timeline import Timeline, timeline

register = template.Library()

First = TypeVar("First")
Second = TypeVar("Second")


@register.filter
def beside(first: Iterable[First], second: Iterable[Second]) -> list[tuple[First, Second]]:
    """Pairs of what stands at the same place in both lists."""
    return list(zip(first, second, strict=True))


@register.filter
def at_a_glance(comparison: Comparison | None) -> Timeline | None:
    """The times of a comparison as a picture; None when there is nothing to draw."""
    return timeline(comparison)


@register.filter
def elsewhere(comparison: Comparison) -> dict[str, Any]:
    """Where a post's comparison goes on: `{compare_url, treatments: [{name, url}]}`."""
    named = {column.treatment_slug: column.treatment for column in comparison.columns}
    named.pop("", None)
    pairs = [("treatment", slug) for slug in named if len(named) == 1]
    pairs += [("route", key) for key in dict.fromkeys(each.route for each in comparison.columns)]
    return {
        "compare_url": addresses.comparison(pairs),
        "treatments": [
            {"name": name, "url": addresses.treatment(slug)} for slug, name in named.items()
        ],
    }
