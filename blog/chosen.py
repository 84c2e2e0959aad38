"""The filters that a list of posts is asked for by: which there are, and what an address chose."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

FACETS = ("category", "treatment", "route", "author", "tag")
MANY_VALUES = ("route",)
MOST_VALUES = 20
"""How many values of one filter count, at most."""

LABELS = {
    "category": _("Category"),
    "treatment": _("Treatment"),
    "route": _("Route"),
    "author": _("Author"),
    "tag": _("Tag"),
}

Chosen = dict[str, list[str]]


def chosen(request: HttpRequest, facets: Iterable[str] = FACETS) -> Chosen:
    """The values that a request asks for, by filter; what no value can be is left out."""
    return {name: _values(request.GET.getlist(name), name in MANY_VALUES) for name in facets}


def _values(given: list[str], may_be_many: bool) -> list[str]:
    values = [value for value in dict.fromkeys(given) if _is_word(value)]
    return values[: MOST_VALUES if may_be_many else 1]


def without(chosen: Chosen, name: str, value: str) -> Chosen:
    """What remains when one value is taken away."""
    return {
        key: [each for each in values if (key, each) != (name, value)]
        for key, values in chosen.items()
    }


def pairs(chosen: Chosen) -> list[tuple[str, str]]:
    """What is chosen as an address has it."""
    return [(name, value) for name, values in chosen.items() for value in values]


def _is_word(value: str) -> bool:
    return bool(value) and len(value) <= 120 and value.replace("-", "").replace("_", "").isalnum()
