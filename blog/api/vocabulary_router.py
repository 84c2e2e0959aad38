"""Routes of administration in the content API: the vocabulary, and what posts say of it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from ninja import Query, Router

from blog.api.entries import RouteEntrySchema, entry_list
from blog.api.parameters import EntryParameters, Locale
from blog.api.schemas import MethodKey, RouteKey
from blog.api.shared import counts
from blog.vocabulary import METHODS, ROUTES, Codes, codes
from cms.api.errors import REFUSED
from cms.api.http import json_response
from cms.api.names import Schema
from cms.api.pagination import envelope_schema
from cms.api.value_types import typed

router = Router(tags=["Routes of administration"])


CodesSchema: Any = typed(Codes, __name__).schema


class RouteMethodSchema(Schema):
    """One way to give something by a route, with the codes of the two together."""

    key: MethodKey
    label: str
    codes: CodesSchema


class RouteSchema(Schema):
    """A route of administration, and how many published posts describe it."""

    key: RouteKey
    label: str
    help: str
    abbreviation: str
    codes: CodesSchema
    methods: list[RouteMethodSchema]
    posts: int


class RouteVocabulary(Schema):
    """All routes, in the order of the vocabulary."""

    items: list[RouteSchema]


@router.get(
    "routes/",
    response={200: RouteVocabulary, **REFUSED},
    operation_id="list_routes",
    summary="The routes of administration",
)
def list_routes(request: HttpRequest, locale: Locale | None = None) -> HttpResponse:
    """The whole vocabulary, also routes that no post describes; labels in `locale`."""
    posts = dict(counts(("route",)))
    with translation.override(locale or settings.LANGUAGE_CODE):
        items = [_route(key, posts.get(key, 0)) for key in ROUTES]
    return json_response(RouteVocabulary(items=items).model_dump_json().encode())


def _route(key: str, posts: int) -> RouteSchema:
    route = ROUTES[key]
    methods = [
        RouteMethodSchema(key=method, label=str(METHODS[method].label), codes=_codes(key, method))
        for method in route.methods
    ]
    return RouteSchema(
        key=key,
        label=str(route.label),
        help=str(route.help),
        abbreviation=route.abbreviation,
        codes=_codes(key),
        methods=methods,
        posts=posts,
    )


def _codes(route: str, method: str | None = None) -> dict[str, str | None]:
    return asdict(codes(route, method))


@router.get(
    "route-entries/",
    response={200: envelope_schema("RouteEntryList", RouteEntrySchema), **REFUSED},
    operation_id="list_route_entries",
    summary="What posts say of routes, one row for each route block",
)
def list_route_entries(request: HttpRequest, wanted: Query[EntryParameters]) -> HttpResponse:
    """Found and ordered by facts; unknown values come last."""
    return entry_list(request, wanted)
