"""Wagtail's links in rich text, narrowed to what readers may see, wherever it is expanded."""

from __future__ import annotations

from typing import Any

from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from cms.editions.published import published
from cms.rich_text import link_id, public_documents


class PublicPageLinkHandler(PageLinkHandler):
    """Wagtail's page links, but a page that is not public keeps its address to itself.

    The words of the link stay; the link goes. Registered in place of Wagtail's own handler.
    """

    @classmethod
    def get_many(cls, attrs_list: list[dict[str, Any]]) -> list[Any]:
        found = {
            page.pk: page
            for page in published(Page.objects.filter(pk__in=map(link_id, attrs_list)))
        }
        return [found.get(link_id(attrs)) for attrs in attrs_list]


class PublicDocumentLinkHandler(DocumentLinkHandler):
    """Wagtail's document links, but only to documents outside private collections."""

    @classmethod
    def get_many(cls, attrs_list: list[dict[str, Any]]) -> list[Any]:
        found = public_documents(map(link_id, attrs_list))
        return [found.get(link_id(attrs)) for attrs in attrs_list]
