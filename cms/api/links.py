"""Where the texts of one document lead: to public pages and files only."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from html import escape
from typing import Any, Protocol

from django.db.models import Model
from wagtail.models import Page
from wagtail.rich_text.rewriters import LinkRewriter

from cms.editions.published import published
from cms.rich_text import ID, LINK, documents_by_id, link_id


class Notes(Protocol):
    """What a builder of documents offers (`cms.editions.building.Builder`)."""

    @property
    def at(self) -> datetime:
        """The moment for which the document is built."""

    @property
    def is_draft(self) -> bool:
        """Whether the document is thrown away: it is of a draft."""

    def note(self, thing: Model | str) -> None:
        """The document shows `thing`, or would if readers might see it."""

    def until(self, moment: datetime | None) -> None:
        """The document is right only until `moment`."""

    def url(self, path: str) -> str:
        """An absolute address whose origin is filled in when the document is sent."""


class Links:
    """Pages and files linked from a document, each asked for once and noted, hidden ones too."""

    def __init__(self, page_id: int | None, notes: Notes) -> None:
        self._own = page_id
        self._notes = notes
        self._pages: dict[int, Page | None] = {}
        self._documents: dict[int, Any] = {}

    def load(self, texts: Iterable[str] = (), pages: Iterable[int] = ()) -> None:
        """Look up what stored rich texts and ids of pages lead to: at most three queries."""
        wanted: dict[str, set[int]] = {"page": set(pages), "document": set()}
        for text in texts:
            for link in LINK.finditer(text):
                wanted[link[1]].update(int(pk) for pk in ID.findall(link[0]))
        self._load_pages(wanted["page"] - self._pages.keys())
        self._load_documents(wanted["document"] - self._documents.keys())

    def page(self, pk: int | None) -> Page | None:
        """The page if any reader may see it."""
        if not pk:
            return None
        self.load(pages=[pk])
        return self._pages[pk]

    def document(self, pk: int) -> Any:
        """The file, a Wagtail document, if it lies in no private collection."""
        self._load_documents({pk} - self._documents.keys())
        return self._documents[pk]

    def page_url(self, pk: int | None) -> str:
        page = self.page(pk)
        return self._notes.url(page.get_url() or "") if page else ""

    def document_url(self, pk: int) -> str:
        document = self.document(pk)
        return self._notes.url(document.url) if document else ""

    def expand(self, text: str) -> str:
        """Stored rich text with absolute links; a link to what is hidden loses its target."""
        self.load([text])
        rules = {
            "page": lambda found: [_opening(self.page_url(link_id(each))) for each in found],
            "document": lambda found: [
                _opening(self.document_url(link_id(each)) if link_id(each) else "")
                for each in found
            ],
        }
        expanded: str = LinkRewriter(bulk_rules=rules)(text)
        return expanded

    def _load_pages(self, ids: set[int]) -> None:
        if not ids:
            return
        self._pages |= dict.fromkeys(ids)
        public = published(Page.objects.filter(pk__in=ids), self._notes.at)
        self._pages |= {page.pk: page for page in public}
        moments = Page.objects.filter(pk__in=ids).values_list(
            *("go_live_at", "expire_at", "alias_of__go_live_at", "alias_of__expire_at")
        )
        for row in moments:
            for moment in row:
                self._notes.until(moment)
        for pk in ids - {self._own}:
            self._notes.note(f"page:{pk}")

    def _load_documents(self, ids: set[int]) -> None:
        if not ids:
            return
        self._documents |= dict.fromkeys(ids)
        for pk, document in documents_by_id(ids).items():
            self._notes.note(f"wagtailcore.collection:{document.collection_id}")
            if not document.is_private:
                self._documents[pk] = document
        for pk in ids:
            self._notes.note(f"wagtaildocs.document:{pk}")


def _opening(url: str) -> str:
    return f'<a href="{escape(url)}">' if url else "<a>"
