"""What of a document is searched: everything that is words, by the document's own schema.

The card's names (of people, categories, tags …) and short texts count more than the rest, and are
not taken from the document again. A page type's values name the fields that say nothing of the
page's own (`unsearched`). How words are told from what is none: `cms.editions.search.taking`.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple
from unicodedata import normalize

from cms.editions.search.english import SMALL
from cms.editions.search.question import Key, key_word
from cms.editions.search.taking import Take, Taken, Taker, is_text
from cms.editions.search.words import joined, words

# Raise it when the same document gives other words: pages are taken in anew then.
RECIPE = 1

# How many words and letters of a page count: a tsvector holds a megabyte.
WORDS_OF_LABELS = 1_000
WORDS = 16_000
LETTERS = 160_000
# How many words a page says most, and how often it says them at least.
OFTEN = (40, 5)


def entry_of(
    page_class: Any, document: bytes, card: bytes, facets: Iterable[Key]
) -> dict[str, str]:
    """The fields of a page's `SearchEntry`, from its document and card as they are stored."""
    shown = json.loads(card)
    names, short, body = Taken(), Taken(), Taken()
    takes = _takes(page_class)
    takes.names(shown, names)
    takes.card(shown, short)
    takes.document(json.loads(document), body)
    keys = sorted(key_word(*key) for key in [*facets, ("locale", shown["locale"])])
    return {
        "title": _words([shown["title"]], WORDS_OF_LABELS),
        "names": _words(names.passages, WORDS_OF_LABELS),
        "headings": _words([*short.headings, *body.headings, *_often(body)], WORDS_OF_LABELS),
        "words": _words(body.passages, WORDS),
        "keys": " ".join(keys),
        "body": normalize("NFC", "\n".join(body.passages))[:LETTERS],
    }


def _often(body: Taken) -> list[str]:
    """What the page is about, even if no heading says so: the words it says most."""
    counted = Counter(word for passage in body.passages for word in words(passage))
    most = counted.most_common(OFTEN[0])
    return [word for word, count in most if count >= OFTEN[1] and word not in SMALL]


class _Takes(NamedTuple):
    """How words are taken out of a page type's stored card and document."""

    names: Take
    card: Take
    document: Take


@cache
def _takes(page_class: Any) -> _Takes:
    from cms.api.documents import PageValues, card_schema, stored_schema
    from cms.api.model_types import values_class

    card = card_schema(page_class).model_json_schema()
    document = stored_schema(page_class).model_json_schema()
    things = {name for name, schema in card["properties"].items() if not is_text(schema)}
    left_out = {*card["properties"], *values_class(page_class, PageValues).unsearched}
    return _Takes(
        names=Taker(card, only_names=True).of_fields(things),
        card=Taker(card, as_headings=True).of_fields(
            card["properties"].keys() - things - {"title"}
        ),
        document=Taker(document).of_fields(document["properties"].keys() - left_out),
    )


def _words(passages: Iterable[str], count: int) -> str:
    """The first `count` words, each at most as long as all may be on average."""
    return joined(list(passages), count)[: count * LETTERS // WORDS]
