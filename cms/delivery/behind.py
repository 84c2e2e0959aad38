"""Readers who meet the live store while it cannot be brought up to date are asked to come back."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string

from cms.editions.current import RETRY_AFTER, StoreIsBehind


class BehindMiddleware:
    """Answers `StoreIsBehind` from any page, feed or file with 503 and `Retry-After`.

    The content API answers with a problem of its own.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, StoreIsBehind):
            return None
        return HttpResponse(
            render_to_string("503.html"),
            status=HTTPStatus.SERVICE_UNAVAILABLE,
            headers={"Retry-After": str(RETRY_AFTER), "Cache-Control": "no-store"},
        )
