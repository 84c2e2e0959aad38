"""Whose request it is."""

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The client's IP address as the outermost of our own proxies saw it.

    Each proxy appends the address it was called from to X-Forwarded-For, so of the list only the
    last PROXY_COUNT entries are not the client's own invention.
    """
    peer: str = request.META.get("REMOTE_ADDR", "")
    count: int = settings.PROXY_COUNT
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    if count and len(forwarded) >= count and forwarded[-count]:
        return forwarded[-count]
    return peer
