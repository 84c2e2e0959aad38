"""Answers everything under /api/ before sessions, languages, CSRF and logins are looked at."""

from __future__ import annotations

import logging
from collections.abc import Callable
from http import HTTPStatus

from django.core.signals import got_request_exception
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, ResolverMatch, resolve

from cms.api.errors import Problem, problem_from
from cms.api.http import METHODS, finished, is_private, preflight, unless_known, validated
from cms.api.kept import KEPT

logger = logging.getLogger(__name__)

PREFIX = "/api/"


class ApiMiddleware:
    """The API's own short way through the house.

    Its answers are the same for everybody, so nothing that could tell readers apart is asked:
    no session, no cookie, no `Vary`. It stands right after the middleware that sets headers.
    Only what a token opens is for its holder alone.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        is_head = request.method == "HEAD"
        try:
            response = respond(request)
        except Exception as error:
            problem = problem_from(error)
            if problem.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
                logger.exception("%s failed", "A preview" if is_private(request) else request.path)
            if problem.status == HTTPStatus.INTERNAL_SERVER_ERROR:
                got_request_exception.send(sender=type(self), request=request)
            response = problem.as_response()
        return finished(response, without_body=is_head)


def respond(request: HttpRequest) -> HttpResponseBase:
    """The answer to a read; its redirect when only the last slash is missing."""
    if request.method in ("GET", "HEAD") and (kept := KEPT.find(request)):
        return unless_known(request, kept)
    match, has_slash = _resolved(request.path_info)
    if request.method == "OPTIONS":
        return preflight()
    if request.method not in ("GET", "HEAD"):
        raise Problem(
            HTTPStatus.METHOD_NOT_ALLOWED,
            f"{request.method} is not possible here: this API is read with GET.",
            headers={"Allow": METHODS},
        )
    if not has_slash:
        location = request.get_full_path(force_append_slash=True)
        return HttpResponse(status=308, headers={"Location": location})
    # Views know GET only; the body of a HEAD is taken off at the end.
    request.method = "GET"
    request.resolver_match = match
    response: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
    if is_private(request):
        return response
    if response.status_code == HTTPStatus.OK and isinstance(response, HttpResponse):
        validated(response)
        if holding := getattr(response, "holding", None):
            KEPT.keep(request, response, holding)
        return unless_known(request, response)
    return response


def _resolved(path: str) -> tuple[ResolverMatch, bool]:
    """The API's view at a path, and whether the path has its last slash."""
    if match := _api_view(path):
        return match, True
    if not path.endswith("/") and (match := _api_view(path + "/")):
        return match, False
    raise Problem.not_found()


def _api_view(path: str) -> ResolverMatch | None:
    """The match of an endpoint; the page tree, which matches everything, has no say here."""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    # Ninja's view of the API's own root is there to be reversed and answers nothing.
    is_endpoint = "ninja" in match.app_names and match.url_name != "api-root"
    return match if is_endpoint else None
