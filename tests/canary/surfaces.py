"""Every address there is, found in the URLconf, and who asks there.

A pattern has a crawler: by its name in `CRAWLERS`, as an operation that the content API describes,
or as part of the admin. Or it has a written exemption. Any other fails the test.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

from django.conf import settings
from django.urls import URLResolver, get_resolver

from cms.api.content import content_api
from tests.canary import asks
from tests.canary.asks import Address, Ask
from tests.canary.corpus import Corpus

CONTENT = "api/content/v1/"

Crawler = Callable[[Corpus], Iterable[Ask]]

CRAWLERS: dict[str, Crawler] = {
    "wagtail_serve": asks.pages,
    "treatment": asks.treatments,
    "compare": asks.comparisons,
    "page_file": asks.files_of_pages,
    "treatment_feed": asks.feeds_of_treatments,
    "llms": asks.only("/llms.txt"),
    "person": asks.people,
    "search": asks.searches,
    "robots": asks.only("/robots.txt"),
    "sitemap": asks.only("/sitemap.xml"),
    "sitemap_part": asks.only(
        "/sitemap-pages-1.xml", "/sitemap-pages-2.xml", "/sitemap-people-1.xml"
    ),
    "reviewed_draft": asks.revoked_previews("/preview/{}/"),
    "preview_userbar": asks.only("/preview/userbar/"),
    "content:get_preview": asks.revoked_previews(f"/{CONTENT}preview/{{}}/"),
    "rendition": asks.pictures,
    "wagtaildocs_serve": asks.documents,
    "no_collection_passwords": asks.passwords_of_collections,
    "no_page_passwords": asks.passwords_of_pages,
    "wagtailcore_login": asks.logins,
    "content:openapi-json": asks.only("/api/content/v1/openapi.json"),
    "content:openapi-view": asks.only("/api/content/v1/docs/"),
    "content:api-root": asks.only("/api/content/v1/", "/api/content/v1/nothing/", "/api/"),
}
# Name of a pattern → why nothing is asked there.
EXEMPT = dict.fromkeys(
    ("wagtaildocs_authenticate_with_password", "wagtailcore_authenticate_with_password"),
    "Never reached: no_collection_passwords and no_page_passwords stand before it.",
)


def addresses(resolver: URLResolver | None = None) -> Iterator[Address]:
    """Every pattern, in the order in which they are tried."""
    yield from _below(resolver or get_resolver(), "", (), {})


def _below(
    resolver: Any, route: str, names: tuple[str, ...], parameters: dict[str, str]
) -> Iterator[Address]:
    for each in resolver.url_patterns:
        here = parameters | _parameters(each.pattern)
        if isinstance(each, URLResolver):
            inner = (*names, each.namespace) if each.namespace else names
            yield from _below(each, _joined(route, each), inner, here)
        else:
            name = ":".join((*names, each.name or ""))
            yield Address(_joined(route, each), name, here)


def _joined(route: str, pattern: Any) -> str:
    """As Django tells which route an address took."""
    return route + (str(pattern.pattern).removeprefix("^") if route else str(pattern.pattern))


def _parameters(pattern: Any) -> dict[str, str]:
    if converters := getattr(pattern, "converters", {}):
        return {
            name: type(converter).__name__.removesuffix("Converter").lower()
            for name, converter in converters.items()
        }
    return dict.fromkeys(pattern.regex.groupindex, "regex")


def crawler_of(address: Address) -> Crawler | None:
    """What asks at an address; None when nothing does."""
    if address.name in CRAWLERS:
        return CRAWLERS[address.name]
    if address.route.startswith(CONTENT):
        path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", f"/{address.route}")
        operation = _described_paths().get(path, {}).get("get")
        return asks.operation(path, operation) if operation else None
    if address.route.startswith(settings.ADMIN_PATH):
        return asks.admin(address)
    return None


@cache
def _described_paths() -> dict[str, Any]:
    return content_api.get_openapi_schema()["paths"]


def unclaimed(resolver: URLResolver | None = None) -> list[str]:
    """The patterns that have neither crawler nor exemption."""
    return [
        f"{address.route} ({address.name})"
        for address in addresses(resolver)
        if address.name not in EXEMPT and crawler_of(address) is None
    ]


def every_ask(corpus: Corpus, only: str = "") -> Iterator[Ask]:
    """What is asked at every address, or at those whose route begins with `only`."""
    for address in addresses():
        if address.name in EXEMPT or not address.route.startswith(only):
            continue
        if crawler := crawler_of(address):
            yield from crawler(corpus)
