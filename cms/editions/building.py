"""From a page to the bytes that readers get, with everything they depend on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Model
from django.utils import timezone
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.models import COMMENTS_RELATION_NAME, Page

if TYPE_CHECKING:
    from cms.editions.pages import PublicPageMixin

# Stands in stored bytes where the site's scheme and host stand in an answer. Two characters of
# Unicode's private use area, which no text that means anything contains.
ORIGIN = "\ue000\ue001"
ORIGIN_BYTES = ORIGIN.encode()


@dataclass
class Builder:
    """Collects what a document shows while it is built.

    The whole document says what is right at `at`, so that nothing which begins or ends while it is
    being built is taken for past by one part and for to come by another.
    """

    at: datetime = field(default_factory=timezone.now)
    is_draft: bool = False
    dependencies: set[str] = field(default_factory=set)
    stale_from: datetime | None = None

    def note(self, thing: Model | str) -> None:
        """The document shows `thing`: a model instance, or a key as `key_of` makes it."""
        self.dependencies.add(thing if isinstance(thing, str) else key_of(thing))

    def until(self, moment: datetime | None) -> None:
        """The document is right only until `moment`. Moments before `at` do not matter."""
        if moment is None or moment <= self.at:
            return
        self.stale_from = min(self.stale_from or moment, moment)

    def url(self, path: str) -> str:
        """An absolute address, with the site's origin left open: `path` begins with “/”."""
        return path if "://" in path or not path else f"{ORIGIN}{path}"


@dataclass(frozen=True)
class Built:
    """A document and its card as JSON, without edition and context, and what hangs on them.

    `searched` holds the fields of the page's `SearchEntry`.
    """

    document: bytes
    card: bytes
    digest: str
    facets: frozenset[tuple[str, str]]
    searched: dict[str, str]
    related: tuple[int, ...]
    dependencies: frozenset[str]
    stale_from: datetime | None


def build(page: PublicPageMixin) -> Built:
    """Build what readers get of `page`, which must be as it is stored."""
    from cms.api.documents import build_card, build_document
    from cms.editions.search.recipe import entry_of

    read_children(page)
    builder = Builder()
    document = build_document(page, builder).model_dump_json().encode()
    card = build_card(page, builder).model_dump_json().encode()
    facets = frozenset((kind, str(key)) for kind, key in page.facets())
    return Built(
        document=document,
        card=card,
        digest=hashlib.sha256(document + b"\n" + card).hexdigest(),
        facets=facets,
        searched=entry_of(type(page), document, card, facets),
        related=tuple(page.related_candidates()),
        dependencies=frozenset(builder.dependencies),
        stale_from=builder.stale_from,
    )


def read_children(page: PublicPageMixin) -> None:
    """Have the page's child relations in memory, where document, card and facets find them."""
    children = [relation.get_accessor_name() for relation in get_all_child_relations(page)]
    chosen = [field.name for field in get_all_child_m2m_relations(page)]
    for name in {*children, *chosen} - {COMMENTS_RELATION_NAME}:
        getattr(page, name).get_object_list()


def key_of(thing: Model) -> str:
    """``blog.person:3``. All pages share one key space, whatever their type."""
    if isinstance(thing, Page):
        return page_key(thing.pk)
    return f"{thing._meta.label_lower}:{thing.pk}"


def page_key(pk: int) -> str:
    return f"page:{pk}"


def keys_of(things: Iterable[Any]) -> set[str]:
    return {key_of(thing) for thing in things}
