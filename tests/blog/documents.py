"""Documents of posts as readers get them, and the same with any words in them."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from hypothesis import strategies as st

from cms.editions.reading import document_by_slug

# Fields that hold a text somebody wrote; a key, an address or a date is none.
FREE = {
    *("title", "subtitle", "name", "name_with_credentials", "role", "credentials", "heading"),
    *("caption", "credit", "alt", "attribution", "question", "label", "note", "indication"),
    *("authors", "source", "generic_name", "evidence_text", "description", "site_label"),
}
HOSTILE = "</script><script>alert(1)</script>|*_`[x](y)&amp;<!--\u2028é”\\ 1. #"

WORDS = st.one_of(
    st.just(""),
    st.just(HOSTILE),
    st.text(st.sampled_from(HOSTILE), max_size=20),
    st.text(st.characters(exclude_categories=("Cc", "Cs", "Co", "Cn")), max_size=20),
)


def stored(slug: str) -> dict[str, Any]:
    """The document of a published post, as JSON says it."""
    answer = document_by_slug("blog.BlogPage", slug, "en")
    assert answer is not None
    document: dict[str, Any] = json.loads(answer.body)
    return document


def as_object(document: dict[str, Any]) -> Any:
    return json.loads(json.dumps(document), object_hook=lambda each: SimpleNamespace(**each))


def with_words(value: Any, pool: Iterator[str]) -> Any:
    """A copy in which every free text is another."""
    if isinstance(value, dict):
        return {
            key: next(pool) if key in FREE and isinstance(inner, str) else with_words(inner, pool)
            for key, inner in value.items()
        }
    return [with_words(inner, pool) for inner in value] if isinstance(value, list) else value


POOLS = st.lists(WORDS, min_size=1, max_size=7).map(itertools.cycle)


def strings(value: Any) -> Iterator[str]:
    """Every text in a document, keys left aside."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from strings(inner)
    elif isinstance(value, str):
        yield value
