"""Shared things shown by themselves, apart from any page's document."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from wagtail.fields import RichTextField

from cms.api.links import Links
from cms.api.values import Values
from cms.editions.building import Builder


class LooseValues(Values):
    """Values without a page. The links of all `texts` are looked up together.

    Nothing is noted: what is made here is never stored. `private_collections` saves asking for
    them where they are known.
    """

    def __init__(
        self, texts: Iterable[str] = (), private_collections: frozenset[int] | None = None
    ) -> None:
        super().__init__(None, Builder())
        self._texts = list(texts)
        if private_collections is not None:
            self.__dict__["_private_collections"] = private_collections

    def note(self, thing: Any) -> None:
        """Nobody has to know."""

    @cached_property
    def path(self) -> str:
        return "/"

    @cached_property
    def links(self) -> Links:
        links = Links(None, Builder())
        links.load(self._texts)
        return links


def rich_texts(instances: Iterable[Any]) -> list[str]:
    """All formatted texts of some instances, as stored."""
    return [
        str(getattr(instance, field.name) or "")
        for instance in instances
        for field in instance._meta.get_fields()
        if isinstance(field, RichTextField)
    ]
