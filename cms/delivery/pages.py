"""Pages as readers get them: what is kept is sent as it is kept, and to nobody who has it."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta
from http import HTTPStatus
from pathlib import PurePosixPath

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import re_accepts_gzip
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.cache import has_vary_header, patch_vary_headers
from django.utils.encoding import escape_uri_path
from wagtail import hooks

from cms.api.http import is_private, unless_known, validated
from cms.api.kept import KEPT
from cms.editions.current import StoreIsBehind
from cms.editions.html import compressed, keep, key_of
from cms.editions.pulse import Holding, holding
from cms.editions.reading import Shown, page_by_path
from cms.editions.watching import Readings


class ReadersPagesMiddleware:
    """Answers readers ahead of sessions, the tree and templates with the page that is kept.

    A page with a document is kept in the database (`cms.editions.html`); a list, a search and
    whatever else is a page in this process, like answers of the API, and no longer than today. What
    is not kept, or not of now, is made as ever; what is read from tables that draw no pulse, each
    time. Each page has an ETag: who has it gets 304.

    Whoever is signed in gets pages that are made for them. Only what was asked for by the site's
    own address is kept, so that nobody puts anything into the pages of others. What is kept is
    compressed already, so this stands inside of the compression.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not _is_for_readers(request):
            return self.get_response(request)
        is_kept = (
            settings.KEPT_PAGES and _is_asked_by_our_address(request) and not _is_served_by_hooks()
        )
        if is_kept and (kept := KEPT.find(request)):
            return _sent(request, kept.headers, kept.content)
        shown, key = _shown(request) if is_kept else (None, None)
        if shown and key and key == shown.html.key:
            return _sent(request, json.loads(shown.html.headers or "{}"), shown.html.content or b"")
        held = holding() if is_kept and not shown else None
        readings = Readings()
        with connection.execute_wrapper(readings):
            response = self.get_response(request)
        if not isinstance(response, HttpResponse) or not _is_for_all(response):
            return response
        validated(response)
        if request.method == "GET":
            if shown and key and not request.GET:  # nothing of the address is on such a page
                keep(shown, key, response)
            elif held and readings.are_watched():
                packed = HttpResponse(compressed(response), headers=response.headers)
                KEPT.keep(request, packed, _until_tomorrow(held))
        return unless_known(request, response)


def _is_for_readers(request: HttpRequest) -> bool:
    """Whether a page may be read, by somebody who is not signed in, without a token."""
    return (
        request.method in ("GET", "HEAD")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and not PurePosixPath(request.path_info).suffix
        and not request.path_info.startswith(f"/{settings.ADMIN_PATH}")
        and not is_private(request)
    )


def _is_served_by_hooks() -> bool:
    """Whether hooks that are not Wagtail's own want to see each request for a page."""
    named = ("on_serve_page", "before_serve_page")
    every = [hook for name in named for hook in hooks.get_hooks(name)]
    return any(not hook.__module__.startswith("wagtail.") for hook in every)


def _is_asked_by_our_address(request: HttpRequest) -> bool:
    try:
        return f"{request.scheme}://{request.get_host()}" == settings.BASE_URL
    except DisallowedHost:  # answered further in
        return False


def _shown(request: HttpRequest) -> tuple[Shown, str] | tuple[None, None]:
    """The page of the tree that is asked for, and the key of its HTML, if that is kept."""
    try:
        if resolve(request.path_info).url_name != "wagtail_serve":
            return None, None
        shown = page_by_path(escape_uri_path(request.path_info))
    except (Resolver404, StoreIsBehind):  # answered further in
        return None, None
    key = key_of(shown) if shown else None
    return (shown, key) if shown and key else (None, None)


def _sent(request: HttpRequest, headers: Mapping[str, str], content: bytes) -> HttpResponse:
    """What is kept, as the reader's browser takes it."""
    response = HttpResponse(headers={**headers})
    known = unless_known(request, response)
    if known is not response:
        return known
    if re_accepts_gzip.search(request.headers.get("Accept-Encoding", "")):
        response.headers["Content-Encoding"] = "gzip"
        response.headers["ETag"] = f"W/{response.headers['ETag']}"  # as compression does
    else:
        content = gzip.decompress(content)
    patch_vary_headers(response, ("Accept-Encoding",))
    response.headers["Content-Length"] = str(len(content))
    if request.method != "HEAD":
        response.content = content
    return response


def _is_for_all(response: HttpResponse) -> bool:
    """Whether every reader would get this page."""
    return (
        response.status_code == HTTPStatus.OK
        and response.headers.get("Content-Type", "").startswith("text/html")
        and not response.cookies
        and not has_vary_header(response, "Cookie")
        and "Cache-Control" not in response.headers
    )


def _until_tomorrow(held: Holding) -> Holding:
    """Pages tell which reviews are overdue, and the year."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    midnight = timezone.make_aware(datetime.combine(tomorrow, time()))
    return Holding(held.token, min(held.until or midnight, midnight))
