"""Reading the live store: one statement per answer, bytes in, bytes out.

Every statement asks `published()` of the pages' own rows. A document is sent only when it was built
for the page's present address, in the shape of the running code, and is not stale; a reader who
meets another kind has it built anew first.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import OperationalError
from django.db.models import (
    BinaryField,
    DateTimeField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.models import Page

from cms.editions.building import ORIGIN, ORIGIN_BYTES
from cms.editions.lock import turn
from cms.editions.models import ContextPage, LivePage, Pulse
from cms.editions.published import published
from cms.editions.pulse import CLOCKS, Holding
from cms.editions.shape import shapes
from cms.editions.statements import AT, Statement, aware, number, text
from cms.editions.store import refresh

RELATED = 3
ATTEMPTS = 3
RETRY_AFTER = 5
"""Seconds after which who was asked to come back may: a database that restarts is back by then."""


class StoreIsBehind(Exception):
    """A document could not be brought up to date. The reader is asked to come back."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent: JSON bytes with absolute addresses, and with what they hold."""

    body: bytes
    holding: Holding | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A live page as it is asked for by a browser: its document, and the HTML that is kept.

    `key`, `headers` and `content` are those of `PageHTML`; None where there is none.
    """

    pk: int
    type: str
    next_review_due: date | None
    answer: Answer
    key: str | None
    headers: str | None
    content: bytes | None


def document_by_slug(type_label: str, slug: str, locale: str) -> Answer | None:
    """The document of the public page of a type with this slug; None when there is none."""
    return _document(BY_SLUG, type=type_label, slug=slug, locale=locale)


def document_by_path(path: str) -> Answer | None:
    """The document of the public page at an address within the site: “/about/”."""
    return _document(BY_PATH, path=path)


def document_by_id(pk: int) -> Answer | None:
    """The document of the public page with this id; of an alias, that of its source."""
    return _document(BY_ID, pk=pk)


def page_by_path(path: str) -> Shown | None:
    """The public page at an address within the site, to be sent to a browser.

    None when there is none, and where the address is not that of one page alone.
    """

    def read() -> tuple[Shown | None, list[int]]:
        rows = AS_HTML.rows(at=timezone.now(), path=path)
        found = [row for row in rows if row[0] == DOCUMENT]
        if len(found) != 1 or found[0][13]:  # an alias shows another page's document
            return None, []
        behind = [row[2] for row in rows if not _row_is_current(row)]
        return (None, behind) if behind else (_shown(found[0], rows), [])

    shown: Shown | None = until_current(read)
    return shown


def absolute(stored: bytes) -> bytes:
    """Stored bytes with the site's origin in their addresses."""
    return stored.replace(ORIGIN_BYTES, settings.BASE_URL.encode())


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


# --- One document with its context ---------------------------------------------------------------

DOCUMENT, ANCESTOR, NEXT, TRANSLATION, PULSE, HTML = range(6)


def _document(statement: Statement, **values: str | int) -> Answer | None:
    def read() -> tuple[Answer | None, list[int]]:
        rows = statement.rows(at=timezone.now(), **values)
        found = [row for row in rows if row[0] == DOCUMENT]
        aliases = []
        while found and (source := found[0][13]):  # an alias answers with its source
            aliases += found
            rows = BY_ID.rows(at=timezone.now(), pk=source)
            found = [row for row in rows if row[0] == DOCUMENT]
        if not found:
            return None, []
        behind = [row[2] for row in (*aliases, *rows) if not _row_is_current(row)]
        return (None, behind) if behind else (_assemble(rows), [])

    answer: Answer | None = until_current(read)
    return answer


def _row_is_current(row: tuple[Any, ...]) -> bool:
    part, *_, stale_from, shape, label, built_for, url_path = row[:11]
    if part in (PULSE, HTML):
        return True
    if part in (ANCESTOR, TRANSLATION):  # only their address is shown
        return bool(built_for == url_path)
    return is_current(stale_from, shape, label, built_for, url_path)


def _assemble(rows: list[tuple[Any, ...]]) -> Answer:
    rows = sorted(rows, key=lambda row: row[:2])
    document = next(bytes(row[5]) for row in rows if row[0] == DOCUMENT)
    way = [row for part in (ANCESTOR, DOCUMENT) for row in rows if row[0] == part]
    breadcrumbs = [
        {"id": row[2], "title": row[3], "path": row[4], "url": ORIGIN + row[4]} for row in way
    ]
    translations = [
        {
            "id": row[2],
            "locale": row[11],
            "title": row[3],
            "slug": row[12],
            "path": row[4],
            "url": ORIGIN + row[4],
        }
        for row in rows
        if row[0] == TRANSLATION
    ]
    related = b",".join(bytes(row[5]) for row in rows if row[0] == NEXT)
    body = b"".join(
        (
            document[:-1],
            b',"breadcrumbs":' + _json(breadcrumbs),
            b',"related":[' + related + b"]",
            b',"translations":' + _json(translations),
            b"}",
        )
    )
    pulses = [Holding.of(row[2], [row[3], row[4], row[7]]) for row in rows if row[0] == PULSE]
    return Answer(absolute(body), next(iter(pulses), None))


