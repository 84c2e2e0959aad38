"""Posts in the content API. Answers are stored bytes; types are there for its description.

An endpoint that gives an `HttpResponse` is not validated again: what is stored was validated when
it was written.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from blog.api import queries
from blog.api.parameters import Locale, PostParameters, Slug
from blog.models import BlogPage
from cms.api.cards import cards
from cms.api.documents import card_schema, document_schema
from cms.api.errors import ABSENT, REFUSED, Problem
from cms.api.http import json_response
from cms.api.moved import renamed, see_instead
from cms.api.pagination import envelope_schema
from cms.editions.reading import document_by_slug

router = Router(tags=["Posts"])


@router.get(
    "posts/",
    response={200: envelope_schema("PostList", card_schema(BlogPage)), **REFUSED},
    operation_id="list_posts",
    summary="Published posts as cards",
)
def list_posts(request: HttpRequest, wanted: Query[PostParameters]) -> HttpResponse:
    """Newest first. Every filter narrows the list; repeat `route` for posts that describe all."""
    return cards(request, queries.post_slice(wanted))


@router.get(
    "posts/{slug}/",
    response={200: document_schema(BlogPage), 308: None, **ABSENT},
    operation_id="get_post",
    summary="One post, with everything needed to render it",
)
def get_post(request: HttpRequest, slug: Slug, locale: Locale | None = None) -> Any:
    """A slug that the post had before answers 308 with the address under its present one."""
    language = locale or settings.LANGUAGE_CODE
    if found := document_by_slug(queries.POST, slug, language):
        return json_response(found.body, found.holding)
    if now := renamed(queries.POST, slug, language):
        return see_instead(request, now)
    raise Problem.not_found()
