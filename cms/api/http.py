"""How answers travel: validators, caching, and who may read them from another site."""

from __future__ import annotations

from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import parse_etags

from cms.editions.pulse import Holding

METHODS = "GET, HEAD, OPTIONS"
# Kept by every cache and asked about each time: no answer is older than what was committed.
CACHE_CONTROL = "public, max-age=0, must-revalidate"
# What answers about drafts say to browsers, caches and search engines. Their addresses hold tokens.
PRIVATE = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",
}
PRIVATE_PREFIXES = ("/preview/", "/api/content/v1/preview/")
CROSS_ORIGIN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link",
}
PREFLIGHT = {
    "Allow": METHODS,
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "86400",
}
# Nothing in data is ever to be loaded or framed.
DATA_POLICY = {"Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'"}
KEPT_WHEN_NOT_MODIFIED = ("ETag", "Cache-Control", "Last-Modified", "Link")


def is_private(request: HttpRequest) -> bool:
    """Whether the address holds a token: no validators, no caching, in no log."""
    path = request.path_info
    return path.startswith(PRIVATE_PREFIXES) and path not in PRIVATE_PREFIXES


def json_response(content: bytes, holding: Holding | None = None, **headers: str) -> HttpResponse:
    """JSON that is already bytes. It may be sent again while the pulse is that of `holding`."""
    response = HttpResponse(content, content_type="application/json")
    for name, value in headers.items():
        response[name.replace("_", "-")] = value
    response.holding = holding  # type: ignore[attr-defined]
    return response


def preflight() -> HttpResponse:
    """What a browser wants to know before it lets another site's script read."""
    return HttpResponse(status=204, headers=PREFLIGHT)


def conditional(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The response with its strong ETag, or a 304 when the client has these very bytes.

    Only `If-None-Match` is asked: a time of one second cannot tell two editions apart.
    """
    return unless_known(request, validated(response))


def validated(response: HttpResponse) -> HttpResponse:
    """The response with its strong ETag, and with how caches are to treat it."""
    response.headers["ETag"] = f'"{sha256(response.content).hexdigest()}"'
    response.headers.setdefault("Cache-Control", CACHE_CONTROL)
    return response


def unless_known(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A response with an ETag, or the 304 in its place."""
    given = request.headers.get("If-None-Match")
    if given and _names(given, response.headers["ETag"]):
        unchanged = HttpResponse(status=304)
        del unchanged.headers["Content-Type"]
        for name in KEPT_WHEN_NOT_MODIFIED:
            if name in response.headers:
                unchanged.headers[name] = response.headers[name]
        return unchanged
    return response


def finished(response: HttpResponseBase, *, without_body: bool = False) -> HttpResponse:
    """The response with its length, readable from any site; a HEAD's without its body."""
    if not isinstance(response, HttpResponse):
        raise TypeError("Answers of the API are whole, never streamed.")
    is_page = response.headers.get("Content-Type", "").startswith("text/html")
    for name, value in (CROSS_ORIGIN if is_page else {**CROSS_ORIGIN, **DATA_POLICY}).items():
        response.headers[name] = value
    if response.status_code not in (204, 304):
        response.headers["Content-Length"] = str(len(response.content))
    if without_body:
        response.content = b""
    return response


def _names(header: str, etag: str) -> bool:
    """Whether an If-None-Match header names the ETag, compared weakly (RFC 9110, 13.1.2)."""
    return any(each == "*" or each.removeprefix("W/") == etag for each in parse_etags(header))
