"""Route entries: what posts say of routes, found and ordered by the figures."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from wagtail.models import Page

from blog.api.parameters import EntryParameters
from blog.api.queries import POST, ids_of, posts, refuse, require_known
from blog.api.schemas import QUANTITY_FACTS, IsoDuration, MethodKey, RouteKey, SiteKey
from blog.durations import print_iso
from blog.models import RouteEntry
from blog.vocabulary import FACTS, METHODS, ROUTES
from cms.api.listing import Form, Listing, place
from cms.api.names import Schema, derivations
from cms.api.pagination import Kind, Order, Slice, number
from cms.api.schemas import Uri
from cms.editions.building import ORIGIN
from cms.editions.current import until_current
from cms.editions.published import published
from cms.editions.reading import absolute
from cms.editions.statements import AT


class DurationRange(Schema):
    """A range of times; an end that is open is null."""

    low: IsoDuration | None
    high: IsoDuration | None
    low_seconds: float | None
    high_seconds: float | None


class PercentRange(Schema):
    """A range in percent; an end that is open is null."""

    low: float | None
    high: float | None


class EntryPost(Schema):
    """The post that a route entry is from."""

    id: int
    slug: str
    title: str
    url: Uri


class EntryTreatment(Schema):
    """The treatment that a route entry is about."""

    id: int
    slug: str
    name: str


FIGURES = {
    fact: (DurationRange if FACTS[fact].kind == "duration" else PercentRange)
    for fact in QUANTITY_FACTS
}
RouteEntrySchema = derivations.schema(
    "RouteEntrySchema",
    {
        "id": int,
        "block": str,
        "post": EntryPost,
        "route": RouteKey,
        "route_label": str,
        "method": MethodKey,
        "method_label": str,
        "site": SiteKey | None,
        "treatment": EntryTreatment | None,
        **{fact: schema | None for fact, schema in FIGURES.items()},
    },
    __name__,
    "What one route block says in figures. A figure that is not known is null; `block` is the id "
    "of the block in the post's body, which says how each figure was measured.",
)

ORDERS = {
    "-published_at": Order("-published_at", "published_at", "moment", descending=True),
    **{
        f"{sign}{fact}": Order(
            f"{sign}{fact}",
            f"{fact}_{first}",
            "number",
            descending=bool(sign),
            nullable=True,
            or_field=f"{fact}_{second}",
        )
        for fact in QUANTITY_FACTS
        for sign, first, second in (("", "low", "high"), ("-", "high", "low"))
    },
}
# Name of the filter → what it compares, the comparison, and of what kind its value is.
_COMPARED: dict[str, tuple[Any, str, Kind]] = {
    "route": ("route", "exact", "text"),
    "method": ("method", "exact", "text"),
    "post": ("page__slug", "exact", "text"),
    "onset_lte": (("onset_high", "onset_low"), "lte", "number"),
    "onset_gte": (("onset_low", "onset_high"), "gte", "number"),
    "duration_lte": (("duration_of_effect_high", "duration_of_effect_low"), "lte", "number"),
    "duration_gte": (("duration_of_effect_low", "duration_of_effect_high"), "gte", "number"),
    "bioavailability_gte": (("bioavailability_low", "bioavailability_high"), "gte", "number"),
}
_PLAIN = (
    *("block_id", "page_id", "page__slug", "page__title", "page__live_page__path"),
    *("page__live_page__url_path", "page__url_path", "route", "method", "site"),
    *("treatment_id", "treatment__slug", "treatment__name"),
)
_AMOUNTS = tuple(f"{fact}_{end}" for fact in QUANTITY_FACTS for end in ("low", "high"))


def _compose(form: Form) -> QuerySet[Any, Any]:
    public = Page.objects.filter(
        pk=OuterRef("page_id"), live_page__type=POST, live_page__is_alias=False
    )
    listed = RouteEntry.objects.filter(Exists(published(public, AT, aliases=False)))
    for name, count in form:
        if name == "treatment":
            ids = [place(name, index=index) for index in range(count)]
            listed = listed.filter(treatment__slug__in=ids)
        else:
            compared, comparison, kind = _COMPARED[name]
            if isinstance(compared, tuple):
                listed = listed.annotate(**{f"{name}_side": number(*compared)})
                compared = f"{name}_side"
            listed = listed.filter(**{f"{compared}__{comparison}": place(name, kind)})
    return listed


LISTING = Listing(
    _compose,
    pk="pk",
    columns=(*_PLAIN, *_AMOUNTS),
    kinds={name: kind for name, (_, _, kind) in _COMPARED.items()},
)


def entry_list(request: HttpRequest, wanted: EntryParameters) -> HttpResponse:
    """The entries that match. Raises Problem naming a slug that nothing published has."""
    given = {
        name: [value]
        for name in (*_COMPARED, "treatment")
        if (value := getattr(wanted, name)) is not None
    }

    def read() -> tuple[Slice, list[int]]:
        found = LISTING.slice(given, ORDERS[wanted.order], wanted)
        return found, [row[3] for row in found.rows if row[7] != row[8]]

    found: Slice = until_current(read)
    if not found.rows:
        _require_known(wanted)
    return found.envelope(request, map(_shown, found.rows))


def _require_known(wanted: EntryParameters) -> None:
    if wanted.treatment is not None:
        require_known(ids_of({"treatment": wanted.treatment}))
    if wanted.post is not None and not posts.is_known("slug", [wanted.post]):
        refuse(["post"], "There is no published post with this slug.")


def _shown(row: Any) -> bytes:
    named = dict(zip(("id", "key", *_PLAIN, *_AMOUNTS), row, strict=True))
    data = {
        "id": named["id"],
        "block": named["block_id"],
        "post": {
            "id": named["page_id"],
            "slug": named["page__slug"],
            "title": named["page__title"],
            "url": ORIGIN + named["page__live_page__path"],
        },
        "route": named["route"],
        "route_label": str(ROUTES[named["route"]].label),
        "method": named["method"],
        "method_label": str(METHODS[named["method"]].label),
        "site": named["site"] or None,
        "treatment": named["treatment_id"]
        and {
            "id": named["treatment_id"],
            "slug": named["treatment__slug"],
            "name": named["treatment__name"],
        },
        **{fact: _range(fact, named[f"{fact}_low"], named[f"{fact}_high"]) for fact in FIGURES},
    }
    return absolute(RouteEntrySchema.model_validate(data).model_dump_json().encode())


def _range(fact: str, low: Any, high: Any) -> dict[str, Any] | None:
    if low is None and high is None:
        return None
    if FIGURES[fact] is PercentRange:
        return {"low": low, "high": high}
    return {
        "low": _iso(low),
        "high": _iso(high),
        "low_seconds": low,
        "high_seconds": high,
    }


def _iso(seconds: Any) -> str | None:
    return None if seconds is None else print_iso(Decimal(str(seconds)))
