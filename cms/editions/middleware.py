"""Refusals in the admin become messages with links, never error pages."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages

from cms.editions.conflicts import EditedMeanwhile
from cms.editions.findings import Refused
from cms.editions.lock import turn
from cms.editions.reporting import editing_url, refusal_message

logger = logging.getLogger(__name__)

# A copy of a branch is made page by page: when one of them is refused, none may remain. Both change
# the tree through base pages, which know nothing of the store.
IN_ONE_TURN = {"wagtailadmin_pages:copy", "wagtailadmin_pages:set_page_position"}
IN_A_DIALOG = {"workflow_action", "collect_workflow_action_data"}


class RefusalMiddleware:
    """Answers a `Refused` raised by an admin view; anything else passes.

    Pages of the admin get a message and a redirect to the form where it can be mended, dialogs
    the redirect in the shape their script understands, and JSON clients (autosave) an error in
    the shape of Wagtail's own, with status 400. It must stand after `MessageMiddleware`.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        match = request.resolver_match
        if request.method != "POST" or not match or match.view_name not in IN_ONE_TURN:
            return None
        try:
            with turn():
                response: HttpResponseBase = view(request, *args, **kwargs)
        except Refused as refusal:
            return self.process_exception(request, refusal)
        return response

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        if not isinstance(exception, Refused):
            return None
        if not request.path.startswith(reverse("wagtailadmin_home")):
            return None
        logger.info("Refused %s: %s", request.path, exception)
        if isinstance(exception, EditedMeanwhile) and request.resolver_match:
            # The same request anew: its check now sees the newer version and shows it.
            view, args, kwargs = request.resolver_match
            answer: HttpResponseBase = view(request, *args, **kwargs)
            return answer
        if not request.accepts("text/html"):
            return _as_json(exception)
        messages.error(request, refusal_message(request, exception))
        return _as_redirect(request, editing_url(request, exception), exception)


def _as_json(refusal: Refused) -> JsonResponse:
    return JsonResponse(
        {
            "success": False,
            "error_code": "refused",
            "error_message": refusal.message,
            "findings": [
                {
                    "code": finding.code,
                    "message": finding.message,
                    "field": finding.field,
                    "path": finding.path,
                    "place": finding.place,
                }
                for finding in refusal.findings
            ],
        },
        status=400,
    )


def _as_redirect(request: HttpRequest, url: str, refusal: Refused) -> HttpResponseBase:
    if request.headers.get("X-Requested-With") != "XMLHttpRequest":
        return redirect(url)
    if request.resolver_match and request.resolver_match.url_name in IN_A_DIALOG:
        return JsonResponse({"step": "success", "redirect": url})
    return HttpResponse(refusal.message, content_type="text/plain", status=409)
