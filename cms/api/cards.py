"""Lists of published pages of one type, as the cards that were stored with them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from wagtail.models import Page

from cms.api.listing import Filters, Form, Listing, place
from cms.api.pagination import Order, PageParameters, Slice
from cms.editions.current import is_current, until_current
from cms.editions.models import Facet
from cms.editions.published import published
from cms.editions.reading import absolute
from cms.editions.statements import AT

# No step of a path in the tree is longer or comes later.
LAST_STEP = "Z" * 255
# Every order of live pages has its index (`LivePage.Meta`).
ORDERS = {
    order.name: order
    for order in (
        Order("-published_at", "live_page__published_at", "moment", descending=True),
        Order("published_at", "live_page__published_at", "moment"),
        Order("title", "live_page__title", "text"),
        Order("last_reviewed", "live_page__last_reviewed", "date", nullable=True),
        Order("next_review_due", "live_page__next_review_due", "date", nullable=True),
    )
}
_COLUMNS = (
    *("live_page__stale_from", "live_page__shape"),
    *("live_page__type", "live_page__url_path", "url_path"),
)
# Filters that compare a column, with the lookup each makes.
_COMPARED = {
    "locale": ("live_page__locale", "text"),
    "slug": ("live_page__slug", "text"),
    "published_after": ("live_page__published_at__gt", "moment"),
    "published_before": ("live_page__published_at__lt", "moment"),
    "updated_after": ("live_page__updated_at__gt", "moment"),
    "reviewed_before": ("live_page__last_reviewed__lt", "date"),
    # Both together, what lies below one page of the tree (`below`).
    "path_from": ("path__gt", "text"),
    "path_until": ("path__lte", "text"),
}


class CardList:
    """The published pages of a type. Aliases are in no list: their source is.

    `any_of` and `all_of` name kinds of facets: of several keys of the one kind a page has at least
    one, of the other every one. `stored` is what is read of each: its card, or its document.
    """

    def __init__(
        self,
        label: str,
        *,
        any_of: Iterable[str],
        all_of: Iterable[str],
        stored: Literal["card", "document"] = "card",
    ) -> None:
        self._label = label
        self._any_of = frozenset(any_of)
        self._all_of = frozenset(all_of)
        self.listing = Listing(
            self._compose,
            pk="live_page__page_id",
            columns=(f"live_page__edition__{stored}", *_COLUMNS),
            kinds={name: kind for name, (_, kind) in _COMPARED.items()},  # type: ignore[misc]
        )

    def slice(self, filters: Filters, order: str, page: PageParameters) -> Slice:
        """Rows `(id, value, card, …)`, none of them behind."""

        def read() -> tuple[Slice, list[int]]:
            found = self.listing.slice(filters, ORDERS[order], page)
            behind = [row[0] for row in found.rows if not is_current(*row[3:])]
            return found, behind

        found: Slice = until_current(read)
        return found

    def is_known(self, kind: str, keys: list[str]) -> bool:
        """Whether any published page has a facet with one of the keys."""
        return self.listing.exists({kind: keys}, ORDERS["published_at"])

    def _compose(self, form: Form) -> QuerySet[Any, Any]:
        pages = Page.objects.filter(live_page__type=self._label, live_page__is_alias=False)
        listed = published(pages, AT, aliases=False)
        for name, count in form:
            keys = [place(name, index=index) for index in range(count)]
            if name in self._any_of:
                listed = listed.filter(pk__in=_having(name, keys))
            elif name in self._all_of:
                for key in keys:
                    listed = listed.filter(pk__in=_having(name, [key]))
            else:
                lookup, kind = _COMPARED[name]
                listed = listed.filter(**{lookup: place(name, kind)})  # type: ignore[arg-type]
        return listed


def _having(kind: str, keys: list[str]) -> QuerySet[Any, Any]:
    return Facet.objects.filter(kind=kind, key__in=keys).values("live")


def below(page: Page) -> Filters:
    """What narrows a list to the pages anywhere below one."""
    return {"path_from": [page.path], "path_until": [f"{page.path}{LAST_STEP}"]}


def cards(request: HttpRequest, found: Slice) -> HttpResponse:
    """The cards of a slice in their envelope."""
    return found.envelope(request, (absolute(bytes(row[2])) for row in found.rows))
