"""What posts share, in the content API: a list and a single thing for each kind."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from blog.api.parameters import Locale, SharedParameters, Slug
from blog.api.shared import CATEGORIES, DISCLAIMERS, PEOPLE, TAGS, TREATMENTS, Shared
from blog.api.site import SiteSchema, site_value
from cms.api.errors import ABSENT, REFUSED
from cms.api.http import json_response
from cms.api.pagination import envelope_schema
from cms.editions.reading import absolute

router = Router(tags=["Shared things"])


@router.get(
    "site/",
    response={200: SiteSchema, **REFUSED},
    operation_id="get_site",
    summary="What surrounds every page: name, menus, contact, default disclaimer",
    tags=["Site"],
)
def get_site(request: HttpRequest) -> HttpResponse:
    """Links to pages that readers may not see are left out."""
    return json_response(absolute(site_value().model_dump_json().encode()))


def add(path: str, one: str, shared: Shared) -> None:
    """The endpoints of one kind: `path` is its plural, `one` its singular."""

    def listed(request: HttpRequest, wanted: Query[SharedParameters]) -> HttpResponse:
        return shared.listed(request, wanted)

    def single(request: HttpRequest, slug: Slug, locale: Locale | None = None) -> HttpResponse:
        return shared.one(slug, locale)

    def single_of_any(request: HttpRequest, slug: Slug) -> HttpResponse:
        return shared.one(slug, None)

    plain: Any = {"url_name": f"list_{path}", "operation_id": f"list_{path}"}
    router.get(
        f"{path}/",
        response={200: envelope_schema(f"{one.capitalize()}List", shared.schema), **REFUSED},
        summary=f"The {path} of published posts, with their number",
        **plain,
    )(listed)
    router.get(
        f"{path}/{{slug}}/",
        response={200: shared.schema, **ABSENT},
        operation_id=f"get_{one}",
        url_name=f"get_{one}",
        summary=f"One {one}",
    )(single if shared.has_locale else single_of_any)


add("categories", "category", CATEGORIES)
add("tags", "tag", TAGS)
add("people", "person", PEOPLE)
add("treatments", "treatment", TREATMENTS)
add("disclaimers", "disclaimer", DISCLAIMERS)
