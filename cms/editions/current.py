"""What of the live store may be sent as it stands, and how the rest is built anew.

A document may be sent when it was built for the page's present address, in the shape of the running
code, and is not stale. A reader who meets another kind has it built anew first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import OperationalError
from django.utils import timezone

from cms.editions.lock import turn
from cms.editions.models import LivePage
from cms.editions.shape import shapes
from cms.editions.statements import aware
from cms.editions.store import refresh

ATTEMPTS = 3
RETRY_AFTER = 5
"""Seconds after which who was asked to come back may: a database that restarts is back by then."""


class StoreIsBehind(Exception):
    """A document could not be brought up to date. The reader is asked to come back."""


def is_current(
    stale_from: datetime | None, shape: str, type_label: str, built_for: str, url_path: str
) -> bool:
    """Whether a live row may be sent as it is."""
    if built_for != url_path or shape != shapes().get(type_label):
        return False
    return stale_from is None or aware(stale_from) > timezone.now()


def until_current(read: Callable[[], tuple[Any, list[int]]]) -> Any:
    """Run `read` until no page it met has to be built anew: `(answer, ids of such pages)`.

    Where changes come faster than that, the last attempts keep writers waiting. Raises
    `StoreIsBehind` when writers keep this reader waiting for too long.
    """
    answer, behind = _attempt(read)
    if behind:
        with _patience(behind), turn():
            answer, behind = _attempt(read)
    if behind:
        raise StoreIsBehind(behind)
    return answer


def _attempt(read: Callable[[], tuple[Any, list[int]]]) -> tuple[Any, list[int]]:
    """The answer, and what of it is behind all the same."""
    for attempt in range(ATTEMPTS):
        answer, behind = read()
        if not behind:
            break
        with _patience(behind):
            for pk in behind:
                refresh(pk) if attempt else catch_up(pk)
    return answer, behind


@contextmanager
def _patience(behind: list[int]) -> Iterator[None]:
    """The database ends a wait for the store after some seconds; a reader waits once, not more."""
    try:
        yield
    except OperationalError as error:
        raise StoreIsBehind(behind) from error


def catch_up(pk: int) -> None:
    """Build a page's document anew, unless another reader did while this one waited its turn."""
    with turn():
        fields = ("stale_from", "shape", "type", "url_path", "page__url_path")
        row = LivePage.objects.filter(pk=pk).values_list(*fields).first()
        if row is None or not is_current(*row):
            refresh(pk)
