"""Pages as HTML, made when they are published and sent as they were made.

A page type that says `prepares_html` shows its document, what its `surroundings()` tell, whether
its review is overdue, and the year; nothing else, and to every reader the same. So its HTML is
right as long as none of these is another: `key_of` is their digest, which is compared each time.
Nothing has to tell a page that it is out of date, and what is kept of it can be thrown away.
"""

from __future__ import annotations

import gzip
import json
import logging
from functools import cache
from hashlib import sha256
from io import BytesIO
from typing import Any
from urllib.parse import unquote, urlsplit

from django.apps import apps
from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.db import DatabaseError, connection, transaction
from django.http import HttpResponse
from django.utils import timezone
from wagtail.models import Site

from cms.editions.models import LivePage, PageHTML
from cms.editions.program import fingerprint
from cms.editions.pulse import Holding, holding, pulse
from cms.editions.reading import Shown
from cms.editions.watching import Readings
from cms.sqlite.waiting import waiting_at_most

logger = logging.getLogger(__name__)

PATIENCE = 20
"""Milliseconds that a reader waits to keep a page for others; who writes the store comes first."""
LEVEL = 6
"""Of compression: the next higher ones take twice as long for one byte in a hundred."""

_around: dict[str, tuple[Holding, bytes]] = {}


def key_of(shown: Shown) -> str | None:
    """The digest of all that a page shows; None for a page whose HTML is not to be kept."""
    around = _surroundings(shown)
    if around is None:
        return None
    today = timezone.localdate()
    due = shown.html.next_review_due
    is_overdue = due is not None and due < today
    digest = sha256(around)
    digest.update(f"{fingerprint()} {today.year} {is_overdue} ".encode())
    digest.update(shown.answer.body)
    return digest.hexdigest()


def _surroundings(shown: Shown) -> bytes | None:
    """What surrounds pages of this type, read anew when something changed."""
    model: Any = apps.get_model(shown.type)
    held_now = shown.answer.holding
    if not model.prepares_html or held_now is None:
        return None
    held, told = _around.get(shown.type, (None, b""))
    if held is None or held.token != held_now.token or held.is_over(timezone.now()):
        held = holding()
        sites = list(Site.objects.values_list("is_default_site", flat=True))
        if held is None or sites != [True]:  # an address names a page of one site
            return None
        readings = Readings()
        with connection.execute_wrapper(readings):
            told = model.surroundings()
        if readings.are_watched():
            _around[shown.type] = held, told
    return told


def keep(shown: Shown, key: str, response: HttpResponse) -> None:
    """Keep a page that was made for `shown`, unless something changed while it was made."""
    held = shown.answer.holding
    if held is None or held.is_over(timezone.now()) or pulse() != held.token:
        return
    row = PageHTML(
        live_id=shown.pk,
        key=key,
        headers=json.dumps(dict(response.headers.items())),
        content=compressed(response),
    )
    try:
        with waiting_at_most(PATIENCE), transaction.atomic():
            PageHTML.objects.bulk_create(
                [row],
                update_conflicts=True,
                unique_fields=["live"],
                update_fields=["key", "headers", "content"],
            )
    except DatabaseError as error:  # somebody writes the store, or has just deleted the page
        logger.info("The page %s was not kept: %s", shown.pk, error)


def compressed(response: HttpResponse) -> bytes:
    """A page as browsers take it, the same each time."""
    return gzip.compress(response.content, LEVEL, mtime=0)


def prepare(pk: int) -> None:
    """Make a page's HTML and keep it, if its type wants it, by asking for the page as a reader."""
    live = LivePage.objects.filter(pk=pk).values_list("type", "path").first()
    if settings.KEPT_PAGES and live and live[1] and apps.get_model(live[0]).prepares_html:
        _handler().get_response(_request(live[1]))


@cache
def _handler() -> BaseHandler:
    handler = BaseHandler()
    handler.load_middleware()
    return handler


def _request(path: str) -> WSGIRequest:
    base = urlsplit(settings.BASE_URL)
    port = base.port or (443 if base.scheme == "https" else 80)
    return WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": unquote(path, "latin-1"),
            "SERVER_NAME": base.hostname,
            "SERVER_PORT": str(port),
            "HTTP_HOST": base.netloc,
            "wsgi.url_scheme": base.scheme,
            "wsgi.input": BytesIO(),
        }
    )
