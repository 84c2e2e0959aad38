"""One page in several languages, as search engines want to be told: `hreflang`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.conf import settings

ANY_OTHER = "x-default"


class Alternate(NamedTuple):
    language: str
    url: str


def has_languages() -> bool:
    """Whether the site has pages in more than one language."""
    return len(settings.LANGUAGES) > 1


def alternates(addresses: Mapping[str, str]) -> list[Alternate]:
    """`addresses`, by language, in the order of the site's languages, which begin with its own.

    Readers of any other language are sent to the first. Empty when there is only one.
    """
    if len(addresses) < 2:
        return []
    order = [code for code, _name in settings.LANGUAGES]
    known = sorted(addresses, key=lambda code: order.index(code) if code in order else len(order))
    told = [Alternate(code, addresses[code]) for code in known]
    return [*told, Alternate(ANY_OTHER, told[0].url)]


def alternates_of(document: dict[str, Any]) -> list[Alternate]:
    """Those of a page's document, itself among them."""
    pages = (document, *document["translations"])
    return alternates({page["locale"]: page["url"] for page in pages})
