"""What holds for every answer at an address that holds a token."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from cms.api.http import PRIVATE, is_private


class PrivateMiddleware:
    """Kept by no cache and no search engine, told to no other site, logged by nobody.

    The first of all, so that it sees what any other one answers.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if is_private(request):
            for name, value in PRIVATE.items():
                response.headers[name] = value
            # Django would log the address of what is refused.
            response._has_been_logged = True  # type: ignore[attr-defined]
        return response
