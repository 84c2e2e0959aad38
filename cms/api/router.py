"""What the content API says of any site: pages by path, redirects, and what changed."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils.encoding import iri_to_uri
from ninja import Query, Router

from cms.api.changes import ChangeList, changes_since
from cms.api.documents import any_of, document_schema, typed_page_types
from cms.api.errors import ABSENT, REFUSED, Problem
from cms.api.http import json_response
from cms.api.moved import RedirectSchema, redirect_list, settle, where_to
from cms.api.names import Schema
from cms.api.pagination import BIGGEST_PK, PageParameters, envelope_schema
from cms.api.schemas import Uri
from cms.editions.building import ORIGIN
from cms.editions.reading import absolute, document_by_path

router = Router(tags=["Site"])


class MovedTo(Schema):
    """Where a page can be found now, and whether for good."""

    to: Uri
    permanent: bool


class MovedSchema(Schema):
    """The answer for a page that has another address now."""

    redirect: MovedTo


DOCUMENTS = [document_schema(each) for each in typed_page_types()]
PageAnswer: Any = any_of(DOCUMENTS) | MovedSchema if DOCUMENTS else MovedSchema


@router.get(
    "pages/",
    response={200: PageAnswer, **ABSENT},
    operation_id="get_page",
    summary="Any page by its path",
)
def get_page(
    request: HttpRequest,
    path: Annotated[
        str,
        Query(max_length=1000, pattern="^/", description="As readers see it, such as /about/."),
    ],
) -> HttpResponse:
    """The document of the page's type; `{redirect}` for a page that has moved."""
    path = iri_to_uri(path if path.endswith("/") else f"{path}/")
    found = document_by_path(path)
    if found is None and settle(path):
        found = document_by_path(path)
    if found:
        return json_response(found.body, found.holding)
    if moved := where_to(path):
        to = moved.url if "://" in moved.url else ORIGIN + moved.url
        answer = MovedSchema(redirect=MovedTo(to=to, permanent=moved.is_permanent))
        return json_response(absolute(answer.model_dump_json().encode()))
    raise Problem.not_found()


@router.get(
    "redirects/",
    response={200: envelope_schema("RedirectList", RedirectSchema), **REFUSED},
    operation_id="list_redirects",
    summary="Old addresses, and where they lead",
)
def list_redirects(request: HttpRequest, wanted: Query[PageParameters]) -> HttpResponse:
    """Every redirect whose target readers may see, by old path."""
    return redirect_list(request, wanted)


@router.get(
    "changes/",
    response={200: ChangeList, **REFUSED},
    operation_id="list_changes",
    summary="What went live, changed or went away",
)
def list_changes(
    request: HttpRequest,
    since: Annotated[
        int, Query(ge=0, le=BIGGEST_PK, description="The `latest` of the last visit.")
    ] = 0,
    after: Annotated[
        int | None,
        Query(ge=0, le=BIGGEST_PK, description="Where this part begins; `next` says it."),
    ] = None,
    limit: Annotated[int, Query(ge=1, le=100, description="How many editions at most.")] = 100,
) -> HttpResponse:
    """In the order of publication, each page once. Follow `next`, then keep `latest`."""
    return changes_since(request, since, after, limit)
