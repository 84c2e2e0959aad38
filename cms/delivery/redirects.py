"""Readers with an old address are sent to the new one."""

from collections.abc import Callable

from django.http import (
    HttpRequest,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.http.response import HttpResponseBase

from cms.editions.redirects import destination


class RedirectMiddleware:
    """Answers 308 (307 for a temporary one) where a page has moved. Asks only when none is there.

    Wagtail's own would name the new address of a page that is hidden, and drop the query.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        found = destination(request)
        if found is None:
            return response
        kind = HttpResponsePermanentRedirect if found.is_permanent else HttpResponseRedirect
        answer = kind(found.url, preserve_request=True)
        # Browsers keep a permanent redirect for ever, and a page may come back to where it was.
        answer["Cache-Control"] = "public, max-age=0, must-revalidate"
        return answer
