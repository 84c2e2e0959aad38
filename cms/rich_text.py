"""Rich text as readers get it: links lead only to pages and files they may see."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef
from django.db.models.functions import Length, Substr
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from wagtail.documents import get_document_model
from wagtail.models import CollectionViewRestriction, Page
from wagtail.rich_text import RichText, expand_db_html
from wagtail.rich_text.rewriters import LinkRewriter

from cms.editions.published import published

LINK = re.compile(r'<a\b[^>]*\blinktype="(page|document)"[^>]*>')
ID = re.compile(r'\bid="(\d{1,18})"')


def documents_by_id(ids: Iterable[int]) -> dict[int, Any]:
    """The documents, by id; of each `is_private` says whether it lies in a private collection."""
    beginning = Substr(OuterRef("collection__path"), 1, Length("collection__path"))
    private = CollectionViewRestriction.objects.filter(collection__path=beginning)
    documents = get_document_model().objects.annotate(is_private=Exists(private))
    return {document.pk: document for document in documents.filter(pk__in=list(ids))}


def public_documents(ids: Iterable[int]) -> dict[int, Any]:
    """Those of the documents that lie in no private collection, by id."""
    return {pk: each for pk, each in documents_by_id(ids).items() if not each.is_private}


class PublicLinks:
    """The addresses of everything that the texts of one page link to, asked for once.

    `texts` are rich texts in the form they are stored in, `pages` ids of pages linked otherwise.
    """

    def __init__(
        self, texts: Iterable[str], pages: Iterable[int] = (), request: HttpRequest | None = None
    ) -> None:
        self._wanted: dict[str, set[int]] = {"page": set(pages), "document": set()}
        self._request = request
        for text in texts:
            for link in LINK.finditer(text):
                self._wanted[link[1]].update(int(pk) for pk in ID.findall(link[0]))

    @cached_property
    def _pages(self) -> dict[int, str]:
        ids = self._wanted["page"]
        pages = published(Page.objects.filter(pk__in=ids)) if ids else ()
        return {page.pk: page.get_url(self._request) or "" for page in pages}

    @cached_property
    def _documents(self) -> dict[int, str]:
        ids = self._wanted["document"]
        found = public_documents(ids) if ids else {}
        return {pk: document.url for pk, document in found.items()}

    def page_url(self, pk: int | None) -> str:
        """The address of a page; "" when readers may not see it."""
        return self._pages.get(pk, "") if pk else ""

    def expand(self, text: str | RichText) -> SafeString:
        """Stored rich text as HTML. A link of a kind that is not known loses its target."""
        source = text.source if isinstance(text, RichText) else str(text)
        if "<a" not in source and "<embed" not in source:
            return mark_safe(source)  # noqa: S308 - cleaned when it was saved
        rules = {
            "page": lambda links: [_opening(self._pages.get(link_id(link))) for link in links],
            "document": lambda links: [
                _opening(self._documents.get(link_id(link))) for link in links
            ],
        }
        linked = LinkRewriter(bulk_rules=rules)(source)
        return mark_safe(expand_db_html(linked))  # noqa: S308 - cleaned when it was saved


def _opening(url: str | None) -> str:
    return f'<a href="{escape(url)}">' if url else "<a>"


def link_id(attrs: dict[str, Any]) -> int:
    """The id a link names; 0 when it names none."""
    pk = str(attrs.get("id", ""))
    return int(pk) if pk.isascii() and pk.isdecimal() else 0
