"""A tiny API whose answers are made up, behind the real middleware."""

from typing import Annotated, Literal

from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from ninja import Query, Router, Schema
from pydantic import Field

from cms.api.content import make_api
from cms.api.http import json_response
from cms.api.parameters import DateParameter, MomentParameter
from cms.urls import urlpatterns as real


class Filters(Schema):
    """What the list takes."""

    limit: Annotated[int, Field(ge=1, le=100)] = 20
    route: list[Literal["oral", "nasal"]] = []
    before: DateParameter | None = None
    after: MomentParameter | None = None


class Shown(Schema):
    """What the list answers."""

    limit: int


router = Router()


@router.get("things/", response=Shown, operation_id="list_things", summary="All things")
def list_things(request: HttpRequest, filters: Query[Filters]) -> HttpResponse:
    return json_response(f'{{"limit":{filters.limit}}}'.encode())


@router.get("things/{slug}/", response=Shown, operation_id="get_thing", summary="One thing")
def get_thing(request: HttpRequest, slug: str) -> HttpResponse:
    if slug == "broken":
        raise RuntimeError("the secret of the house")
    if slug == "no-database":
        raise OperationalError("connection to server at 10.0.0.7 failed")
    if slug == "hidden":
        raise Http404("it is a draft")
    return json_response(b'{"limit":1}')


api = make_api("answers")
api.add_router("", router)
urlpatterns = [path("api/answers/", api.urls), *real]
