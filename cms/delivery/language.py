"""The language of an answer is in its address, never in a header or a cookie."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation


class PathLanguageMiddleware:
    """Activates the language that the path begins with (`/de/…`), else the site's own.

    Django's LocaleMiddleware would also read a cookie and Accept-Language and send `Vary` for it,
    which keeps shared caches from holding a page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            return self.get_response(request)
