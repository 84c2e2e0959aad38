"""Pages with a body: the one field of blocks, and what is read from it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.blocks.stream_block import StreamValue
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from blog.blocks.body import BodyBlock
from blog.citations import Citations
from blog.comparison import Comparison, compare
from blog.models.answers_as_files import AnswersAsFiles
from blog.post_view import PostView
from blog.table_of_contents import Entry, table_of_contents
from cms.editions.pages import PublicPageMixin


class BodyPage(AnswersAsFiles, PublicPageMixin, Page):
    """A page whose content is a body of blocks (`blog.blocks.body`)."""

    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    prepares_html = True
    document_values = "blog.api.fields.BodyValues"
    document_fields = [
        *("intro", "reading_minutes", "word_count"),
        *("body", "table_of_contents", "comparison", "references"),
    ]

    search_fields = [*Page.search_fields, index.SearchField("body")]

    class Meta:
        abstract = True

    @classmethod
    def surroundings(cls) -> bytes:
        from blog.api.site import site_value

        return site_value().model_dump_json().encode()

    def route_blocks(self) -> list[StreamValue.StreamChild]:
        """The route blocks of the body, in order. Each child has `id` and a `RouteValue`."""
        return [child for child in self.body if child.block_type == "route"]

    def comparison(self, facts: Collection[str] = ()) -> Comparison | None:
        """The body's routes side by side, with all facts or the named ones; None below two."""
        routes = [child.value.facts_for_comparison(child.id) for child in self.route_blocks()]
        return compare(routes, facts)

    def citations(self) -> Citations:
        """The references the page cites, numbered in order of first use."""
        return Citations.of(self.body, self.further_references())

    @property
    def comparison_follows(self) -> str | None:
        """The id of the block after which the comparison stands, unless a block places it."""
        routes = self.route_blocks()
        if len(routes) < 2 or any(child.block_type == "comparison" for child in self.body):
            return None
        return str(routes[-1].id)

    def table_of_contents(self) -> list[Entry]:
        """Headings, routes and the comparison, in reading order."""
        return table_of_contents(self.body, self.comparison_follows)

    def further_references(self) -> list[Any]:
        """References to list after those cited in the body."""
        return []

    def as_markdown(self, document: Any) -> str:
        from blog.markdown_pages import standing_page

        return standing_page(document)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        post = PostView(self, request)
        post.read_pictures()
        return {
            **super().get_context(request, *args, **kwargs),
            "post": post,
            "breadcrumbs": post.breadcrumbs,
            "canonical_url": post.url,
            "feeds": post.feeds,
        }
