"""Search in the content API: cards of pages that hold what was asked for, with where they do."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Annotated, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from cms.api.documents import any_of, card_schema, typed_page_types
from cms.api.errors import REFUSED
from cms.api.names import Schema, derivations
from cms.api.pagination import by_offset, envelope_schema
from cms.api.search import SearchParameters, parameters
from cms.editions.reading import absolute
from cms.editions.search.finding import Hit, find
from cms.editions.search.highlights import Highlighter
from cms.editions.search.question import Question

router = Router(tags=["Search"])


class HighlightSchema(Schema):
    """A text in which the words are marked: HTML with `<mark>` and nothing else; and plain."""

    html: str
    text: str


class HighlightsSchema(Schema):
    """The whole title and excerpt; of the body at most two passages, those that hold most."""

    title: HighlightSchema
    excerpt: HighlightSchema
    body: list[HighlightSchema]


def hit_schema(page_class: Any) -> type[Schema]:
    """A page's card with where the words stand, and how well it answers."""
    score = Field(ge=0, le=1, description="1 if all stands in the title as it was asked for.")
    return derivations.schema(
        f"{page_class.__name__}Hit",
        {"highlights": HighlightsSchema, "score": Annotated[float, score]},
        __name__,
        base=card_schema(page_class),
    )


AnyHit: Any = any_of([hit_schema(each) for each in typed_page_types()])


@router.get(
    "search/",
    response={200: envelope_schema("SearchResults", AnyHit), **REFUSED},
    operation_id="search",
    summary="Published pages of any type that hold some words",
)
def search(request: HttpRequest, wanted: Query[parameters()]) -> HttpResponse:  # type: ignore[valid-type]
    """The best first: words in titles count most, then names, then headings and excerpts.

    At most 300 hits are found, so a `count` of 300 says that there may be more.
    """
    return search_results(request, wanted)


def search_results(request: HttpRequest, wanted: SearchParameters) -> HttpResponse:
    """The hits in their envelope: three queries, and those of the filters."""
    question = Question.parse(wanted.q, wanted.locale or _only_language(), wanted.keys())
    found = find(question, wanted.limit, wanted.offset)
    if not found.count:
        wanted.nothing_found()
    highlighter = Highlighter(question)
    items = [_shown(hit, highlighter) for hit in found.hits]
    part = replace(by_offset([], found.count, wanted), holding=found.holding)
    return part.envelope(request, items)


def _only_language() -> str:
    """The language of all pages; "" where there are several."""
    return settings.LANGUAGE_CODE if len(settings.LANGUAGES) == 1 else ""


def _shown(hit: Hit, highlighter: Highlighter) -> bytes:
    card = json.loads(hit.card)
    highlights = {
        "title": highlighter.whole(card["title"])._asdict(),
        "excerpt": highlighter.whole(card["excerpt"])._asdict(),
        "body": [passage._asdict() for passage in highlighter.passages(hit.body)],
    }
    more = {"highlights": highlights, "score": hit.score}
    text = json.dumps(more, ensure_ascii=False, separators=(",", ":"))
    return absolute(hit.card)[:-1] + b"," + text.encode()[1:]
