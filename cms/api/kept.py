"""Answers that this process gave, for as long as it would give them again.

An endpoint says of an answer what it holds with (`cms.editions.pulse.Holding`), taken from the same
statement as what it shows, or an earlier one. Whoever asks the same again costs one question, for
the pulse: no answer is older than what was committed. What is not kept is found and put together as
ever.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from cms.editions.pulse import Holding, pulse

AROUND = 1_000
"""Bytes that an answer takes beside its own, about."""


@dataclass(frozen=True, slots=True)
class _Kept:
    holding: Holding
    content: bytes
    headers: dict[str, str]
    size: int


class KeptAnswers:
    """Those asked for last, in at most `KEPT_ANSWERS` megabytes."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def find(self, request: HttpRequest) -> HttpResponse | None:
        """The answer to a request, if it is kept and still right. One query, or none."""
        key = _key(request)
        kept = self._kept.get(key)
        if kept is None:
            return None
        if kept.holding.is_over(timezone.now()) or pulse() != kept.holding.token:
            self._drop(key)
            return None
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
        return HttpResponse(kept.content, headers=kept.headers)

    def keep(self, request: HttpRequest, response: HttpResponse, holding: Holding) -> None:
        """Keep an answer with its headers as they are; the longest unasked for go for it."""
        key, content = _key(request), response.content
        size = len(key) + len(content) + AROUND  # an address may be long, too
        kept = _Kept(holding, content, dict(response.headers.items()), size)
        most = settings.KEPT_ANSWERS * 1_000_000
        if size > most:
            return
        self._drop(key)
        with self._lock:
            self._kept[key] = kept
            self._size += kept.size
            while self._size > most:
                _, oldest = self._kept.popitem(last=False)
                self._size -= oldest.size

    def forget(self) -> None:
        """Keep nothing any more."""
        with self._lock:
            self._kept.clear()
            self._size = 0

    def _drop(self, key: str) -> None:
        with self._lock:
            if old := self._kept.pop(key, None):
                self._size -= old.size


def _key(request: HttpRequest) -> str:
    # Addresses inside an answer are those of the site, whatever the request came by.
    return f"{settings.BASE_URL} {request.get_full_path()}"


KEPT = KeptAnswers()