def _shown(page: tuple[Any, ...], rows: list[tuple[Any, ...]]) -> Shown:
    kept = next(row for row in rows if row[0] == HTML)
    due, key, headers, content = kept[8], kept[3], kept[4], kept[5]
    return Shown(
        pk=page[2],
        type=page[8],
        next_review_due=date.fromisoformat(due) if due else None,
        answer=_assemble(rows),
        key=key,
        headers=headers,
        content=None if content is None else bytes(content),
    )


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _statement(
    of: Callable[[], QuerySet[Any, Any]], values: dict[Any, str], *, with_html: bool = False
) -> Statement:
    """The document of the live page that `of` asks for, and its context, in one statement."""

    def compose() -> list[QuerySet[Any, Any]]:
        wanted = of()
        listed = published(Page.objects.order_by(), AT)
        around = ContextPage.objects.filter(
            Exists(published(Page.objects.filter(pk=OuterRef("page")), AT)),
            live__in=wanted,
            page__live_page__isnull=False,
        ).order_by("position")
        translations = listed.filter(
            live_page__translation_key__in=wanted.values("translation_key"),
            live_page__is_alias=False,
        ).exclude(live_page__in=wanted)
        card = F("page__live_page__edition__card")
        return [
            _columns(
                listed.filter(live_page__in=wanted), DOCUMENT, F("live_page__edition__document")
            ),
            _columns(around.filter(kind=ContextPage.ANCESTOR), ANCESTOR, NOTHING, "page__"),
            _columns(around.filter(kind=ContextPage.RELATED)[:RELATED], NEXT, card, "page__"),
            _columns(translations, TRANSLATION, NOTHING),
            _pulse(),
            *([_html(wanted)] if with_html else []),
        ]

    return Statement(compose, {AT: "at", **values})


NOTHING = Cast(Value(None), BinaryField())


def _columns(found: QuerySet[Any, Any], part: int, stored: Any, page: str = "") -> Any:
    """The columns of one part; `page` is the way from its rows to the page."""
    position = F("position") if page else Value(0)
    return found.annotate(
        c0=Value(part, output_field=IntegerField()),
        c1=Cast(position, IntegerField()),
        c5=stored,
    ).values_list(
        *("c0", "c1", f"{page}pk", f"{page}live_page__title", f"{page}live_page__path", "c5"),
        *(f"{page}live_page__stale_from", f"{page}live_page__shape", f"{page}live_page__type"),
        *(f"{page}live_page__url_path", f"{page}url_path"),
        *(f"{page}live_page__locale", f"{page}live_page__slug", f"{page}alias_of"),
    )


def _pulse() -> Any:
    """The pulse and the next moments of the clock, in the columns of the other parts."""
    moments = (
        LivePage.objects.filter(**{f"{name}__gt": AT}).order_by(name).values(name)[:1]
        for name in CLOCKS
    )
    texts = (Cast(Subquery(moment), TextField()) for moment in moments)
    columns = dict(zip(("c3", "c4", "c7"), texts, strict=True))
    return _beside(Pulse.objects.filter(pk=Pulse.THE_ONE), PULSE, "token", **columns)


def _html(wanted: QuerySet[Any, Any]) -> Any:
    """The HTML that is kept of a page, if any, and what the page shows beside its document."""
    due = Cast(F("next_review_due"), TextField())
    return _beside(
        wanted, HTML, "pk", c3=F("html__key"), c4=F("html__headers"), c5=F("html__content"), c8=due
    )


def _beside(found: QuerySet[Any, Any], part: int, number: str, **columns: Any) -> Any:
    """What is no page, in the columns of the other parts: `number` is a whole number of it."""
    nothing: dict[str, Any] = {f"c{place}": Cast(Value(None), TextField()) for place in range(14)}
    nothing["c5"], nothing["c6"] = NOTHING, Cast(Value(None), DateTimeField())
    nothing["c13"] = Cast(Value(None), IntegerField())
    told = {
        "c0": Value(part, output_field=IntegerField()),
        "c1": Value(0, output_field=IntegerField()),
    }
    places = {**nothing, **told, **columns}
    del places["c2"]
    names = [f"c{place}" if place != 2 else number for place in range(14)]
    return found.annotate(**places).values_list(*names)


BY_SLUG = _statement(
    lambda: LivePage.objects.filter(
        type=text("type"), slug=text("slug"), locale=text("locale"), is_alias=False
    ),
    {text("type"): "type", text("slug"): "slug", text("locale"): "locale"},
)
BY_PATH = _statement(lambda: LivePage.objects.filter(path=text("path")), {text("path"): "path"})
AS_HTML = _statement(
    lambda: LivePage.objects.filter(path=text("path")), {text("path"): "path"}, with_html=True
)
BY_ID = _statement(lambda: LivePage.objects.filter(pk=number(1)), {number(1): "pk"})
