"""One live page and what stands around it, read in one statement.

Every part asks `published()` of the pages' own rows. What is no page (the pulse, the HTML that is
kept) comes in the columns of pages, so that one statement can answer for all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

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

from cms.editions.current import is_current
from cms.editions.models import ContextPage, LivePage, Pulse
from cms.editions.published import published
from cms.editions.pulse import CLOCKS, Holding
from cms.editions.statements import AT, Statement, number, text

RELATED = 3
DOCUMENT, ANCESTOR, NEXT, TRANSLATION, PULSE, HTML = range(6)
MOMENTS = ("title", "path", "shape")
"""The columns in which PULSE has the next moments of the clock."""


class Row(NamedTuple):
    """A page, or what stands in its columns; those that a part does not have are None.

    `stored` is the document in DOCUMENT, the card in NEXT.
    """

    part: int
    position: int
    pk: int
    title: str
    path: str
    stored: bytes
    stale_from: datetime | None
    shape: str
    type: str
    built_for: str
    url_path: str
    locale: str
    slug: str
    alias_of: int | None

    @property
    def is_current(self) -> bool:
        """Whether what is shown of it may be sent as it is."""
        if self.part in (PULSE, HTML):
            return True
        if self.part in (ANCESTOR, TRANSLATION):  # only their address is shown
            return self.built_for == self.url_path
        return is_current(self.stale_from, self.shape, self.type, self.built_for, self.url_path)


class KeptHTML(NamedTuple):
    """The HTML that is kept of a page, and what the page shows beside its document.

    `key`, `headers` and `content` are those of `PageHTML`; None where there is none.
    """

    key: str | None
    headers: str | None
    content: bytes | None
    next_review_due: date | None


class Rows:
    """The rows of one reading, the pages in their order."""

    def __init__(self, found: Iterable[tuple[Any, ...]]) -> None:
        self.all = sorted(map(Row._make, found), key=lambda row: row[:2])

    def of(self, *parts: int) -> list[Row]:
        return [row for row in self.all if row.part in parts]

    @property
    def behind(self) -> list[int]:
        """The ids of pages that have to be built anew first."""
        return [row.pk for row in self.all if not row.is_current]

    @property
    def holding(self) -> Holding | None:
        """What was read holds with this."""
        for row in self.of(PULSE):
            return Holding.of(row.pk, [getattr(row, name) for name in MOMENTS])
        return None

    def html_of(self, pk: int) -> KeptHTML:
        """Of a page that `AS_HTML` found."""
        row = next(row for row in self.of(HTML) if row.pk == pk)
        due = date.fromisoformat(row.type) if row.type else None
        return KeptHTML(row.title, row.path, row.stored, due)


class PageStatement:
    """Reads the live page that `of` asks for, and its context. `values` as in `Statement`."""

    def __init__(
        self,
        of: Callable[[], QuerySet[Any, Any]],
        values: dict[Any, str],
        *,
        with_html: bool = False,
    ) -> None:
        self._of = of
        self._with_html = with_html
        self.statement = Statement(self._compose, {AT: "at", **values})

    def read(self, **values: str | int) -> Rows:
        """As it is now."""
        return Rows(self.statement.rows(at=timezone.now(), **values))

    def _compose(self) -> list[QuerySet[Any, Any]]:
        wanted = self._of()
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
            *([_html(wanted)] if self._with_html else []),
        ]


NOTHING = Cast(Value(None), BinaryField())


def _columns(found: QuerySet[Any, Any], part: int, stored: Any, page: str = "") -> Any:
    """The columns of one part; `page` is the way from its rows to the page."""
    position = F("position") if page else Value(0)
    live = f"{page}live_page__"
    return found.annotate(
        row_part=Value(part, output_field=IntegerField()),
        row_position=Cast(position, IntegerField()),
        row_stored=stored,
    ).values_list(
        *("row_part", "row_position", f"{page}pk", f"{live}title", f"{live}path", "row_stored"),
        *(f"{live}stale_from", f"{live}shape", f"{live}type", f"{live}url_path"),
        *(f"{page}url_path", f"{live}locale", f"{live}slug", f"{page}alias_of"),
    )


def _pulse() -> Any:
    """The pulse in place of an id, and the next moments of the clock."""
    moments = (
        LivePage.objects.filter(**{f"{name}__gt": AT}).order_by(name).values(name)[:1]
        for name in CLOCKS
    )
    texts = (Cast(Subquery(moment), TextField()) for moment in moments)
    found = Pulse.objects.filter(pk=Pulse.THE_ONE)
    return _beside(found, PULSE, "token", **dict(zip(MOMENTS, texts, strict=True)))


def _html(wanted: QuerySet[Any, Any]) -> Any:
    """The HTML that is kept of a page, if any, and the day on which its review is due."""
    return _beside(
        wanted,
        HTML,
        "pk",
        title=F("html__key"),
        path=F("html__headers"),
        stored=F("html__content"),
        type=Cast(F("next_review_due"), TextField()),
    )


def _beside(found: QuerySet[Any, Any], part: int, pk: str, **columns: Any) -> Any:
    """What is no page, in the columns of pages; `pk` names a whole number of it."""
    others: dict[str, Any] = {
        **{name: Cast(Value(None), TextField()) for name in Row._fields if name != "pk"},
        "part": Value(part, output_field=IntegerField()),
        "position": Value(0, output_field=IntegerField()),
        "stored": NOTHING,
        "stale_from": Cast(Value(None), DateTimeField()),
        "alias_of": Cast(Value(None), IntegerField()),
        **columns,
    }
    names = [pk if name == "pk" else f"row_{name}" for name in Row._fields]
    return found.annotate(**{f"row_{name}": column for name, column in others.items()}).values_list(
        *names
    )


BY_SLUG = PageStatement(
    lambda: LivePage.objects.filter(
        type=text("type"), slug=text("slug"), locale=text("locale"), is_alias=False
    ),
    {text("type"): "type", text("slug"): "slug", text("locale"): "locale"},
)
BY_PATH = PageStatement(lambda: LivePage.objects.filter(path=text("path")), {text("path"): "path"})
AS_HTML = PageStatement(
    lambda: LivePage.objects.filter(path=text("path")), {text("path"): "path"}, with_html=True
)
BY_ID = PageStatement(lambda: LivePage.objects.filter(pk=number(1)), {number(1): "pk"})
