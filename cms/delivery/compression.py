"""What every reader gets alike travels compressed."""

import re

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import has_vary_header

from cms.api.http import is_private

TEXT = re.compile(r"text/|application/(?:.+\+)?(?:json|xml)\b")


class PublicGZipMiddleware(GZipMiddleware):
    """Compresses text that is the same for everybody, and nothing else.

    The length of a compressed answer tells whether what somebody put into the address stands in it
    twice (BREACH). So an answer that holds what others must not know goes out as it is: one that
    depends on who asks, or that a token opened. With no secret in it, an answer needs no random
    bytes either, and is the same each time.
    """

    max_random_bytes = 0

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        is_text = TEXT.match(response.headers.get("Content-Type", ""))
        is_for_one = is_private(request) or has_vary_header(response, "Cookie")
        if response.streaming or not is_text or is_for_one:
            return response
        return super().process_response(request, response)
